//! Directives of the documentation of Python itself, for which it has an
//! extension of its own.

use super::{Content, Failure, Parts, Place, Spec};
use crate::tree::{Element, Node};

const BASE: Spec = Spec {
    whitespace: true,
    content: Content::Blocks,
    ..Spec::NEW
};

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "audit-event",
        required: 1,
        optional: 2,
        build: audit_event,
        ..BASE
    },
    Spec {
        name: "availability",
        required: 1,
        build: availability,
        ..BASE
    },
    Spec {
        name: "impl-detail",
        optional: 1,
        build: detail,
        ..BASE
    },
];

fn availability(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let label = Node::text("Availability", parts.span);
    let label = Node::with(Element::Emphasis, parts.span, vec![label]);
    let colon = Node::text(": ", parts.span);
    Ok(labelled(parts, "availability", vec![label, colon]))
}

fn detail(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let label = Node::text("CPython implementation detail:", parts.span);
    let label = Node::with(Element::Strong, parts.span, vec![label]);
    let space = Node::text(" ", parts.span);
    Ok(labelled(parts, "impl-detail", vec![label, space]))
}

/// The argument behind a label, and the content below; without an argument,
/// the first paragraph of the content stands behind the label.
fn labelled(parts: &mut Parts<'_, '_>, class: &str, label: Vec<Node>) -> Vec<Node> {
    let parsed = parts.inline_argument();
    let mut content = parts.content(Place::Body);
    let first = content.first_mut();
    if let Some(paragraph) =
        first.filter(|it| parsed.nodes.is_empty() && it.element == Element::Paragraph)
    {
        paragraph.children.splice(0..0, label);
    } else {
        let children = label.into_iter().chain(parsed.nodes).collect();
        content.insert(0, Node::with(Element::Paragraph, parts.span, children));
    }
    let node = Node::with(Element::Container, parts.span, content).class(class);
    std::iter::once(node).chain(parsed.messages).collect()
}

/// The name of the event, its arguments, and the id to refer to it by.
fn audit_event(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let span = parts.span;
    let content = parts.content(Place::Body);
    if !content.is_empty() {
        return Ok(vec![
            Node::with(Element::Container, span, content).class("audit-hook"),
        ]);
    }
    let literal = |text: &str| {
        let text = Node::text(text, span);
        Node::with(Element::Literal, span, vec![text])
    };
    let name = parts.arguments.first().map_or("", String::as_str);
    let words = parts.arguments.get(1).map_or("", String::as_str);
    let words: Vec<&str> = words
        .trim_matches(['"', '\''])
        .split(',')
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .collect();
    let mut children = vec![Node::text("Raises an auditing event ", span)];
    children.push(literal(name));
    children.push(Node::text(
        match words.len() {
            0 => " with no arguments",
            1 => " with argument ",
            _ => " with arguments ",
        },
        span,
    ));
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            children.push(Node::text(", ", span));
        }
        children.push(literal(word));
    }
    children.push(Node::text(".", span));
    let paragraph = Node::with(Element::Paragraph, span, children);
    Ok(vec![
        Node::with(Element::Container, span, vec![paragraph]).class("audit-hook"),
    ])
}
