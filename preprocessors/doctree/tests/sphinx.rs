//! What is read of Sphinx's directives in a book, compared with what it means.
//!
//! A file of `sphinx/` has a head, then for each `--- name` a text, a full
//! stop, and pseudo-XML. The answers are ours: where Sphinx has the same
//! elements they were compared with what Sphinx 9 makes.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use doctree::writer::pseudoxml;
use doctree::{FileError, Files, Options, Source, conformance};

#[test]
fn texts_are_read_as_sphinx_means_them() {
    let mut failures = String::new();
    let mut count = 0;
    for path in files() {
        let text = std::fs::read_to_string(&path).unwrap();
        let file = path.file_stem().unwrap_or_default().to_string_lossy();
        for case in text.split("\n--- ").skip(1) {
            count += 1;
            let (name, rest) = case.split_once('\n').unwrap();
            let (text, expected) = rest.split_once("\n.\n").unwrap();
            let got = read(text);
            if got.trim_end() != expected.trim_end() {
                let _ = writeln!(
                    failures,
                    "=== {file}: {name}\n{text}\n--- expected\n{expected}\n--- got\n{got}"
                );
            }
        }
    }
    assert!(count > 80, "only {count} cases were found");
    assert!(failures.is_empty(), "{failures}");
}

fn read(text: &str) -> String {
    let options = Options {
        root_prefix: "files/".into(),
        ..Options::default()
    };
    let source = Source::new("a.rst", text);
    pseudoxml::write(&conformance::parse(&source, &options, &Folder))
}

/// The files beside the texts.
struct Folder;

impl Files for Folder {
    fn read(&self, from: &str, path: &str) -> Result<String, FileError> {
        let beside = Path::new(from).parent().unwrap_or(Path::new(""));
        let file = folder().join(beside).join(path);
        std::fs::read_to_string(file).map_err(|_| FileError::NotFound)
    }
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
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sphinx")
}
