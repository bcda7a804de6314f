//! Answers docutils' own test cases, for a comparison with docutils.
//!
//! Reads JSON lines `{id, kind, input, settings, transforms?, source_path?}`
//! on standard input and writes a line `{id, output}` for each: pseudo-XML, or
//! the table parser's structure. Files are read relative to the working folder;
//! with the argument `--confined`, only those below it.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use doctree::{Document, FileError, Files, Options, Source, conformance, writer};
use serde_json::{Value, json};

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
            let setting = |name: &str| &case["settings"][name];
            let html = writer::html::Html {
                section_self_link: setting("section_self_link") == true,
                lazy_images: setting("image_loading") == "lazy",
                language_code: setting("language_code").as_str().unwrap_or("en"),
                ..Default::default()
            };
            writer::html::body(&document, &html).into()
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

fn source(case: &Value) -> Source {
    let unnamed = match case["kind"].as_str() {
        Some("publish" | "xml") => "<string>",
        _ => "test data",
    };
    let name = case["source_path"].as_str().unwrap_or(unnamed);
    Source::new(name, case["input"].as_str().unwrap_or_default())
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

fn options(case: &Value) -> Options {
    let settings = &case["settings"];
    let mut options = Options::docutils();
    let flag = |name: &str, otherwise: bool| settings[name].as_bool().unwrap_or(otherwise);
    options.legacy_ids = flag("legacy_ids", options.legacy_ids);
    options.keep_unknown = case["stubs"] == true;
    options.doctitle_xform = flag("doctitle_xform", options.doctitle_xform);
    options.docinfo_xform = flag("docinfo_xform", options.docinfo_xform);
    // Without a reader's settings docutils takes it for granted.
    let bare = case["kind"] == "transform";
    options.sectsubtitle_xform = flag("sectsubtitle_xform", bare);
    options.sectnum_xform = flag("sectnum_xform", options.sectnum_xform);
    options.strip_comments = flag("strip_comments", options.strip_comments);
    options.raw_enabled = flag("raw_enabled", options.raw_enabled);
    options.file_insertion_enabled = flag("file_insertion_enabled", options.file_insertion_enabled);
    options.character_level_inline_markup = flag(
        "character_level_inline_markup",
        options.character_level_inline_markup,
    );
    options.trim_footnote_reference_space = flag(
        "trim_footnote_reference_space",
        options.trim_footnote_reference_space,
    );
    if let Some(code) = settings["language_code"].as_str() {
        code.clone_into(&mut options.language_code);
    }
    if let Some(prefix) = settings["id_prefix"].as_str() {
        prefix.clone_into(&mut options.id_prefix);
    }
    if let Some(prefix) = settings["root_prefix"].as_str() {
        options.root_prefix = relative(prefix);
    }
    if let Some(limit) = settings["line_length_limit"].as_u64() {
        options.line_length_limit = usize::try_from(limit).unwrap_or(usize::MAX);
    }
    options.standard_include_path = STANDARD.into();
    options.today = said_today(case).or_else(today);
    if let Some(prefix) = settings["auto_id_prefix"].as_str() {
        prefix.clone_into(&mut options.auto_id_prefix);
    }
    if let Some(limit) = settings["line_length_limit"]
        .as_u64()
        .and_then(|limit| usize::try_from(limit).ok())
    {
        options.line_length_limit = limit;
    }
    if let Some(level) = settings["report_level"]
        .as_u64()
        .and_then(|level| u8::try_from(level).ok())
    {
        options.report_level = level;
    }
    options
}

/// `path` from the working folder on, if it lies in there.
fn relative(path: &str) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path = Path::new(path);
    let path = path.strip_prefix(&here).unwrap_or(path);
    path.to_string_lossy().into_owned()
}

/// The year, month and day that the case is read on, if it says so.
fn said_today(case: &Value) -> Option<[i32; 3]> {
    let part = |at: usize| i32::try_from(case["today"][at].as_i64()?).ok();
    Some([part(0)?, part(1)?, part(2)?])
}

/// Today's year, month and day in Greenwich: days since 1970 are counted in
/// eras of 400 years that begin with a March.
fn today() -> Option<[i32; 3]> {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let days = i32::try_from(now.ok()?.as_secs() / 86_400).ok()? + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    Some([year + era * 400 + next, month, day])
}

/// Where docutils keeps the files that every document may include.
const STANDARD: &str = "../docutils/parsers/rst/include";

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
            _ => FileError::Other(error.to_string()),
        })
    }
}
