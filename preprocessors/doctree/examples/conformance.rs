//! Answers docutils' own test cases, for a comparison with docutils.
//!
//! Reads JSON lines `{id, kind, input, settings, transforms?, source_path?}`
//! on standard input and writes a line `{id, output}` for each: pseudo-XML, or
//! the table parser's structure. Files are read relative to the working folder;
//! with the argument `--confined`, only those below it.

#[path = "conformance/settings.rs"]
mod settings;

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use doctree::writer::html::{Attribution, FootnoteReferences, Html, ImageLoading, MathOutput};
use doctree::{Document, FileError, Files, Source, conformance, writer};
use serde_json::{Value, json};
use settings::options;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let disk = if std::env::args().any(|it| it == "--confined") {
        Disk::confined()?
    } else {
        Disk::default()
    };
    for line in std::io::stdin().lock().lines() {
        let case: Value = serde_json::from_str(&line?)?;
        let answer = json!({ "id": case["id"], "output": answer(&case, &disk) });
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

/// The answer to one such line; files come from `disk`.
pub(crate) fn answer(case: &Value, disk: &Disk) -> Value {
    let input = case["input"].as_str().unwrap_or_default();
    match case["kind"].as_str() {
        Some("grid-table") => table(&conformance::grid_table(input)),
        Some("simple-table") => table(&conformance::simple_table(input)),
        Some("parse") => pseudoxml(&conformance::parse(&source(case), &options(case), disk)),
        Some("transform") => {
            let names = transforms(case);
            pseudoxml(&conformance::transform(
                &source(case),
                &options(case),
                disk,
                &names,
            ))
        }
        Some("publish") => pseudoxml(&doctree::read(&source(case), &options(case), disk).0),
        Some("xml") => xml(case, disk),
        Some("html5") => {
            let (document, _) = doctree::read(&source(case), &options(case), disk);
            writer::html::body(&document, &html(case, disk)).into()
        }
        _ => Value::Null,
    }
}

fn table(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or(Value::Null)
}

fn pseudoxml(document: &Document) -> Value {
    writer::pseudoxml::write(document).into()
}

fn xml(case: &Value, disk: &Disk) -> Value {
    let (document, _) = doctree::read(&source(case), &options(case), disk);
    let flag = |name: &str, otherwise| case["settings"][name].as_bool().unwrap_or(otherwise);
    let xml = writer::xml::Xml {
        newlines: flag("newlines", false),
        indents: flag("indents", false),
        xml_declaration: flag("xml_declaration", true),
        doctype_declaration: flag("doctype_declaration", true),
        ..Default::default()
    };
    writer::xml::write(&document, &xml).into()
}

/// docutils' settings of its html5 writer.
fn html<'a>(case: &'a Value, disk: &'a Disk) -> Html<'a> {
    let settings = &case["settings"];
    let flag = |name: &str| settings[name].as_bool().unwrap_or(true);
    let text = |name: &str| settings[name].as_str().unwrap_or_default();
    Html {
        section_self_link: settings["section_self_link"] == true,
        image_loading: match text("image_loading") {
            "lazy" => ImageLoading::Lazy,
            "embed" => ImageLoading::Embed,
            _ => ImageLoading::Link,
        },
        files: Some(disk),
        root_prefix: text("root_prefix"),
        report_level: settings["report_level"]
            .as_u64()
            .map_or(2, |it| u8::try_from(it).unwrap_or(u8::MAX)),
        initial_header_level: settings["initial_header_level"]
            .as_u64()
            .and_then(|it| usize::try_from(it).ok())
            .or_else(|| text("initial_header_level").parse().ok())
            .unwrap_or(2),
        footnote_references: match text("footnote_references") {
            "superscript" => FootnoteReferences::Superscript,
            _ => FootnoteReferences::Brackets,
        },
        attribution: match text("attribution") {
            "parentheses" | "parens" => Attribution::Parentheses,
            "none" => Attribution::None,
            _ => Attribution::Dash,
        },
        math_output: match text("math_output") {
            "latex" => MathOutput::Latex,
            "mathjax" => MathOutput::MathJax,
            _ => MathOutput::MathMl,
        },
        table_style: text("table_style"),
        language_code: settings["language_code"].as_str().unwrap_or("en"),
        footnote_backlinks: flag("footnote_backlinks"),
        toc_backlinks: flag("toc_backlinks"),
        compact_lists: flag("compact_lists"),
        compact_field_lists: flag("compact_field_lists"),
        cloak_email_addresses: settings["cloak_email_addresses"] == true,
        ..Html::default()
    }
}

fn source(case: &Value) -> Source {
    let unnamed = match case["kind"].as_str() {
        Some("publish" | "xml" | "html5") => "<string>",
        _ => "test data",
    };
    let name = case["source_path"].as_str().unwrap_or(unnamed);
    let text = case["input"].as_str().unwrap_or_default();
    Source::with_tab_width(name, text, options(case).tab_width)
}

fn transforms(case: &Value) -> Vec<(String, u16)> {
    let rows = case["transforms"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let row = |row: &Value| {
        let priority = row[1]
            .as_u64()
            .and_then(|priority| u16::try_from(priority).ok());
        Some((row[0].as_str()?.to_owned(), priority.unwrap_or_default()))
    };
    rows.iter().filter_map(row).collect()
}

/// Where docutils keeps the files that every document may include.
const STANDARD: &str = "../docutils/parsers/rst/include";

/// The words for what the system says, with its number first.
fn as_python_says(error: &std::io::Error) -> String {
    let words = error.to_string();
    let words = words.split(" (os error").next().unwrap_or_default();
    match error.raw_os_error() {
        Some(number) => format!("[Errno {number}] {words}"),
        None => words.to_owned(),
    }
}

/// Files as docutils reads them: relative to the working folder, and anywhere
/// if there is no `root` that they must lie in.
#[derive(Default)]
pub(crate) struct Disk {
    root: Option<PathBuf>,
}

impl Disk {
    fn confined() -> std::io::Result<Self> {
        let root = Some(Path::new(".").canonicalize()?);
        Ok(Self { root })
    }

    fn may_read(&self, path: &Path) -> bool {
        let real = path.canonicalize();
        let root = self.root.as_ref();
        root.is_none_or(|root| real.is_ok_and(|real| real.starts_with(root)))
    }
}

impl Files for Disk {
    fn read(&self, from: &str, path: &str) -> Result<String, FileError> {
        let bytes = self.read_bytes(from, path)?;
        String::from_utf8(bytes).map_err(|error| FileError::Other(error.to_string()))
    }

    fn read_bytes(&self, from: &str, path: &str) -> Result<Vec<u8>, FileError> {
        let standard = path.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
        let path = match standard {
            Some(name) => Path::new(STANDARD).join(name),
            None => Path::new(from).with_file_name("").join(path),
        };
        if !self.may_read(&path) {
            return Err(FileError::NotFound);
        }
        std::fs::read(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => FileError::NotFound,
            _ => FileError::Other(as_python_says(&error)),
        })
    }
}
