//! What holds for every text: the cases of the other tests, the chapters of
//! the book and the documents of the seed, where it is there.

#[path = "build/dom.rs"]
mod dom;
#[path = "build/invariants.rs"]
mod invariants;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use doctree::{NoFiles, Options, Source, conformance, read};

/// The text at fault is told with what does not hold of it.
#[test]
fn the_invariants_hold() {
    for text in texts() {
        for options in [Options::default(), Options::docutils()] {
            let all = AssertUnwindSafe(|| drop(invariants::hold(&text, &options, &NoFiles)));
            assert!(
                catch_unwind(all).is_ok(),
                "{:?} of\n{text}",
                options.dialect
            );
        }
    }
}

/// Every word of a running text is in the tree before the transforms, which
/// may leave out what is said twice. Markup is told from text by its shape.
#[test]
fn no_word_is_lost() {
    for text in texts() {
        let source = Source::new("test.rst", &text);
        let options = Options::default();
        let shown = conformance::parse(&source, &options, &NoFiles)
            .root
            .astext();
        let (_, diagnostics) = read(&source, &options, &NoFiles);
        for word in words(&text) {
            let found =
                shown.contains(word) || diagnostics.iter().any(|it| it.message.contains(word));
            assert!(found, "{word:?} of\n{text}\n--- is not in\n{shown}");
        }
    }
}

/// The words of the lines that are text and nothing else.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut hidden = None;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        if line.trim().is_empty() {
            continue;
        }
        if hidden.is_some_and(|least| indent > least) {
            continue;
        }
        hidden = None;
        // What explicit markup holds may be a comment or belong to the head of the page.
        let inner = line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != '_');
        if inner.starts_with("..") || inner.starts_with("__ ") {
            hidden = Some(indent);
            continue;
        }
        let plain = line.split(|c: char| c.is_whitespace() || !c.is_ascii());
        words.extend(
            plain.filter(|word| {
                word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic())
            }),
        );
    }
    words
}

fn texts() -> Vec<String> {
    let mut texts = cases();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for path in ["src", "../shared/seed"].map(|folder| root.join(folder)) {
        texts.extend(documents(&path));
    }
    assert!(texts.len() > 440);
    texts
}

/// The inputs of the cases of `tests/read.rs`.
fn cases() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut texts = Vec::new();
    for file in with_ending(&folder, "txt") {
        let file = std::fs::read_to_string(file).unwrap_or_default();
        for case in file.split("--- ").skip(1) {
            let text = case
                .split_once('\n')
                .and_then(|(_, rest)| rest.split_once("\n.\n"));
            texts.extend(text.map(|(text, _)| format!("{text}\n")));
        }
    }
    texts
}

fn documents(folder: &Path) -> Vec<String> {
    let files = with_ending(folder, "rst");
    files
        .into_iter()
        .filter_map(|file| std::fs::read_to_string(file).ok())
        .collect()
}

/// The files below `folder` with this ending; none if it is not there.
fn with_ending(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            files.extend(with_ending(&path, ending));
        } else if path.extension().is_some_and(|it| it == ending) {
            files.push(path);
        }
    }
    files.sort();
    files
}
