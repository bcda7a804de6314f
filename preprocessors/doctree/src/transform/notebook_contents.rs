//! Leaves out the table of contents that a notebook's `toc2` extension wrote.
//!
//! nbconvert exports it as a run of raw HTML fragments, `<h1>`, `<div
//! class="toc">`, `<ul>`, `<li>` and their ends, with the entries as
//! paragraphs between them. The entries are no links, and the heading would
//! be a second one; the book has a table of contents of its own.

use super::context::Context;
use crate::cell;
use crate::diagnostic::{Diagnostic, Severity};
use crate::tree::{Document, Element, Node};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let children = &mut document.root.children;
    let Some(opening) = children
        .iter()
        .position(|node| fragment(node).is_some_and(opens_contents))
    else {
        return;
    };
    let Some(length) = length(&children[opening..]) else {
        return;
    };
    let start = heading(&children[..opening]);
    let span = children[start].span.to(children[opening + length - 1].span);
    children.drain(start..opening + length);
    let finding = Diagnostic::new(Severity::Warning, cell::CONTENTS, span);
    context.note(finding.help(cell::CONTENTS_HELP));
}

/// The text of a raw HTML fragment.
fn fragment(node: &Node) -> Option<&str> {
    match (&node.element, node.children.as_slice()) {
        (
            Element::Raw { format },
            [
                Node {
                    element: Element::Text(text),
                    ..
                },
            ],
        ) if format == "html" => Some(text.trim()),
        _ => None,
    }
}

fn opens_contents(html: &str) -> bool {
    html.starts_with("<div") && html.ends_with('>') && html.contains("class=\"toc\"")
}

/// How many nodes belong to the contents that the first of `nodes` opens, up
/// to the end of its `<div>`; none if something else stands among them.
fn length(nodes: &[Node]) -> Option<usize> {
    for (at, node) in nodes.iter().enumerate().skip(1) {
        match fragment(node) {
            Some("</div>") => return Some(at + 1),
            Some(html) if is_list_tag(html) => {}
            None if node.element == Element::Paragraph => {}
            _ => return None,
        }
    }
    None
}

fn is_list_tag(html: &str) -> bool {
    let name = html.trim_start_matches(['<', '/']).split(['>', ' ']).next();
    matches!(name, Some("ul" | "li" | "ol"))
}

/// Where the heading begins that stands right before the contents.
fn heading(before: &[Node]) -> usize {
    match before {
        [.., open, _, close]
            if fragment(open) == Some("<h1>") && fragment(close) == Some("</h1>") =>
        {
            before.len() - 3
        }
        _ => before.len(),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Dialect, NoFiles, Options, Source, read};

    fn raw(html: &str) -> String {
        format!(".. raw:: html\n\n   {html}\n\n")
    }

    fn text_of(source: &str, dialect: Dialect) -> (String, Vec<String>) {
        let options = Options {
            dialect,
            ..Options::default()
        };
        let (document, diagnostics) = read(&Source::new("a.rst", source), &options, &NoFiles);
        (
            document.root.astext(),
            diagnostics.into_iter().map(|it| it.message).collect(),
        )
    }

    #[test]
    fn the_notebooks_contents_are_left_out_of_a_book_and_told() {
        let source = [
            raw("<h1>"),
            "Table of Contents\n\n".into(),
            raw("</h1>"),
            raw("<div class=\"toc\">"),
            raw("<ul class=\"toc-item\">"),
            raw("<li>"),
            "1  First steps\n\n".into(),
            raw("</li>"),
            raw("</ul>"),
            raw("</div>"),
            "First steps\n===========\n\nText.\n".into(),
        ]
        .concat();
        let (text, findings) = text_of(&source, Dialect::Book);
        assert_eq!(text, "First steps\n\nText.");
        assert_eq!(
            findings,
            ["The table of contents that the notebook wrote is left out."]
        );
        assert!(
            text_of(&source, Dialect::Docutils)
                .0
                .contains("Table of Contents")
        );
    }

    #[test]
    fn other_raw_html_stays() {
        let source = [raw("<div class=\"toc\">"), "* no\n\n".into(), raw("</div>")].concat();
        assert!(text_of(&source, Dialect::Book).0.contains("toc"));
    }
}
