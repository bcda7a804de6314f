//! `book.toml`, read strictly.
//!
//! mdBook tells an unknown key in `[output.html]` to its log and then builds
//! with a default configuration; here it is an error with its place. The same
//! holds for the tables that are hornbook's own.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::Context as _;
use doctree::{Severity, Source};
use mdbook_driver::config::{Config, HtmlConfig};
use serde::Deserialize;

use crate::raw_html::span;
use crate::report::Report;

/// `[output.pdf]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct PdfTable {
    /// mdBook's: what it runs for this output.
    command: Option<String>,
    /// mdBook's: whether the command may be missing.
    optional: Option<bool>,
    /// The file's name; that of the book's title, if there is none.
    pub(crate) name: Option<String>,
    /// Below the title.
    pub(crate) subtitle: Option<String>,
    /// The edition of the text, such as `1.2`.
    pub(crate) version: Option<String>,
    /// The day of that edition.
    pub(crate) date: Option<String>,
    /// The paper's name, such as `a4`.
    pub(crate) paper: Option<String>,
    /// A picture for the title page, from the folder of the sources.
    pub(crate) cover: Option<String>,
}

/// `[preprocessor.hornbook]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct HornbookTable {
    /// mdBook's: what it runs.
    command: Option<String>,
    /// mdBook's: whether the command may be missing.
    optional: Option<bool>,
    /// mdBook's: the preprocessors to run before.
    before: Vec<String>,
    /// mdBook's: the preprocessors to run after.
    after: Vec<String>,
    /// mdBook's: the outputs to run for.
    renderers: Option<Vec<String>>,
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

/// How the chapters of a book are to be read.
pub(crate) fn options(config: &Config) -> doctree::Options {
    doctree::Options {
        language_code: language(config).to_owned(),
        ..doctree::Options::default()
    }
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
