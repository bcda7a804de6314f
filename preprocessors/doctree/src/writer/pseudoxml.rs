//! Pseudo-XML: the tree as docutils' `document.pformat()` prints it, byte for
//! byte. One line a start tag, four spaces a level, no end tags; nothing is
//! escaped. It is for tests and for people, not for programs.

#![warn(clippy::wildcard_enum_match_arm)]

use std::fmt::Write;

use super::attributes::{attributes, of_document};
use crate::python::repr;
use crate::source::Source;
use crate::tree::element::Pending;
use crate::tree::{Document, Element, Node};

/// The `document` as pseudo-XML.
pub fn write(document: &Document) -> String {
    let mut out = String::new();
    let source = document.sources.first().map(Source::name);
    let attributes = of_document(&document.root, source);
    element(&document.root, attributes, 0, &mut out);
    out
}

fn element(node: &Node, all: Vec<(&str, String)>, level: usize, out: &mut String) {
    indent(level, out);
    let _ = write!(out, "<{}", node.element.tag());
    for (name, value) in all {
        let _ = write!(out, " {name}=\"{value}\"");
    }
    out.push_str(">\n");
    for child in &node.children {
        if let Element::Text(text) = &child.element {
            lines(text, level + 1, out);
        } else {
            element(child, attributes(child), level + 1, out);
        }
    }
    if let Element::Pending(pending) = &node.element {
        internals(pending, level, out);
    }
}

fn indent(level: usize, out: &mut String) {
    out.extend(std::iter::repeat_n("    ", level));
}

fn lines(text: &str, level: usize, out: &mut String) {
    if text.is_empty() {
        return;
    }
    let text = text.strip_suffix(is_line_end).unwrap_or(text);
    for line in text.split(is_line_end) {
        indent(level, out);
        out.push_str(line);
        out.push('\n');
    }
}

/// Where Python's `str.splitlines` splits.
fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// What a `pending` node waits for: its transform, and the details for it.
fn internals(pending: &Pending, level: usize, out: &mut String) {
    let head = [
        ".. internal attributes:".to_owned(),
        format!(
            "     .transform: docutils.transforms.{}",
            transform(pending)
        ),
        "     .details:".to_owned(),
    ];
    let rest = details(pending)
        .into_iter()
        .map(|(name, value)| format!("       {name}: {value}"));
    for line in head.into_iter().chain(rest) {
        indent(level + 1, out);
        out.push_str(&line);
        out.push('\n');
    }
}

fn transform(pending: &Pending) -> &'static str {
    match pending {
        Pending::Contents { .. } => "parts.Contents",
        Pending::Sectnum { .. } => "parts.SectNum",
        Pending::ClassAttribute { .. } => "misc.ClassAttribute",
        Pending::TargetNotes { .. } => "references.TargetNotes",
        Pending::Toctree(_) => "sphinx.TocTree",
        Pending::Genindex => "hornbook.Genindex",
    }
}

/// The details in the order of their names, the values as Python writes them.
fn details(pending: &Pending) -> Vec<(&'static str, String)> {
    let number = |name, value: Option<i64>| Some((name, value?.to_string()));
    let text = |name, value: Option<&str>| Some((name, repr(value?)));
    let all = match pending {
        Pending::Contents {
            depth,
            local,
            backlinks,
            classes,
        } => vec![
            backlinks.map(|it| ("backlinks", backlinks_value(it))),
            (!classes.is_empty()).then(|| ("class", python_list(classes))),
            number("depth", *depth),
            local.then(|| ("local", "None".into())),
        ],
        Pending::Sectnum {
            depth,
            start,
            prefix,
            suffix,
        } => vec![
            number("depth", *depth),
            text("prefix", prefix.as_deref()),
            number("start", *start),
            text("suffix", suffix.as_deref()),
        ],
        Pending::ClassAttribute {
            classes, directive, ..
        } => vec![
            Some(("class", python_list(classes))),
            Some(("directive", repr(directive))),
        ],
        Pending::TargetNotes { classes } => {
            vec![(!classes.is_empty()).then(|| ("class", python_list(classes)))]
        }
        Pending::Toctree(toctree) => {
            let entries: Vec<String> = toctree.entries.iter().map(|it| it.target.clone()).collect();
            vec![Some(("entries", python_list(&entries)))]
        }
        Pending::Genindex => Vec::new(),
    };
    all.into_iter().flatten().collect()
}

/// docutils turns the option's value `none` into Python's `None`.
fn backlinks_value(value: &str) -> String {
    match value {
        "none" => "None".into(),
        other => repr(other),
    }
}

fn python_list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| repr(text)).collect();
    format!("[{}]", texts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn check(root: Node, expected: &str) {
        let sources = vec![Source::new("test data", "")];
        assert_eq!(write(&Document { root, sources }), expected);
    }

    fn node(element: Element, children: Vec<Node>) -> Node {
        Node::with(element, Span::default(), children)
    }

    fn text(text: &str) -> Node {
        Node::text(text, Span::default())
    }

    #[test]
    fn attributes_are_sorted_and_spaces_in_lists_are_escaped() {
        let mut section = node(Element::Section, vec![]);
        section.attributes.edit().names.push("a b\\c".into());
        section.attributes.edit().ids = vec!["x".into(), "y".into()];
        check(
            node(Element::Document, vec![section.class("k")]),
            "<document source=\"test data\">\n    \
             <section classes=\"k\" ids=\"x y\" names=\"a\\ b\\\\c\">\n",
        );
    }

    #[test]
    fn blank_lines_of_text_are_indented_and_a_last_line_end_adds_no_line() {
        let block = node(Element::LiteralBlock, vec![text("a\n\nb\n")]);
        check(
            node(Element::Document, vec![block]),
            "<document source=\"test data\">\n    \
             <literal_block xml:space=\"preserve\">\n        a\n        \n        b\n",
        );
    }

    #[test]
    fn pending_nodes_show_what_they_wait_for() {
        let pending = Pending::Sectnum {
            depth: Some(23),
            start: Some(42),
            prefix: Some("A 'P'".into()),
            suffix: None,
        };
        check(
            node(
                Element::Document,
                vec![node(Element::Pending(Box::new(pending)), vec![])],
            ),
            "<document source=\"test data\">\n    <pending>\n        \
             .. internal attributes:\n             \
             .transform: docutils.transforms.parts.SectNum\n             .details:\n               \
             depth: 23\n               prefix: \"A 'P'\"\n               start: 42\n",
        );
    }
}
