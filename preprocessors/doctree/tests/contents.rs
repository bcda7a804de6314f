//! Tables of contents in books of our own, compared with what Sphinx makes of
//! them: which entries, how deep, with which text and addresses.
//!
//! One subject to a file in `contents/`; `contents/answers.py` has Sphinx make
//! the answers.

use std::fmt::Write;
use std::path::PathBuf;

use doctree::book::{Book, Settings, Survey};
use doctree::tree::element::Link;
use doctree::{Document, Element, NoFiles, Node, Options, ShowParents, Source, read};

#[test]
fn tables_of_contents_are_those_of_sphinx() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/contents"));
    let mut failures = String::new();
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|it| it != "txt") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for case in text.split("\n--- ").skip(1) {
            let (name, rest) = case.split_once('\n').unwrap();
            let (book, expected) = rest.split_once("\n.\n").unwrap();
            count += 1;
            let got = contents(book);
            if got.trim_end() != expected.trim_end() {
                let _ = writeln!(
                    failures,
                    "=== {name}\n--- expected\n{expected}--- got\n{got}"
                );
            }
        }
    }
    assert!(count > 12, "only {count} cases were found");
    assert!(failures.is_empty(), "{failures}");
}

/// A line for each entry of the tables of contents in the first chapter.
fn contents(book: &str) -> String {
    let book = format!("\n{book}\n");
    let mut chapters = book.split("\n=== ");
    let options = options(chapters.next().unwrap_or_default());
    let (paths, mut documents): (Vec<&str>, Vec<Document>) = chapters
        .map(|it| {
            let (path, text) = it.split_once('\n').unwrap_or((it, ""));
            let source = Source::new(path, &format!("{text}\n"));
            (path, read(&source, &options, &NoFiles).0)
        })
        .unzip();
    let surveys = paths.iter().zip(&documents);
    let surveys = surveys.map(|(path, it)| Survey::of(path, it)).collect();
    Book::new(surveys, Settings::default()).resolve(0, &mut documents[0]);
    let mut out = String::new();
    entries(&documents[0].root, &mut out);
    out
}

fn options(settings: &str) -> Options {
    let mut options = Options::default();
    for line in settings.lines().filter(|it| !it.is_empty()) {
        match line {
            "toc_object_entries = False" => options.toc_object_entries = false,
            "add_function_parentheses = False" => options.add_function_parentheses = false,
            "toc_object_entries_show_parents = \"hide\"" => {
                options.toc_object_entries_show_parents = ShowParents::Hide;
            }
            "toc_object_entries_show_parents = \"all\"" => {
                options.toc_object_entries_show_parents = ShowParents::All;
            }
            other => panic!("no setting: {other}"),
        }
    }
    options
}

fn entries(node: &Node, out: &mut String) {
    let level = node.attributes.classes().iter().find_map(|class| {
        let level = class.strip_prefix("toctree-l")?;
        level.parse::<usize>().ok()
    });
    if let Some(level) = level {
        let reference = &node.children[0].children[0];
        let Element::Reference(to) = &reference.element else {
            panic!("no link: {}", reference.astext());
        };
        let uri = match &to.link {
            Link::Uri(uri) => uri.replace(".rst", ".html"),
            Link::Id(id) => format!("#{id}"),
            Link::Name(_) | Link::None => String::new(),
        };
        let is_code = reference.children[0].element == Element::Literal;
        let mark = if is_code { "`" } else { "" };
        let indent = "  ".repeat(level - 1);
        let _ = writeln!(out, "{indent}{mark}{}{mark} <{uri}>", reference.astext());
    }
    for child in &node.children {
        entries(child, out);
    }
}
