//! *Document Parts*: table of contents, section numbers, header and footer,
//! notes about targets.

use super::body::misplaced;
use super::{Content, Convert, Failure, Parts, Place, Spec, convert};
use crate::language::ENGLISH;
use crate::names::fully_normalize_name;
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
        topic
            .children
            .push(Node::with(Element::Title, parts.span, title.nodes));
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
    let holds_another = margin.len() > before;
    margin.extend(nodes);
    if holds_another {
        margin[before..].sort_by_key(|node| node.span.start);
    }
    Ok(Vec::new())
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
