//! What a node can be: docutils' elements under docutils' names.
//!
//! The names, the attributes and which element may hold which are those of
//! *The Docutils Document Tree* (`docs/ref/doctree.rst` of docutils). Elements
//! that differ in nothing but their name share a variant.

use std::sync::Arc;

pub use super::listing::{
    Chart, Compare, Drawing, End, Expect, Listing, Mode, Redaction, Run, Scale,
};

use super::Text;
use crate::diagnostic::Severity;
use crate::source::Span;

/// An element with the attributes that are its own.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    missing_docs,
    reason = "the variants are docutils' element names; their document defines them"
)]
pub enum Element {
    // The document and its parts.
    Document,
    Decoration,
    Header,
    Footer,
    Meta(Box<Meta>),
    Docinfo,
    DocinfoItem(DocinfoItem),
    Section,
    Title,
    Subtitle,
    Rubric,
    Topic,
    Sidebar,
    Transition,

    // Body elements.
    Paragraph,
    Compound,
    Container,
    /// `bullet` is `\0` if the list was made by a transform.
    /// `bullet` is NUL in a list that was not written but made.
    BulletList {
        bullet: char,
    },
    EnumeratedList(Box<Enumeration>),
    ListItem,
    DefinitionList,
    DefinitionListItem,
    Term,
    Classifier,
    Definition,
    FieldList,
    Field,
    FieldName,
    FieldBody,
    OptionList,
    OptionListItem,
    OptionGroup,
    Option,
    OptionString,
    OptionArgument {
        delimiter: String,
    },
    Description,
    LiteralBlock,
    DoctestBlock,
    MathBlock,
    LineBlock,
    Line,
    BlockQuote,
    Attribution,
    Admonition(Admonition),
    Comment,
    Raw {
        format: String,
    },
    Figure(Box<Figure>),
    Caption,
    Legend,
    Footnote {
        auto: Option<Auto>,
    },
    Citation,
    Label,
    SystemMessage(Box<SystemMessage>),
    Pending(Box<Pending>),

    // Tables.
    Table(Box<Table>),
    Tgroup {
        cols: usize,
    },
    /// `colwidth` is a share of the table's width; the shares need not add up to 100.
    Colspec {
        colwidth: usize,
        stub: bool,
    },
    Thead,
    Tbody,
    Row,
    /// A cell; `morerows` and `morecols` count what it spans beyond its first.
    Entry {
        morerows: usize,
        morecols: usize,
        stub: bool,
    },

    // Hyperlinks and substitutions.
    Target(Box<Target>),
    Reference(Box<Reference>),
    FootnoteReference {
        auto: Option<Auto>,
        link: Link,
    },
    CitationReference {
        link: Link,
    },
    SubstitutionDefinition {
        ltrim: bool,
        rtrim: bool,
    },
    SubstitutionReference {
        refname: String,
    },
    Problematic {
        refid: Option<String>,
    },

    // Inline elements.
    Text(Text),
    Emphasis,
    Strong,
    Literal,
    TitleReference,
    Abbreviation,
    Acronym,
    Superscript,
    Subscript,
    Inline,
    Math,
    Generated,
    Image(Box<Image>),
    /// Sphinx's: a reference that only the whole book can resolve. Its
    /// children are what is shown.
    PendingXref(Box<PendingXref>),

    /// hornbook's own: a program shown in the book, with a caption (optional),
    /// its code as a `literal_block` and its recorded output as another of
    /// class `output` (optional) for children.
    Listing(Box<Listing>),
}

/// The kinds of admonition; `Generic` is the one with a title of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "docutils' names")]
pub enum Admonition {
    Attention,
    Caution,
    Danger,
    Error,
    Generic,
    Hint,
    Important,
    Note,
    Tip,
    Warning,
}

/// The bibliographic fields that have an element of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "docutils' names")]
pub enum DocinfoItem {
    Address,
    Author,
    Authors,
    Contact,
    Copyright,
    Date,
    Organization,
    Revision,
    Status,
    Version,
}

/// How an enumerated list counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enumeration {
    /// The kind of numeral.
    pub enumtype: Enumtype,
    /// What stands before the numeral: nothing or `(`.
    pub prefix: &'static str,
    /// What stands behind the numeral: `.` or `)`.
    pub suffix: &'static str,
    /// The first item's ordinal.
    pub start: u64,
}

/// Numerals of enumerated lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "docutils' names")]
pub enum Enumtype {
    Arabic,
    Loweralpha,
    Upperalpha,
    Lowerroman,
    Upperroman,
}

/// How a footnote or a reference to one is numbered, when it is not by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auto {
    /// `#`: by counting.
    Number,
    /// `*`: by the next symbol.
    Symbol,
}

/// Where a reference or a target leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// Not known: a target that is itself the place, or a reference to be resolved.
    #[default]
    None,
    /// To this address (`refuri`).
    Uri(String),
    /// To the node with this id (`refid`).
    Id(String),
    /// To the node of this name, which is still to be found (`refname`).
    Name(String),
}

/// A place that can be referred to, or an address under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// Where it leads, if it is not itself the place.
    pub link: Link,
    /// Whether it is one of those which anonymous references take in turn.
    pub anonymous: bool,
}

/// A hyperlink.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// The name it was written with, white space folded, case kept.
    pub name: Option<String>,
    /// Where it leads.
    pub link: Link,
    /// Whether it takes the next anonymous target.
    pub anonymous: bool,
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// Its address, relative to the document.
    pub uri: String,
    /// The text for those who do not see it.
    pub alt: Option<String>,
    /// With its unit.
    pub height: Option<String>,
    /// With its unit.
    pub width: Option<String>,
    /// In percent.
    pub scale: Option<u32>,
    /// `left`, `center`, `right`, `top`, `middle` or `bottom`.
    pub align: Option<&'static str>,
    /// `embed`, `link` or `lazy`.
    pub loading: Option<&'static str>,
}

/// What the `figure` element has for itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// `left`, `center` or `right`.
    pub align: Option<&'static str>,
    /// With its unit.
    pub width: Option<String>,
}

/// What the `table` element has for itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// `left`, `center` or `right`.
    pub align: Option<&'static str>,
    /// With its unit.
    pub width: Option<String>,
}

/// A line for the head of an HTML page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The value.
    pub content: String,
    /// Attribute names and values, such as `name` and `description`.
    pub attributes: Vec<(String, String)>,
}

/// A diagnostic as docutils puts it into the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemMessage {
    /// How bad it is.
    pub severity: Severity,
    /// The line it is about, from 1; none for messages about no line.
    pub line: Option<usize>,
    /// The name of the source that holds the line.
    pub source: Arc<str>,
}

/// A place that a transform fills later.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "named after the docutils transforms that consume them"
)]
pub enum Pending {
    Contents {
        depth: Option<i64>,
        local: bool,
        backlinks: Option<&'static str>,
        classes: Vec<String>,
    },
    Sectnum {
        depth: Option<i64>,
        start: Option<i64>,
        prefix: Option<String>,
        suffix: Option<String>,
    },
    ClassAttribute {
        classes: Vec<String>,
        /// What the text calls the directive.
        directive: String,
        /// The directive as written.
        rawsource: String,
        /// The line that docutils names if no element follows.
        line: Option<usize>,
    },
    TargetNotes {
        classes: Vec<String>,
    },
    /// Sphinx's: a list of other documents, which stand below this one.
    Toctree(Box<Toctree>),
    /// hornbook's own: the index of the whole book.
    Genindex,
}

/// Sphinx's `pending_xref`: what a cross-reference asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PendingXref {
    /// The domain that is to resolve it (`std`, `py`, `c`), or nothing for
    /// references that any may resolve.
    pub domain: String,
    /// The role without its domain, such as `ref` or `func`.
    pub reftype: String,
    /// What is referred to.
    pub target: String,
    /// Whether the text was written, and not made of the target.
    pub explicit: bool,
    /// Whether it is wrong that nothing answers to it.
    pub warn: bool,
    /// Whether to look in the place at hand first (Sphinx's `refspecific`).
    pub specific: bool,
    /// The module it stands in, or the program whose option it names.
    pub module: Option<String>,
    /// The class it stands in.
    pub class: Option<String>,
    /// The ids that one of several functions of the name would have in the
    /// class, in what is around that, and so on to the outermost place; empty
    /// if the reference gives a name alone.
    pub ids: Vec<String>,
    /// Whether only other projects may resolve it (the role `external`), and
    /// which, if one is named.
    pub external: Option<String>,
}

/// What the `toctree` directive says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is one of its flags")]
pub struct Toctree {
    /// The lines of its content, in order.
    pub entries: Vec<TocEntry>,
    /// Whether `*`, `?` and `[]` in entries match documents.
    pub glob: bool,
    /// How many levels of titles are shown; all, if none is given.
    pub maxdepth: Option<u32>,
    /// The heading above the list.
    pub caption: Option<String>,
    /// Whether the list itself is not shown.
    pub hidden: bool,
    /// Whether the hidden lists of documents in it are shown below them.
    pub include_hidden: bool,
    /// How many levels of sections are numbered, if they are.
    pub numbered: Option<u32>,
    /// Whether only the titles of documents are shown.
    pub titles_only: bool,
    /// Whether the entries count from the last.
    pub reversed: bool,
}

/// An entry of a `toctree`: a document, an address, or `self`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TocEntry {
    /// The title in its place, if one is written.
    pub title: Option<String>,
    /// As written: from the document's folder, or with a leading `/` from that
    /// of the sources; without ending.
    pub target: String,
    /// Where it stands.
    pub span: Span,
}

impl Element {
    /// The name of the element in docutils' document tree.
    #[allow(clippy::too_many_lines, reason = "a table: one line an element")]
    pub fn tag(&self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Decoration => "decoration",
            Self::Header => "header",
            Self::Footer => "footer",
            Self::Meta(_) => "meta",
            Self::Docinfo => "docinfo",
            Self::DocinfoItem(item) => item.tag(),
            Self::Section => "section",
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Rubric => "rubric",
            Self::Topic => "topic",
            Self::Sidebar => "sidebar",
            Self::Transition => "transition",
            Self::Paragraph => "paragraph",
            Self::Compound => "compound",
            Self::Container => "container",
            Self::BulletList { .. } => "bullet_list",
            Self::EnumeratedList(_) => "enumerated_list",
            Self::ListItem => "list_item",
            Self::DefinitionList => "definition_list",
            Self::DefinitionListItem => "definition_list_item",
            Self::Term => "term",
            Self::Classifier => "classifier",
            Self::Definition => "definition",
            Self::FieldList => "field_list",
            Self::Field => "field",
            Self::FieldName => "field_name",
            Self::FieldBody => "field_body",
            Self::OptionList => "option_list",
            Self::OptionListItem => "option_list_item",
            Self::OptionGroup => "option_group",
            Self::Option => "option",
            Self::OptionString => "option_string",
            Self::OptionArgument { .. } => "option_argument",
            Self::Description => "description",
            Self::LiteralBlock => "literal_block",
            Self::DoctestBlock => "doctest_block",
            Self::MathBlock => "math_block",
            Self::LineBlock => "line_block",
            Self::Line => "line",
            Self::BlockQuote => "block_quote",
            Self::Attribution => "attribution",
            Self::Admonition(kind) => kind.tag(),
            Self::Comment => "comment",
            Self::Raw { .. } => "raw",
            Self::Figure(_) => "figure",
            Self::Caption => "caption",
            Self::Legend => "legend",
            Self::Footnote { .. } => "footnote",
            Self::Citation => "citation",
            Self::Label => "label",
            Self::SystemMessage(_) => "system_message",
            Self::Pending(_) => "pending",
            Self::Table(_) => "table",
            Self::Tgroup { .. } => "tgroup",
            Self::Colspec { .. } => "colspec",
            Self::Thead => "thead",
            Self::Tbody => "tbody",
            Self::Row => "row",
            Self::Entry { .. } => "entry",
            Self::Target(_) => "target",
            Self::Reference(_) => "reference",
            Self::FootnoteReference { .. } => "footnote_reference",
            Self::CitationReference { .. } => "citation_reference",
            Self::SubstitutionDefinition { .. } => "substitution_definition",
            Self::SubstitutionReference { .. } => "substitution_reference",
            Self::Problematic { .. } => "problematic",
            Self::Text(_) => "#text",
            Self::Emphasis => "emphasis",
            Self::Strong => "strong",
            Self::Literal => "literal",
            Self::TitleReference => "title_reference",
            Self::Abbreviation => "abbreviation",
            Self::Acronym => "acronym",
            Self::Superscript => "superscript",
            Self::Subscript => "subscript",
            Self::Inline => "inline",
            Self::Math => "math",
            Self::Generated => "generated",
            Self::Image(_) => "image",
            Self::PendingXref(_) => "pending_xref",
            Self::Listing(_) => "listing",
        }
    }

    /// Whether its children are text and inline elements (docutils' `TextElement`).
    pub fn holds_inline(&self) -> bool {
        self.is_inline()
            || matches!(
                self,
                Self::Title
                    | Self::Subtitle
                    | Self::Rubric
                    | Self::DocinfoItem(_)
                    | Self::Paragraph
                    | Self::Term
                    | Self::Classifier
                    | Self::FieldName
                    | Self::OptionString
                    | Self::OptionArgument { .. }
                    | Self::LiteralBlock
                    | Self::DoctestBlock
                    | Self::MathBlock
                    | Self::Line
                    | Self::Attribution
                    | Self::Comment
                    | Self::Raw { .. }
                    | Self::Caption
                    | Self::Label
                    | Self::SubstitutionDefinition { .. }
                    | Self::Target(_)
            )
    }

    /// Whether body elements may stand in it.
    pub fn holds_body(&self) -> bool {
        matches!(
            self,
            Self::Document
                | Self::Header
                | Self::Footer
                | Self::Section
                | Self::Topic
                | Self::Sidebar
                | Self::Compound
                | Self::Container
                | Self::ListItem
                | Self::Definition
                | Self::FieldBody
                | Self::Description
                | Self::BlockQuote
                | Self::Admonition(_)
                | Self::Legend
                | Self::Footnote { .. }
                | Self::Citation
                | Self::SystemMessage(_)
                | Self::Entry { .. }
                | Self::Listing(_)
        )
    }

    /// Whether it stands within text (docutils' `Inline`). Some, such as
    /// `image` and `target`, may stand among blocks as well.
    pub fn is_inline(&self) -> bool {
        matches!(
            self,
            Self::Text(_)
                | Self::Emphasis
                | Self::Strong
                | Self::Literal
                | Self::TitleReference
                | Self::Abbreviation
                | Self::Acronym
                | Self::Superscript
                | Self::Subscript
                | Self::Inline
                | Self::Math
                | Self::Generated
                | Self::Image(_)
                | Self::PendingXref(_)
                | Self::Reference(_)
                | Self::FootnoteReference { .. }
                | Self::CitationReference { .. }
                | Self::SubstitutionReference { .. }
                | Self::Problematic { .. }
        )
    }
}

impl Admonition {
    /// The element's name, which is the directive's too.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Attention => "attention",
            Self::Caution => "caution",
            Self::Danger => "danger",
            Self::Error => "error",
            Self::Generic => "admonition",
            Self::Hint => "hint",
            Self::Important => "important",
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Warning => "warning",
        }
    }
}

impl DocinfoItem {
    /// The element's name.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Author => "author",
            Self::Authors => "authors",
            Self::Contact => "contact",
            Self::Copyright => "copyright",
            Self::Date => "date",
            Self::Organization => "organization",
            Self::Revision => "revision",
            Self::Status => "status",
            Self::Version => "version",
        }
    }
}
