//! What is described in books of our own, compared with what Sphinx makes of
//! them: which objects, under which anchors, with which text and references.
//!
//! One domain to a file in `objects/`; `objects/answers.py` has Sphinx make the
//! answers.

use std::fmt::Write;
use std::path::PathBuf;

use doctree::{Document, Element, NoFiles, Node, Options, SmartQuotes, Source, read};

#[test]
fn objects_are_described_as_sphinx_describes_them() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/objects"));
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
            let (source, expected) = rest.split_once("\n.\n").unwrap();
            count += 1;
            let got = outline(&described(source));
            if got.trim_end() != expected.trim_end() {
                let file = path.file_stem().unwrap_or_default().to_string_lossy();
                let _ = writeln!(
                    failures,
                    "=== {file}: {name}\n{source}\n--- expected\n{expected}--- got\n{got}"
                );
            }
        }
    }
    assert!(count > 20, "only {count} cases were found");
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn quotes_in_signatures_stay_straight() {
    let options = Options {
        smart_quotes: SmartQuotes::Yes,
        ..Options::default()
    };
    let source = Source::new("test.rst", ".. py:function:: f(x='--')\n\n   'Quoted.'\n");
    let text = read(&source, &options, &NoFiles).0.root.astext();
    assert_eq!(text, "f(x='--')\n\n\u{2018}Quoted.\u{2019}");
}

#[test]
fn parentheses_and_modules_are_shown_as_the_book_says() {
    let text = "`f`\n\n.. py:module:: m\n.. py:function:: f()\n";
    let shown = |parentheses, modules| {
        let options = Options {
            default_role: "py:func".into(),
            add_function_parentheses: parentheses,
            add_module_names: modules,
            ..Options::default()
        };
        let document = read(&Source::new("test.rst", text), &options, &NoFiles).0;
        let text = document.root.astext();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(shown(true, true), "f() m.f()");
    assert_eq!(shown(false, false), "f f()");
}

fn described(text: &str) -> Document {
    read(
        &Source::new("test.rst", text),
        &Options::default(),
        &NoFiles,
    )
    .0
}

/// A line for each thing that can be referred to or is described: its kind,
/// its anchors, its text, and what it refers to.
fn outline(document: &Document) -> String {
    let mut out = String::new();
    for node in document.root.walk() {
        let attributes = &node.attributes;
        let kind = match attributes.other("objtype") {
            Some(kind @ ("py:module" | "js:module" | "std:term" | "std:token")) => kind,
            _ if attributes.has_class("sig") => "",
            _ => continue,
        };
        let ids = attributes.ids().join(" ");
        let kind = if kind.is_empty() {
            kind_of(document, node)
        } else {
            kind.to_owned()
        };
        let _ = write!(out, "{kind} [{ids}] {}", node.astext());
        for it in node.walk() {
            if let Element::PendingXref(xref) = &it.element {
                let _ = write!(out, " <{} {}>", xref.reftype, xref.target);
            }
        }
        out.push('\n');
    }
    out
}

/// The classes of the description that `term` stands in.
fn kind_of(document: &Document, term: &Node) -> String {
    let holds = |list: &&Node| {
        let items = list.children.iter();
        let mut terms = items.flat_map(|item| &item.children);
        list.element == Element::DefinitionList && terms.any(|it| std::ptr::eq(it, term))
    };
    let list = document.root.walk().find(holds);
    list.map(|it| it.attributes.classes().join(" "))
        .unwrap_or_default()
}
