//! *Document Parts*: table of contents, section numbers, header and footer,
//! notes about targets.

use super::body::misplaced;
use super::{Content, Convert, Failure, Parts, Place, Spec, convert};
use crate::diagnostic::Severity;
use crate::language::ENGLISH;
use crate::names::fully_normalize_name;
use crate::source::{Source, Span, offset};
use crate::tree::element::Pending;
use crate::tree::{Element, Node};

const CONTENTS: &[(&str, Convert)] = &[
    ("depth", convert::nonnegative_int),
    ("local", convert::flag),
    ("backlinks", |it| {
        convert::choice(it, &["top", "entry", "none"])
    }),
    ("class", convert::classes),
];
const SECTNUM: &[(&str, Convert)] = &[
    ("depth", convert::int),
    ("start", convert::int),
    ("prefix", convert::unchanged_required),
    ("suffix", convert::unchanged_required),
];
const TARGET_NOTES: &[(&str, Convert)] = &[("class", convert::classes)];
const MARGIN: Spec = Spec {
    content: Content::Blocks,
    needs_content: true,
    build: margin,
    ..Spec::NEW
};

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "contents",
        optional: 1,
        whitespace: true,
        options: CONTENTS,
        build: contents,
        ..Spec::NEW
    },
    Spec {
        name: "footer",
        ..MARGIN
    },
    Spec {
        name: "header",
        ..MARGIN
    },
    Spec {
        name: "sectnum",
        options: SECTNUM,
        build: sectnum,
        ..Spec::NEW
    },
    Spec {
        name: "target-notes",
        options: TARGET_NOTES,
        build: target_notes,
        ..Spec::NEW
    },
];

fn contents(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    if !parts.place.holds_topics() {
        return Err(misplaced(parts));
    }
    let local = parts.options.has("local");
    let mut topic = Node::new(Element::Topic, parts.span).class("contents");
    parts.add_classes(&mut topic);
    if local {
        topic = topic.class("local");
    }
    let mut messages = Vec::new();
    let language = parts.context.language.unwrap_or(ENGLISH);
    let label = language.label("contents").unwrap_or_default();
    let mut name = label.to_owned();
    if !parts.arguments.is_empty() {
        let title = parts.inline_argument();
        let span = line_above_end(parts);
        topic
            .children
            .push(Node::with(Element::Title, span, title.nodes));
        messages = title.messages;
        name = topic.astext();
    } else if !local {
        topic.children.push(Node::with(
            Element::Title,
            parts.span,
            vec![Node::text(label, parts.span)],
        ));
    }
    let name = fully_normalize_name(&name);
    if !parts.context.registry.has_name(&name) {
        topic.attributes.edit().names.push(name);
    }
    // The name is free, so that nothing can clash.
    parts.context.registry.note_implicit_target(&mut topic);
    topic.children.push(pending(parts));
    let mut nodes = vec![topic];
    nodes.extend(messages);
    Ok(nodes)
}

/// The end of the line before the last that docutils takes for the directive's,
/// blank ones behind it among them: it names that line in messages about the
/// title.
fn line_above_end(parts: &Parts<'_, '_>) -> Span {
    let Span { source, start, .. } = parts.span;
    let text = parts.context.sources.get(usize::from(source));
    let text = text.map_or("", Source::text);
    let (before, behind) = text.split_at(start as usize);
    let end = match parts.echo.matches('\n').count() {
        0 => before.rfind('\n'),
        lines => behind
            .match_indices('\n')
            .nth(lines - 1)
            .map(|(at, _)| before.len() + at),
    };
    end.map_or(parts.span, |end| {
        Span::new(source, offset(end), offset(end))
    })
}

fn pending(parts: &Parts<'_, '_>) -> Node {
    let pending = Pending::Contents {
        classes: classes(parts),
        depth: parts.options.integer("depth"),
        local: parts.options.has("local"),
        backlinks: parts.options.choice("backlinks"),
    };
    Node::new(Element::Pending(Box::new(pending)), parts.span)
}

/// Those that the option gives, for what a transform makes later.
fn classes(parts: &Parts<'_, '_>) -> Vec<String> {
    parts.options.words("class").unwrap_or_default().to_vec()
}

fn sectnum(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let options = &parts.options;
    let pending = Pending::Sectnum {
        depth: options.integer("depth"),
        start: options.integer("start"),
        prefix: options.text("prefix").map(str::to_owned),
        suffix: options.text("suffix").map(str::to_owned),
    };
    Ok(vec![Node::new(
        Element::Pending(Box::new(pending)),
        parts.span,
    )])
}

fn target_notes(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let classes = classes(parts);
    let pending = Pending::TargetNotes { classes };
    let node = Node::new(Element::Pending(Box::new(pending)), parts.span);
    Ok(vec![node])
}

fn margin(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    // It is there even if its content comes to nothing.
    let before = margin_of(parts).get_or_insert_default().len();
    let nodes = parts.content(Place::Margin);
    let margin = margin_of(parts).get_or_insert_default();
    let inner = margin.split_off(before);
    merge(inner, nodes, margin);
    Ok(Vec::new())
}

/// Adds to `margin` what stands in one of its directives, and what stands in
/// others inside that one: each in its turn.
fn merge(inner: Vec<Node>, outer: Vec<Node>, margin: &mut Vec<Node>) {
    let mut inner = inner.into_iter().peekable();
    for node in outer {
        let turn = turn(&node);
        margin.extend(std::iter::from_fn(|| {
            inner.next_if(|before| before.span.start < turn)
        }));
        margin.push(node);
    }
    margin.extend(inner);
}

/// Where docutils puts a node into the tree: a list before its items are read,
/// one of definitions behind its first, what it warns of before it reads on,
/// anything else when it is whole.
fn turn(node: &Node) -> u32 {
    match node.element {
        Element::DefinitionList => node.children.first().unwrap_or(node).span.end,
        Element::BulletList { .. }
        | Element::EnumeratedList(_)
        | Element::FieldList
        | Element::OptionList => node.span.start,
        Element::SystemMessage(ref message) if message.severity == Severity::Warning => {
            node.span.start
        }
        _ => node.span.end,
    }
}

fn margin_of<'p>(parts: &'p mut Parts<'_, '_>) -> &'p mut Option<Vec<Node>> {
    let front = &mut parts.context.front;
    if front.decoration.is_none() {
        let is_message = |node: &Node| !matches!(node.element, Element::Meta(_));
        let before = front.meta.iter().position(is_message);
        front.decoration = Some(before.unwrap_or(front.meta.len()));
    }
    match parts.canonical {
        "header" => &mut front.header,
        _ => &mut front.footer,
    }
}
