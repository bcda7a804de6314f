//! `book.toml`, read strictly.
//!
//! mdBook tells an unknown key in `[output.html]` to its log and then builds
//! with a default configuration; here it is an error with its place. The same
//! holds for the tables that are hornbook's own.

mod print;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::Context as _;
use doctree::{Severity, SmartQuotes, Source};
use mdbook_driver::config::{Config, HtmlConfig};
use serde::{Deserialize, Serialize};

use crate::calendar;
use crate::files::slashed;
use crate::raw_html::span;
use crate::report::Report;
pub(crate) use print::PdfTable;
#[cfg(feature = "pdf")]
pub(crate) use print::{Margins, Solutions, Split};

/// `[preprocessor.hornbook]`; what is not set, is not written.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a setting of the table"
)]
pub(crate) struct HornbookTable {
    /// mdBook's: what it runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) command: Option<String>,
    /// mdBook's: whether the command may be missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) optional: Option<bool>,
    /// mdBook's: the preprocessors to run before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) before: Vec<String>,
    /// mdBook's: the preprocessors to run after.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) after: Vec<String>,
    /// mdBook's: the outputs to run for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) renderers: Option<Vec<String>>,
    /// What the book is about, as its inventory of objects says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) project: Option<String>,
    /// What `|version|` stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<String>,
    /// What `|release|` stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) release: Option<String>,
    /// The chapter that the others stand below: its path without its ending.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) root_doc: Option<String>,
    /// A text that is read before each chapter in reStructuredText.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rst_prolog: Option<String>,
    /// A text that is read after each chapter in reStructuredText.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rst_epilog: Option<String>,
    /// The role of interpreted text without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) default_role: Option<String>,
    /// The domain of roles and directives that name none; empty for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) primary_domain: Option<String>,
    /// The language of blocks of code that name none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) highlight_language: Option<String>,
    /// Whether the lone title of a document is its own, and the lone title below
    /// that its subtitle, as in docutils.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) doctitle_xform: bool,
    /// Whether figures, tables and listings are numbered.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) numfig: bool,
    /// Whether the authors of sections and modules are shown.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) show_authors: bool,
    /// Whether tables of contents list the objects that chapters describe; they
    /// do, unless this says otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) toc_object_entries: Option<bool>,
    /// How much of their names is shown there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) toc_object_entries_show_parents: Option<ShowParents>,
    /// Whether functions are shown with parentheses; they are, unless this says
    /// otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) add_function_parentheses: Option<bool>,
    /// Whether the names of modules stand before what is described in them; they
    /// do, unless this says otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) add_module_names: Option<bool>,
    /// Whether quotes, dashes and dots become typographic.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) smartquotes: bool,
    /// Whether chapters may include files of the book's folder that lie beside
    /// the sources.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) read_beside: bool,
    /// Whether pages hold their navigation, for a theme that has a place for it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) navigation: bool,
    /// Whether the site has a search; it has, if nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) search: Option<bool>,
    /// The picture that other sites show of this one, from the top of the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) card: Option<PathBuf>,
    /// Whether the reader may change every listing, whatever it says of itself.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) editable: bool,
    /// What holds for `only`, besides the output.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) tags: Vec<String>,
    /// Roles that are links: for each its address, and its caption.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) extlinks: BTreeMap<String, Vec<String>>,
    /// References that may lead nowhere: for each what it refers to, such as
    /// `py:func`, and its name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) nitpick_ignore: Vec<(String, String)>,
    /// Directives that describe something, and for each the role that refers
    /// to it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) object_types: BTreeMap<String, String>,
    /// Other projects, whose objects chapters refer to.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) inventories: BTreeMap<String, Inventory>,
}

/// How much of what an object stands in is shown with it in tables of contents.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ShowParents {
    Domain,
    Hide,
    All,
}

impl From<ShowParents> for doctree::ShowParents {
    fn from(it: ShowParents) -> Self {
        match it {
            ShowParents::Domain => Self::Domain,
            ShowParents::Hide => Self::Hide,
            ShowParents::All => Self::All,
        }
    }
}

/// `[preprocessor.hornbook.inventories.NAME]`: what another project holds.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Inventory {
    /// Where its pages are.
    pub(crate) url: String,
    /// Its `objects.inv`, from the book's folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<PathBuf>,
}

/// The tables that mdBook does not check, and what it does not know.
#[derive(Deserialize)]
struct Strict {
    #[serde(default, rename = "output")]
    _output: Outputs,
    #[serde(default, rename = "preprocessor")]
    _preprocessor: Preprocessors,
}

#[derive(Default, Deserialize)]
struct Outputs {
    #[serde(rename = "html")]
    _html: Option<HtmlConfig>,
    #[serde(rename = "pdf")]
    _pdf: Option<PdfTable>,
}

#[derive(Default, Deserialize)]
struct Preprocessors {
    #[serde(rename = "hornbook")]
    _hornbook: Option<HornbookTable>,
}

/// Reads the `book.toml` in `root`, and the environment as mdBook does. None,
/// if it is wrong: the report says how.
pub(crate) fn read(root: &Path, report: &mut Report) -> anyhow::Result<Option<Config>> {
    let path = root.join("book.toml");
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("there is no book: cannot read {}", path.display()))?;
    let source = Source::new("book.toml", &text);
    if let Err(error) = toml::from_str::<Strict>(source.text()) {
        let place = error.span().unwrap_or_default();
        report.error(&source, span(&place), error.message());
        return Ok(None);
    }
    Ok(configured(source.text())
        .map_err(|error| report.general(Severity::Error, format!("book.toml: {error:#}")))
        .ok())
}

/// The configuration that `text` and the environment give.
fn configured(text: &str) -> anyhow::Result<Config> {
    let mut config = Config::from_str(text)?;
    config.update_from_env()?;
    // What is missing is an error, not an invitation to write a stub.
    config.build.create_missing = false;
    let _: Option<HtmlConfig> = config.get("output.html")?;
    if !config.contains_key("preprocessor.hornbook") {
        // Before `links`, which would expand what is not Markdown yet.
        config.set("preprocessor.hornbook.before", ["links"])?;
    }
    Ok(config)
}

/// `[preprocessor.hornbook]`; what is wrong with it, [`read`] has said.
pub(crate) fn hornbook(config: &Config) -> HornbookTable {
    let table = config.get("preprocessor.hornbook");
    table.ok().flatten().unwrap_or_default()
}

impl HornbookTable {
    /// The same table for a new book, in which mdBook calls hornbook: before
    /// `links`, if that is there.
    pub(crate) fn into_preprocessor(self, links: bool) -> Self {
        Self {
            command: Some("hornbook preprocess".to_owned()),
            before: links.then(|| "links".to_owned()).into_iter().collect(),
            // Its theme has a place for it.
            navigation: true,
            ..self
        }
    }
}

/// How the chapters of a book are to be read.
pub(crate) fn options(config: &Config) -> doctree::Options {
    doctree::Options {
        root_prefix: root_prefix(&config.book.src),
        ..reading(hornbook(config), language(config))
    }
}

/// How chapters are to be read in a book that says so much, in `language`.
pub(crate) fn reading(table: HornbookTable, language: &str) -> doctree::Options {
    let today = calendar::today();
    let substitutions = [
        ("version", table.version),
        ("release", table.release),
        ("today", Some(calendar::written(today))),
    ];
    let known = |(name, text): (&str, Option<String>)| Some((name.to_owned(), text?));
    let default = doctree::Options::default();
    doctree::Options {
        language_code: language.to_owned(),
        smart_quotes: if table.smartquotes {
            SmartQuotes::Yes
        } else {
            SmartQuotes::No
        },
        doctitle_xform: table.doctitle_xform,
        show_authors: table.show_authors,
        toc_object_entries: table.toc_object_entries.unwrap_or(true),
        toc_object_entries_show_parents: table
            .toc_object_entries_show_parents
            .map(Into::into)
            .unwrap_or_default(),
        add_function_parentheses: table.add_function_parentheses.unwrap_or(true),
        add_module_names: table.add_module_names.unwrap_or(true),
        today: Some(today),
        rst_prolog: table.rst_prolog.unwrap_or_default(),
        rst_epilog: table.rst_epilog.unwrap_or_default(),
        default_role: table.default_role.unwrap_or_default(),
        primary_domain: table.primary_domain.unwrap_or(default.primary_domain),
        highlight_language: table.highlight_language.unwrap_or_default(),
        default_substitutions: substitutions.into_iter().filter_map(known).collect(),
        tags: default.tags.into_iter().chain(table.tags).collect(),
        extlinks: table.extlinks.into_iter().filter_map(extlink).collect(),
        object_types: table.object_types.into_iter().collect(),
        ..doctree::Options::default()
    }
}

/// A role that is a link: its name, its address and its caption.
fn extlink((name, parts): (String, Vec<String>)) -> Option<(String, String, Option<String>)> {
    let mut parts = parts.into_iter();
    Some((name, parts.next()?, parts.next()))
}

/// What stands before paths in directives that begin with `/`: they count from
/// the folder of the sources, those that directives are handed from the book's.
fn root_prefix(src: &Path) -> String {
    let src = slashed(src);
    if src.is_empty() { "./".into() } else { src }
}

/// The language of a book, as a BCP 47 tag.
pub(crate) fn language(config: &Config) -> &str {
    config.book.language.as_deref().unwrap_or("en")
}

/// `[output.pdf]`, if the book has one.
#[cfg(feature = "pdf")]
pub(crate) fn pdf(config: &Config) -> anyhow::Result<Option<PdfTable>> {
    config.get("output.pdf")
}

/// Where `output` belongs in the end, in mdBook's layout: in a folder of its
/// own if there are several.
pub(crate) fn destination(root: &Path, config: &Config, output: &str) -> anyhow::Result<PathBuf> {
    let build = root.join(&config.build.build_dir);
    Ok(if outputs(config)?.len() <= 1 {
        build
    } else {
        build.join(output)
    })
}

/// The names of the outputs the book has.
pub(crate) fn outputs(config: &Config) -> anyhow::Result<Vec<String>> {
    let tables = config.outputs::<toml::Value>()?;
    Ok(if tables.is_empty() {
        vec!["html".to_owned()]
    } else {
        tables.into_keys().collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Option<Config>, Report) {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("book.toml"), text).unwrap();
        let mut report = Report::default();
        let config = read(dir.path(), &mut report).unwrap();
        (config, report)
    }

    #[test]
    fn a_mistyped_key_is_an_error_at_its_place() {
        for table in ["output.html", "output.pdf", "preprocessor.hornbook"] {
            let (config, report) = read_text(&format!(
                "[book]\ntitle = \"T\"\n\n[{table}]\nthem = \"x\"\n"
            ));
            assert!(config.is_none(), "{table}");
            let finding = &report.findings()[0];
            let source = finding.source.as_ref().unwrap();
            let place = source.locate(finding.diagnostic.span.start);
            assert_eq!((place.line, place.column), (5, 1), "{table}");
            assert!(
                finding.diagnostic.message.contains("unknown field `them`"),
                "{table}"
            );
        }
    }

    #[test]
    fn the_book_says_how_its_chapters_are_read() {
        let (config, report) = read_text(
            "[preprocessor.hornbook]\nrst-prolog = \".. |a| replace:: b\"\nrelease = \"1.2\"\n\
             smartquotes = true\nprimary-domain = \"c\"\nhighlight-language = \"rust\"\n\
             tags = [\"x\"]\nextlinks.issue = [\"https://a.b/%s\", \"issue %s\"]\n\
             object-types.event = \"ev\"\n\n[preprocessor.hornbook.inventories.python]\n\
             url = \"https://docs.python.org/3\"\nfile = \"python.inv\"\n",
        );
        let config = config.unwrap_or_else(|| panic!("{report:?}"));
        let options = options(&config);
        assert_eq!(options.rst_prolog, ".. |a| replace:: b");
        assert_eq!(options.smart_quotes, SmartQuotes::Yes);
        assert_eq!(options.primary_domain, "c");
        assert_eq!(options.highlight_language, "rust");
        let issue = (
            "issue".into(),
            "https://a.b/%s".into(),
            Some("issue %s".into()),
        );
        assert_eq!(options.extlinks, [issue]);
        assert_eq!(options.object_types, [("event".into(), "ev".into())]);
        let known = &options.default_substitutions;
        assert!(known.contains(&("release".into(), "1.2".into())));
        let inventory = &hornbook(&config).inventories["python"];
        assert_eq!(inventory.file.as_deref(), Some(Path::new("python.inv")));
    }

    #[test]
    fn a_missing_chapter_is_never_written() {
        let (config, _) = read_text("[build]\ncreate-missing = true\n");
        assert!(!config.unwrap().build.create_missing);
    }

    #[test]
    fn one_output_has_no_folder_of_its_own() {
        let (config, _) = read_text("");
        let place = |config: &Config| destination(Path::new("r"), config, "html").unwrap();
        assert_eq!(place(&config.unwrap()), Path::new("r/book"));
        let (config, _) = read_text("[output.html]\n[output.pdf]\n");
        assert_eq!(place(&config.unwrap()), Path::new("r/book/html"));
    }
}
