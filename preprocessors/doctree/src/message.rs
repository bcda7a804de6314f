//! docutils' system messages: a finding about the text, as a node of the
//! tree and as a diagnostic.

use foldhash::{HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::escape::restore;
use crate::source::{Source, Span};
use crate::tree::{Element, Node, Text, element::SystemMessage};

/// The ids that were dealt, how often each prefix of a made-up one was used,
/// and ids by names that their footnotes lost.
pub(crate) type Dealt = (
    HashSet<String>,
    HashMap<String, usize>,
    HashMap<String, String>,
);

/// What was found wrong in a document.
#[derive(Default)]
pub(crate) struct Findings {
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Messages for which there is no place in the tree.
    pub(crate) loose: Vec<Node>,
    pub(crate) dealt: Dealt,
    /// What was written at places that go over pieces of several lines.
    pub(crate) raw: HashMap<Span, String>,
    /// The lines of targets that docutils takes to be elsewhere.
    pub(crate) misplaced: HashMap<Span, usize>,
    /// References that were read, but stand nowhere in the tree.
    pub(crate) detached: Vec<Node>,
    /// The line that docutils' reader stands at when all is read, if it is one
    /// that docutils can name.
    pub(crate) end: Option<usize>,
}

/// A `system_message` that says `message`, and the diagnostic that says the same.
///
/// `line` is the line docutils would give, which may be that of the block
/// that holds the place; the diagnostic points at `span`, the place itself.
/// `children` follow the message's paragraph: usually the `literal_block`
/// that [`literal`] makes of the text at fault. Ids and back references are
/// the caller's to add.
pub(crate) fn system_message(
    severity: Severity,
    message: impl Into<String>,
    line: Option<usize>,
    source: Arc<str>,
    span: Span,
    children: Vec<Node>,
) -> (Node, Diagnostic) {
    let message = message.into();
    let paragraph = Node::with(
        Element::Paragraph,
        span,
        vec![Node::text(message.as_str(), span)],
    );
    let element = Element::SystemMessage(Box::new(SystemMessage {
        severity,
        line,
        source,
    }));
    let mut content = Vec::with_capacity(children.len() + 1);
    content.push(paragraph);
    content.extend(children);
    let node = Node::with(element, span, content);
    (node, Diagnostic::new(severity, message, span))
}

/// A `literal_block` that shows `text`.
pub(crate) fn literal(text: impl Into<Text>, span: Span) -> Node {
    Node::with(Element::LiteralBlock, span, vec![Node::text(text, span)])
}

/// Copies of the references to notes in `nodes`, which will not stand in the
/// tree: docutils counts them all the same. `block` is the block that they were
/// in, if it is another than their own.
pub(crate) fn detached<'n>(
    nodes: impl IntoIterator<Item = &'n Node>,
    block: Option<Span>,
) -> impl Iterator<Item = Node> {
    let nodes = nodes.into_iter().flat_map(Node::walk);
    let references = nodes.filter(|node| {
        matches!(
            node.element,
            Element::FootnoteReference { .. } | Element::CitationReference { .. }
        )
    });
    references.map(move |node| Node {
        span: block.unwrap_or(node.span),
        ..node.clone()
    })
}

/// The text at `span` as docutils keeps it in `rawsource`: as it was written,
/// without the indentation of the lines after the first.
pub(crate) fn rawsource(sources: &[Source], span: Span) -> String {
    let text = sources
        .get(usize::from(span.source))
        .and_then(|source| source.text().get(span.start as usize..span.end as usize))
        .unwrap_or_default();
    let mut lines = text.split('\n');
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        out.push('\n');
        out.push_str(line.trim_start_matches(' '));
    }
    // docutils takes a NUL for what stands for a backslash.
    restore(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_node_and_the_diagnostic_say_the_same() {
        let span = Span::new(0, 3, 5);
        let echo = literal("ab", span);
        let (node, diagnostic) = system_message(
            Severity::Error,
            "No.",
            Some(7),
            "a.rst".into(),
            span,
            vec![echo],
        );
        assert_eq!(diagnostic, Diagnostic::new(Severity::Error, "No.", span));
        assert_eq!(node.astext(), "No.\n\nab");
        let Element::SystemMessage(message) = node.element else {
            panic!("not a system_message");
        };
        assert_eq!((message.line, &*message.source), (Some(7), "a.rst"));
    }

    #[test]
    fn raw_source_loses_the_indentation_of_its_lines() {
        let sources = [Source::new("a.rst", "- see `a\n  b`_\n")];
        assert_eq!(rawsource(&sources, Span::new(0, 6, 14)), "`a\nb`_");
        assert_eq!(rawsource(&sources, Span::new(1, 0, 1)), "");
    }
}
