//! What is read of texts of our own, compared with what docutils reads.
//!
//! One construct to a file in `cases/`; `docutils/renew.py` makes the answers.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use doctree::{FileError, Files, Options, Source, conformance, writer};

#[test]
fn texts_are_read_as_docutils_reads_them() {
    let mut failures = String::new();
    let mut count = 0;
    for path in files() {
        let text = std::fs::read_to_string(&path).unwrap();
        for case in cases(&text) {
            count += 1;
            let got = read(case.text);
            if got.trim_end() != case.expected.trim_end() {
                let file = path.file_name().unwrap_or_default().to_string_lossy();
                let _ = write!(
                    failures,
                    "=== {file}: {}\n{}--- expected\n{}--- got\n{got}\n",
                    case.name, case.text, case.expected
                );
            }
        }
    }
    assert!(count > 440, "only {count} cases were found");
    assert!(failures.is_empty(), "{failures}");
}

struct Case<'t> {
    name: &'t str,
    text: &'t str,
    expected: &'t str,
}

/// The cases of a file: `--- name`, text, a full stop, pseudo-XML.
fn cases(file: &str) -> impl Iterator<Item = Case<'_>> {
    let file = file.strip_prefix("--- ").unwrap_or_default();
    file.split("\n--- ").filter_map(|case| {
        let (name, rest) = case.split_once('\n')?;
        let (text, expected) = rest.split_once("\n.\n")?;
        let text = &rest[..=text.len()];
        Some(Case {
            name,
            text,
            expected,
        })
    })
}

fn files() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|it| it == "txt"))
        .collect();
    files.sort();
    files
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn read(text: &str) -> String {
    let source = Source::new("test data", text);
    let document = conformance::parse(&source, &Options::docutils(), &Disk);
    writer::pseudoxml::write(&document)
}

/// The files in `cases/`.
struct Disk;

impl Files for Disk {
    fn read(&self, from: &str, path: &str) -> Result<String, FileError> {
        let path = folder().join(Path::new(from).with_file_name("")).join(path);
        std::fs::read_to_string(path).map_err(|_| FileError::NotFound)
    }
}
