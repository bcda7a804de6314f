//! `exercise` and `solution` of sphinx-exercise. The numbers of exercises are
//! counted by the whole book; a solution is closed until the reader opens it.

use super::dropdown::{Dropdown, dropdown};
use super::{Content, Convert, Failure, Parts, Place, Spec, convert};
use crate::domain::STANDARD;
use crate::names::fully_normalize_name;
use crate::tree::element::{Admonition, PendingXref};
use crate::tree::{Element, Node};

const OPTIONS: &[(&str, Convert)] = &[
    ("class", convert::classes),
    ("hidden", convert::flag),
    ("label", convert::unchanged_required),
    ("name", convert::unchanged),
    ("nonumber", convert::flag),
];
const BASE: Spec = Spec {
    whitespace: true,
    options: OPTIONS,
    content: Content::Blocks,
    ..Spec::NEW
};
const EXERCISE: Spec = Spec {
    optional: 1,
    build: exercise,
    ..BASE
};
const SOLUTION: Spec = Spec {
    required: 1,
    build: solution,
    ..BASE
};

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "exercise",
        ..EXERCISE
    },
    Spec {
        name: "exercise-end",
        build: |_| Ok(Vec::new()),
        ..Spec::NEW
    },
    Spec {
        name: "exercise-start",
        ..EXERCISE
    },
    Spec {
        name: "solution",
        ..SOLUTION
    },
    Spec {
        name: "solution-end",
        build: |_| Ok(Vec::new()),
        ..Spec::NEW
    },
    Spec {
        name: "solution-start",
        ..SOLUTION
    },
];

/// What stands before a title, so that a number can be put behind it.
const LABEL: &str = "Exercise";

fn exercise(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let span = parts.span;
    let title = parts.inline_argument();
    let mut shown = vec![Node::text(LABEL, span)];
    if !title.nodes.is_empty() {
        shown.push(Node::text(" (", span));
        shown.extend(title.nodes);
        shown.push(Node::text(")", span));
    }
    let element = Element::Admonition(Admonition::Generic);
    let mut node = Node::new(element, span).class("exercise");
    if parts.options.has("nonumber") {
        node = node.class("nonumber");
    }
    parts.add_classes(&mut node);
    parts.add_name(&mut node);
    declare(parts, &mut node, "std:exercise");
    node.children.push(Node::with(Element::Title, span, shown));
    node.children.extend(parts.content(Place::Body));
    Ok(std::iter::once(node).chain(title.messages).collect())
}

fn solution(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let span = parts.span;
    let target = parts.arguments.concat();
    let xref = PendingXref {
        domain: STANDARD.to_owned(),
        reftype: "ref".to_owned(),
        target: target.to_lowercase(),
        warn: true,
        ..PendingXref::default()
    };
    let text = vec![Node::text(target, span)];
    let reference = Node::with(Element::PendingXref(Box::new(xref)), span, text);
    let title = vec![Node::text("Solution to ", span), reference];
    let content = parts.content(Place::Body);
    let kind = Dropdown {
        classes: &["admonition", "solution"],
        open: false,
    };
    let mut node = dropdown(parts, &kind, title, content);
    declare(parts, &mut node, "std:solution");
    Ok(vec![node])
}

/// The node answers to its label, for which it has the name.
fn declare(parts: &mut Parts<'_, '_>, node: &mut Node, objtype: &'static str) {
    let Some(label) = parts.options.text("label") else {
        return;
    };
    let attributes = node.attributes.edit();
    attributes.names.push(fully_normalize_name(label));
    attributes.others.extend([
        ("objtype", objtype.to_owned()),
        ("fullname", label.to_owned()),
    ]);
    parts.note_explicit_target(node);
}
