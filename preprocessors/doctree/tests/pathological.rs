//! Texts that nobody writes: they are read to the end, without a panic and
//! without running out of stack.

use std::fmt::Write;

use doctree::{Document, Element, NoFiles, Options, Source, read};

fn tree(text: &str) -> Document {
    let source = Source::new("test.rst", text);
    let (document, _) = read(&source, &Options::default(), &NoFiles);
    assert_eq!(document.root.element, Element::Document);
    document
}

/// How deep the tree is.
fn depth(document: &Document) -> usize {
    let mut deepest = 0;
    let mut stack = vec![(&document.root, 1)];
    while let Some((node, level)) = stack.pop() {
        deepest = deepest.max(level);
        stack.extend(node.children.iter().map(|child| (child, level + 1)));
    }
    deepest
}

/// Reads `text`, which says `word` in its innermost place.
fn assert_shallow(text: &str, word: &str) {
    let document = tree(text);
    assert!(depth(&document) < 1000, "{}", depth(&document));
    assert!(document.root.astext().contains(word));
}

#[test]
fn ten_thousand_nested_quotes() {
    let mut text = String::new();
    for level in 0..10_000 {
        text.push_str(&" ".repeat(level.min(300)));
        text.push_str("quote\n\n");
    }
    assert_shallow(&text, "quote");
}

#[test]
fn ten_thousand_nested_lists_on_one_line() {
    assert_shallow(&format!("{}innermost\n", "- ".repeat(10_000)), "innermost");
    assert_shallow(&format!("{}innermost\n", "1. ".repeat(10_000)), "innermost");
    assert_shallow(
        &format!("{}innermost\n", ":a: ".repeat(10_000)),
        "innermost",
    );
    assert_shallow(
        &format!("{}innermost\n", ".. [1] ".repeat(10_000)),
        "innermost",
    );
    assert_shallow(
        &format!("{}innermost\n", ".. note:: ".repeat(10_000)),
        "innermost",
    );
}

#[test]
fn thousands_of_nested_lists() {
    let mut text = String::new();
    for level in 0..2_000 {
        text.push_str(&"  ".repeat(level));
        text.push_str("- item\n\n");
    }
    assert_shallow(&text, "item");
}

#[test]
fn ten_thousand_levels_of_a_line_block() {
    let mut text = String::new();
    for level in 0..10_000 {
        let _ = writeln!(text, "| {}line", " ".repeat(level % 3_000));
    }
    assert_shallow(&text, "line");
}

#[test]
fn a_megabyte_of_one_character() {
    for piece in [
        "*", "`", "|", "_", "+--+", ":", "\\", "-", "=", "<", "é", "\u{300}",
    ] {
        assert_read(&piece.repeat(1_000_000 / piece.len()));
    }
}

#[test]
fn many_pieces_of_markup() {
    for piece in [
        "**",
        "``",
        "::",
        "]_",
        "a_ ",
        "`a",
        "*a ",
        "|a ",
        "_`a ",
        "[1]_ ",
        ":a:`",
        "a:",
        "a@",
        "@a.",
        "http://a:",
        "`a <b",
        "a\\ ",
        "`a`__ ",
        "``a ",
        "http:a?b#c",
        "|a|_ ",
        "(*",
        "a_b",
        "::a",
        "[a",
        "<a:",
        "a.b-c_",
    ] {
        assert_read(&piece.repeat(50_000 / piece.len()));
    }
}

fn assert_read(text: &str) {
    assert!(!tree(text).root.children.is_empty(), "{}", &text[..20]);
}

#[test]
fn many_lines_of_one_thing() {
    for line in [
        "+--+",
        "+--+--+",
        "| a |",
        "== ==",
        "=",
        "====",
        "*",
        "* a",
        "1. a",
        "#. a",
        ":a: b",
        "-a  b",
        ">>> a",
        "| a",
        "..",
        ".. a",
        ".. _a:",
        ".. _a: b_",
        ".. [#]",
        ".. |a| replace:: b",
        "__",
        "a::",
        "::",
        "a\n ",
        " a",
        "a\n=",
        "a\n====",
        "=\na\n=",
        ".. note::",
        "\u{2014} a",
        ".. class:: a",
        ".. image:: a",
        ".. csv-table::\n\n   \"a\"\"b\"\n",
    ] {
        let text = format!("{line}\n").repeat(3_000);
        let document = tree(&text);
        assert!(!document.root.children.is_empty(), "{line}");
    }
}

#[test]
fn fifty_thousand_targets() {
    let mut text = String::new();
    for number in 0..50_000 {
        let _ = writeln!(text, ".. _name {number}: https://example.org/{number}");
    }
    for number in 0..50_000 {
        let _ = writeln!(text, "\n`name {number}`_");
    }
    let document = tree(&text);
    let targets = document
        .root
        .walk()
        .filter(|node| matches!(node.element, Element::Target(_)));
    assert_eq!(targets.count(), 50_000);
}

#[test]
fn a_chain_of_targets() {
    let mut text = String::new();
    for number in 0..5_000 {
        let _ = writeln!(text, ".. _n{number}: n{}_", number + 1);
    }
    text.push_str(".. _n5000: https://example.org/\n\nn0_\n");
    assert!(!tree(&text).root.children.is_empty());
}

#[test]
fn long_lines() {
    let words = "word ".repeat(200_000);
    assert!(tree(&words).root.astext().len() >= 999_999);
    let table = format!(
        "+{0}+\n|{1}|\n+{0}+\n",
        "-".repeat(100_000),
        "a".repeat(100_000)
    );
    assert!(tree(&table).root.astext().contains("aaa"));
    let title = format!("{}\n{}\n", "t".repeat(100_000), "=".repeat(100_000));
    assert_eq!(tree(&title).title().map_or(0, |title| title.len()), 100_000);
}

#[test]
fn wide_tables() {
    let row = |cell: &str, end: &str| format!("{}{end}\n", cell.repeat(2_000));
    let grid = [row("+---", "+"), row("| a ", "|"), row("+---", "+")].concat();
    let simple = [row("=== ", ""), row("a   ", ""), row("=== ", "")].concat();
    for text in [grid, simple] {
        let document = tree(&text);
        let entries = document
            .root
            .walk()
            .filter(|node| matches!(node.element, Element::Entry { .. }));
        assert_eq!(entries.count(), 2_000);
    }
}

#[test]
fn many_references_without_a_mark() {
    let options = Options {
        pep_references: true,
        rfc_references: true,
        ..Options::default()
    };
    for piece in ["PEP 1 ", "RFC 1 x:y ", "PEP ", "RFC", "pep-1.txt http://a "] {
        let source = Source::new("test.rst", &piece.repeat(300_000 / piece.len()));
        let (document, _) = read(&source, &options, &NoFiles);
        assert!(!document.root.children.is_empty(), "{piece}");
    }
}
