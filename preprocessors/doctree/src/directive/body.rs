//! *Body Elements*: topics, sidebars, code, mathematics, quotations, containers.

use super::{
    CLASS_AND_NAME, Content, Convert, Failure, Options, Parts, Place, Spec, Value, convert,
    no_content,
};
use crate::line::{self, Line, written};
use crate::tree::{Element, Node};

const BASE: Spec = Spec {
    options: CLASS_AND_NAME,
    content: Content::Blocks,
    needs_content: true,
    ..Spec::NEW
};
const QUOTE: Spec = Spec {
    content: Content::Quotes,
    needs_content: true,
    build: quote,
    ..Spec::NEW
};

const SIDEBAR: &[(&str, Convert)] = &[
    ("class", convert::classes),
    ("name", convert::unchanged),
    ("subtitle", convert::unchanged_required),
];
const CODE: &[(&str, Convert)] = &[
    ("class", convert::classes),
    ("name", convert::unchanged),
    ("number-lines", convert::int_or_none),
];
const CONTAINER: &[(&str, Convert)] = &[("name", convert::unchanged)];

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "code",
        optional: 1,
        options: CODE,
        content: Content::Lines,
        build: code,
        ..BASE
    },
    Spec {
        name: "compound",
        build: compound,
        ..BASE
    },
    Spec {
        name: "container",
        optional: 1,
        whitespace: true,
        options: CONTAINER,
        build: container,
        ..BASE
    },
    Spec {
        name: "epigraph",
        ..QUOTE
    },
    Spec {
        name: "highlights",
        ..QUOTE
    },
    Spec {
        name: "line-block",
        content: Content::LineBlock,
        build: line_block,
        ..BASE
    },
    Spec {
        name: "math",
        content: Content::Lines,
        build: math,
        ..BASE
    },
    Spec {
        name: "parsed-literal",
        content: Content::Lines,
        build: parsed_literal,
        ..BASE
    },
    Spec {
        name: "pull-quote",
        ..QUOTE
    },
    Spec {
        name: "rubric",
        required: 1,
        whitespace: true,
        options: CLASS_AND_NAME,
        build: rubric,
        ..Spec::NEW
    },
    Spec {
        name: "sidebar",
        optional: 1,
        whitespace: true,
        options: SIDEBAR,
        needs_content: false,
        build: sidebar,
        ..BASE
    },
    Spec {
        name: "topic",
        required: 1,
        whitespace: true,
        needs_content: false,
        build: topic,
        ..BASE
    },
];

/// The message about a pseudo-section in a place where none may be.
pub(super) fn misplaced(parts: &Parts<'_, '_>) -> Failure {
    Failure::error(format!(
        "The \"{}\" directive may not be used within topics or body elements.",
        parts.name
    ))
}

fn topic(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    if !parts.place.holds_topics() {
        return Err(misplaced(parts));
    }
    pseudo_section(parts, Element::Topic, Place::Body)
}

fn sidebar(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    if parts.place == Place::Sidebar {
        return Err(Failure::error(format!(
            "The \"{}\" directive may not be used within a sidebar element.",
            parts.name
        )));
    }
    if parts.options.has("subtitle") && parts.arguments.is_empty() {
        return Err(Failure::error(
            "The \"subtitle\" option may not be used without a title.",
        ));
    }
    if !parts.place.holds_topics() {
        return Err(misplaced(parts));
    }
    pseudo_section(parts, Element::Sidebar, Place::Sidebar)
}

fn pseudo_section(
    parts: &mut Parts<'_, '_>,
    element: Element,
    place: Place,
) -> Result<Vec<Node>, Failure> {
    if parts.lines.is_empty() {
        return Err(no_content(parts.name));
    }
    let mut titles = Vec::new();
    let mut messages = Vec::new();
    if !parts.arguments.is_empty() {
        let title = parts.inline_argument();
        titles.push(Node::with(Element::Title, parts.span, title.nodes));
        messages.extend(title.messages);
        if let Some(parsed) = parts.inline_option("subtitle") {
            titles.push(Node::with(Element::Subtitle, parts.span, parsed.nodes));
            messages.extend(parsed.messages);
        }
    }
    let mut node = Node::with(element, parts.span, titles);
    node.children.extend(messages);
    parts.add_classes(&mut node);
    parts.add_name(&mut node);
    node.children.extend(parts.content(place));
    Ok(vec![node])
}

fn code(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let mut node = Node::new(Element::LiteralBlock, parts.span);
    let classes = &mut node.attributes.edit().classes;
    classes.push("code".to_owned());
    classes.extend(parts.arguments.iter().cloned());
    parts.add_classes(&mut node);
    parts.add_name(&mut node);
    node.children = code_text(parts.lines, &parts.options, parts.lines.len());
    Ok(vec![node])
}

/// The lines of a program, with their numbers where `options` ask for them.
/// There is room for the numbers of `count` lines.
pub(super) fn code_text(lines: &[Line<'_>], options: &Options, count: usize) -> Vec<Node> {
    match options.get("number-lines") {
        None => vec![Node::text(written(lines), line::span(lines))],
        Some(Value::Integer(first)) => numbered(lines, *first, count),
        Some(_) => numbered(lines, 1, count),
    }
}

/// The lines, each behind its number.
fn numbered(lines: &[Line<'_>], first: i64, count: usize) -> Vec<Node> {
    let first = first.clamp(i64::MIN / 2, i64::MAX / 2);
    let behind = |count: usize| first + i64::try_from(count).unwrap_or(0);
    let (end, width) = (behind(lines.len()), behind(count).to_string().len());
    let mut nodes = Vec::new();
    for (number, line) in (first..).zip(lines) {
        let span = line.span();
        let label = Node::text(format!("{number:>width$} "), span);
        nodes.push(Node::with(Element::Inline, span, vec![label]).class("ln"));
        let line_end = if number + 1 < end { "\n" } else { "" };
        nodes.push(Node::text(format!("{}{line_end}", line.text), span));
    }
    nodes
}

fn line_block(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let mut nodes = parts.content(Place::Body);
    let block = nodes
        .iter_mut()
        .find(|node| node.element == Element::LineBlock);
    if let Some(block) = block {
        parts.add_classes(block);
        parts.add_name(block);
    }
    Ok(nodes)
}

fn math(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let text = parts.text();
    Ok(equations(parts, &text))
}

/// A formula for each part of `text` between blank lines.
pub(super) fn equations(parts: &mut Parts<'_, '_>, text: &str) -> Vec<Node> {
    let mut nodes = Vec::new();
    for block in text.split("\n\n").filter(|block| !block.is_empty()) {
        let child = Node::text(block, parts.span);
        let mut node = Node::with(Element::MathBlock, parts.span, vec![child]);
        parts.add_classes(&mut node);
        if nodes.is_empty() {
            parts.add_name(&mut node);
        } else if let Some(name) = parts.options.text("name") {
            // Only the first has it for a name.
            let others = &mut node.attributes.edit().others;
            others.push(("name", name.to_owned()));
        }
        nodes.push(node);
    }
    nodes
}

fn parsed_literal(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let parsed = parts.inline(&parts.join(parts.lines));
    let mut node = Node::with(Element::LiteralBlock, line::span(parts.lines), parsed.nodes);
    parts.add_classes(&mut node);
    parts.add_name(&mut node);
    let mut nodes = vec![node];
    nodes.extend(parsed.messages);
    Ok(nodes)
}

fn rubric(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let parsed = parts.inline_argument();
    let mut node = parts.element(Element::Rubric);
    node.children.splice(0..0, parsed.nodes);
    let mut nodes = vec![node];
    nodes.extend(parsed.messages);
    Ok(nodes)
}

fn quote(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let class = parts.canonical;
    let mut nodes = parts.content(Place::Body);
    for node in nodes
        .iter_mut()
        .filter(|node| node.element == Element::BlockQuote)
    {
        node.attributes.edit().classes.push(class.to_owned());
    }
    Ok(nodes)
}

fn compound(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let mut node = parts.element(Element::Compound);
    node.children.extend(parts.content(Place::Body));
    Ok(vec![node])
}

fn container(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let argument = parts.arguments.first().cloned().unwrap_or_default();
    let classes = convert::class_names(&argument).map_err(|_| invalid_class(parts, &argument))?;
    let mut node = parts.element(Element::Container);
    if !classes.is_empty() {
        node.attributes.edit().classes.extend(classes);
    }
    node.children.extend(parts.content(Place::Body));
    Ok(vec![node])
}

/// The message about a class that cannot be.
pub(super) fn invalid_class(parts: &Parts<'_, '_>, argument: &str) -> Failure {
    Failure::error(format!(
        "Invalid class attribute value for \"{}\" directive: \"{argument}\".",
        parts.name
    ))
}
