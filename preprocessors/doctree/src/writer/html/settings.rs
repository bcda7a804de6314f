//! Settings with more than two values, under docutils' names.

/// How pictures are loaded that do not say so themselves (docutils'
/// `image_loading`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ImageLoading {
    /// With the page, from their files.
    #[default]
    Link,
    /// From their files, when they are about to be seen.
    Lazy,
    /// They are in the page.
    Embed,
}

/// How references to footnotes look (docutils' `footnote_references`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FootnoteReferences {
    /// In brackets.
    #[default]
    Brackets,
    /// Raised. docutils then reads the text with `trim_footnote_reference_space`.
    Superscript,
}

impl FootnoteReferences {
    /// The class of references, notes and their lists.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Brackets => "brackets",
            Self::Superscript => "superscript",
        }
    }
}

/// What citations are told to be to those who hear a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CitationRole {
    /// `doc-biblioentry`, which DPUB-ARIA 1.1 advises against, as docutils does.
    #[default]
    Docutils,
    /// Items of the list they stand in.
    ListItem,
}

impl CitationRole {
    /// The value of the attribute.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Docutils => "doc-biblioentry",
            Self::ListItem => "listitem",
        }
    }
}

/// How the attribution of a block quote is set apart (docutils' `attribution`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Attribution {
    /// By a dash before it.
    #[default]
    Dash,
    /// By parentheses around it.
    Parentheses,
    /// By nothing but its class.
    None,
}

impl Attribution {
    /// What goes before and behind it.
    pub(super) fn marks(self) -> (&'static str, &'static str) {
        match self {
            Self::Dash => ("\u{2014}", ""),
            Self::Parentheses => ("(", ")"),
            Self::None => ("", ""),
        }
    }
}

/// What formulas become (docutils' `math_output`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MathOutput {
    /// MathML, which browsers draw; those that MathML cannot say stay TeX.
    #[default]
    MathMl,
    /// TeX in the marks that MathJax looks for. The caller brings the script.
    MathJax,
    /// TeX, as it is written.
    Latex,
}
