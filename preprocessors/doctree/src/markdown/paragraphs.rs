//! Paragraphs: their formulas stand alone, and where they have hard line breaks
//! they are line blocks.

use crate::source::Span;
use crate::tree::{Element, Node};

/// A paragraph, or the parts of it that formulas stand between.
pub(super) fn parts(paragraph: Node) -> Vec<Node> {
    let is_formula = |node: &Node| node.element == Element::MathBlock;
    if !paragraph.children.iter().any(is_formula) {
        return vec![lines(paragraph)];
    }
    let mut parts: Vec<Node> = Vec::new();
    let mut text = Vec::new();
    for child in paragraph.children {
        if is_formula(&child) {
            parts.extend(part(std::mem::take(&mut text)));
            parts.push(child);
        } else {
            text.push(child);
        }
    }
    parts.extend(part(text));
    parts
}

/// A paragraph of what stands between formulas, if that is more than line ends.
fn part(mut text: Vec<Node>) -> Option<Node> {
    if let Some(Node {
        element: Element::Text(first),
        ..
    }) = text.first_mut()
    {
        *first = first.trim_start().into();
    }
    if let Some(Node {
        element: Element::Text(last),
        ..
    }) = text.last_mut()
    {
        *last = last.trim_end().into();
    }
    text.retain(|it| !matches!(&it.element, Element::Text(text) if text.is_empty()));
    let span = text.iter().map(|it| it.span).reduce(Span::to)?;
    Some(lines(Node::with(Element::Paragraph, span, text)))
}

/// A paragraph with hard line breaks is a line block.
fn lines(mut paragraph: Node) -> Node {
    join_text(&mut paragraph.children);
    let breaks = |node: &Node| node.element == Element::Line;
    if !paragraph.children.iter().any(breaks) {
        return paragraph;
    }
    let mut block = Node::new(Element::LineBlock, paragraph.span);
    let mut line: Option<Node> = None;
    for child in paragraph.children {
        if breaks(&child) {
            let empty = Node::new(Element::Line, child.span);
            block.children.push(line.take().unwrap_or(empty));
        } else {
            let line = line.get_or_insert_with(|| Node::new(Element::Line, child.span));
            line.span = line.span.to(child.span);
            line.children.push(child);
        }
    }
    block.children.extend(line);
    block
}

/// Whether the node is text.
pub(super) fn is_text(node: &Node) -> bool {
    matches!(node.element, Element::Text(_))
}

/// Makes one text of those that stand side by side.
pub(super) fn join_text(nodes: &mut Vec<Node>) {
    if !nodes.windows(2).any(|pair| pair.iter().all(is_text)) {
        return;
    }
    let mut rest = std::mem::take(nodes).into_iter().peekable();
    while let Some(mut node) = rest.next() {
        if is_text(&node) && rest.peek().is_some_and(is_text) {
            let mut text = node.astext();
            while let Some(next) = rest.next_if(is_text) {
                text.push_str(&next.astext());
                node.span = node.span.to(next.span);
            }
            node.element = Element::Text(text.into());
        }
        nodes.push(node);
    }
}
