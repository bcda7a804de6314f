//! How a text is to be read: docutils' settings, and the dialect.

/// Which language the text is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// docutils' own, to the letter: what is unknown is echoed in a message
    /// and its content is not read.
    Docutils,
    /// A book's: what is unknown is reported and its content shown, and the
    /// traces that nbconvert leaves are understood.
    #[default]
    Book,
}

/// Whether straight quotes become typographic ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SmartQuotes {
    /// They stay.
    #[default]
    No,
    /// They become those of the language.
    Yes,
    /// They become those of another usage of the language.
    Alternative,
}

/// How much of what an object stands in is named with it in tables of contents
/// (Sphinx's `toc_object_entries_show_parents`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShowParents {
    /// What its domain takes for a part of its name, such as a class.
    #[default]
    Domain,
    /// Nothing.
    Hide,
    /// All, its module too.
    All,
}

/// Settings, under the names that docutils gives them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is one of docutils' settings"
)]
pub struct Options {
    /// Which language the text is written in.
    pub dialect: Dialect,
    /// Show the content of directives and the text of roles that nobody knows.
    pub keep_unknown: bool,
    /// Report those that are kept.
    pub report_unknown: bool,
    /// The language of the text, as a BCP 47 tag. It decides what directives,
    /// roles and bibliographic fields are called, besides their English names.
    pub language_code: String,
    /// Promote a lone first section title to the document's title.
    pub doctitle_xform: bool,
    /// Promote a lone first subsection's title to its section's subtitle.
    pub sectsubtitle_xform: bool,
    /// Turn a first field list into bibliographic elements.
    pub docinfo_xform: bool,
    /// Number the sections where the text says `sectnum`.
    pub sectnum_xform: bool,
    /// What a section's title links back to: its `entry` in the table of
    /// contents, the `top` of the table, or nothing.
    pub toc_backlinks: Option<&'static str>,
    /// Take away the space before a footnote reference.
    pub trim_footnote_reference_space: bool,
    /// Make quotes, dashes and dots typographic.
    pub smart_quotes: SmartQuotes,
    /// Quotation marks for [`Self::smart_quotes`] besides those known here: a
    /// language tag, opening and closing marks, those for quotes within.
    pub smartquotes_locales: Vec<(String, [String; 4])>,
    /// Make references of `PEP 1` and the like, and of `RFC 1`.
    pub pep_references: bool,
    /// See [`Self::pep_references`].
    pub rfc_references: bool,
    /// Where PEPs are to be found, with a slash at the end.
    pub pep_base_url: String,
    /// What the file of a PEP is called: `%d` stands for its number, `%04d`
    /// for its number in four digits.
    pub pep_file_url_template: String,
    /// Where RFCs are to be found, with a slash at the end.
    pub rfc_base_url: String,
    /// Read header fields at the start, as in a mail (docutils' PEP reader).
    pub rfc2822: bool,
    /// The document's title, whatever its own says.
    pub title: Option<String>,
    /// Classes to be taken from all elements.
    pub strip_classes: Vec<String>,
    /// Classes whose elements are left out of the tree.
    pub strip_elements_with_classes: Vec<String>,
    /// What docutils knows of nodes and is to be shown as attributes: `line`,
    /// `source`, `rawsource`.
    pub expose_internals: Vec<String>,
    /// Leave comments out of the tree.
    pub strip_comments: bool,
    /// Give sections their ids while the text is read, before later explicit
    /// targets of the same name can have them: docutils' way up to 0.23.
    pub legacy_ids: bool,
    /// Let `raw` directives and roles through.
    pub raw_enabled: bool,
    /// Let directives read files.
    pub file_insertion_enabled: bool,
    /// Put before every id.
    pub id_prefix: String,
    /// Put before ids that are made of no name; `%` stands for the element's name.
    pub auto_id_prefix: String,
    /// Put before paths that begin with `/`; if empty, they are handed to
    /// [`Files`](crate::Files) as they are.
    pub root_prefix: String,
    /// The folder of the standard definition files, as messages name it; if
    /// empty, such a file is called by its name in angle brackets.
    pub standard_include_path: String,
    /// The encoding of files for which no other is named.
    pub input_encoding: String,
    /// Columns between two tab stops in included files. The text itself gets
    /// its own from [`Source::with_tab_width`](crate::Source::with_tab_width).
    pub tab_width: usize,
    /// docutils reads no text that has longer lines, nor includes it.
    pub line_length_limit: usize,
    /// The lowest level of message that is put into the tree.
    pub report_level: u8,
    /// Recognise inline markup inside words.
    pub character_level_inline_markup: bool,
    /// The tags that hold in the expressions of Sphinx's `only`.
    pub tags: Vec<String>,
    /// Roles that are links: a role's name, its address and its caption, both
    /// with `%s` for the text of a use (Sphinx's `extlinks`). Without a caption
    /// the address is shown.
    pub extlinks: Vec<(String, String, Option<String>)>,
    /// Directives that describe something, each with the role that refers to it
    /// (Sphinx's `add_object_type`).
    pub object_types: Vec<(String, String)>,
    /// List the objects that a chapter describes in tables of contents (Sphinx's
    /// `toc_object_entries`).
    pub toc_object_entries: bool,
    /// How much of their names is shown there.
    pub toc_object_entries_show_parents: ShowParents,
    /// Set parentheses behind the names of functions (Sphinx's
    /// `add_function_parentheses`).
    pub add_function_parentheses: bool,
    /// Set the names of modules before those of Python's objects that are
    /// described (Sphinx's `add_module_names`).
    pub add_module_names: bool,
    /// Show who has written a section, a module or code (Sphinx's
    /// `show_authors`).
    pub show_authors: bool,
    /// Year, month and day for the `date` directive, if they are known.
    pub today: Option<[i32; 3]>,
    /// A text that is read before each document, behind its leading field list
    /// if it has one (Sphinx's `rst_prolog`).
    pub rst_prolog: String,
    /// A text that is read after each document (Sphinx's `rst_epilog`).
    pub rst_epilog: String,
    /// The role of interpreted text without one (Sphinx's `default_role`); if
    /// empty, docutils' own.
    pub default_role: String,
    /// The domain of roles and directives that name none (Sphinx's
    /// `primary_domain`); if empty, there is none.
    pub primary_domain: String,
    /// The language of literal blocks that name none (Sphinx's
    /// `highlight_language`); if empty, they have none.
    pub highlight_language: String,
    /// What substitution references stand for that the text does not define:
    /// names and texts, such as Sphinx's `version`.
    pub default_substitutions: Vec<(String, String)>,
}

/// The tags that Sphinx sets when it makes HTML.
const TAGS: [&str; 3] = ["html", "builder_html", "format_html"];

impl Default for Options {
    fn default() -> Self {
        Self {
            dialect: Dialect::Book,
            keep_unknown: true,
            report_unknown: true,
            language_code: "en".into(),
            doctitle_xform: false,
            sectsubtitle_xform: false,
            docinfo_xform: true,
            sectnum_xform: true,
            toc_backlinks: Some("entry"),
            trim_footnote_reference_space: false,
            smart_quotes: SmartQuotes::No,
            smartquotes_locales: Vec::new(),
            pep_references: false,
            rfc_references: false,
            pep_base_url: "https://peps.python.org/".into(),
            pep_file_url_template: "pep-%04d".into(),
            rfc_base_url: "https://datatracker.ietf.org/doc/html/".into(),
            rfc2822: false,
            title: None,
            strip_classes: Vec::new(),
            strip_elements_with_classes: Vec::new(),
            expose_internals: Vec::new(),
            strip_comments: false,
            legacy_ids: true,
            raw_enabled: true,
            file_insertion_enabled: true,
            id_prefix: String::new(),
            auto_id_prefix: "%".into(),
            root_prefix: String::new(),
            standard_include_path: String::new(),
            input_encoding: "utf-8".into(),
            tab_width: 8,
            line_length_limit: 10_000,
            report_level: 2,
            character_level_inline_markup: false,
            tags: TAGS.map(String::from).into(),
            extlinks: Vec::new(),
            object_types: Vec::new(),
            toc_object_entries: true,
            toc_object_entries_show_parents: ShowParents::Domain,
            add_function_parentheses: true,
            add_module_names: true,
            show_authors: false,
            today: None,
            rst_prolog: String::new(),
            rst_epilog: String::new(),
            default_role: String::new(),
            primary_domain: "py".into(),
            highlight_language: String::new(),
            default_substitutions: Vec::new(),
        }
    }
}

impl Options {
    /// Where the PEP of this number is to be found.
    pub(crate) fn pep_url(&self, number: u32) -> String {
        let template = &self.pep_file_url_template;
        let file = template
            .replace("%04d", &format!("{number:04}"))
            .replace("%d", &number.to_string());
        format!("{}{file}", self.pep_base_url)
    }

    /// What `|name|` stands for, if the text does not say.
    pub(crate) fn default_substitution(&self, name: &str) -> Option<&str> {
        let mut all = self.default_substitutions.iter();
        all.find(|(known, _)| known == name)
            .map(|(_, text)| text.as_str())
    }

    /// Where the RFC of this number is to be found.
    pub(crate) fn rfc_url(&self, number: &str) -> String {
        format!("{}rfc{number}.html", self.rfc_base_url)
    }

    /// docutils' own settings as they are when nothing is set.
    pub fn docutils() -> Self {
        Self {
            dialect: Dialect::Docutils,
            keep_unknown: false,
            doctitle_xform: true,
            rfc_base_url: "https://tools.ietf.org/html/".into(),
            ..Self::default()
        }
    }
}
