//! *Admonitions*: notes, warnings and their kin.

use super::{CLASS_AND_NAME, Content, Failure, Parts, Place, Spec};
use crate::names::make_id;
use crate::tree::element::Admonition;
use crate::tree::{Element, Node};

const BASE: Spec = Spec {
    options: CLASS_AND_NAME,
    content: Content::Blocks,
    needs_content: true,
    build: specific,
    ..Spec::NEW
};

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "admonition",
        required: 1,
        whitespace: true,
        build: generic,
        ..BASE
    },
    Spec {
        name: "attention",
        ..BASE
    },
    Spec {
        name: "caution",
        ..BASE
    },
    Spec {
        name: "danger",
        ..BASE
    },
    Spec {
        name: "error",
        ..BASE
    },
    Spec {
        name: "hint",
        ..BASE
    },
    Spec {
        name: "important",
        ..BASE
    },
    Spec {
        name: "note",
        ..BASE
    },
    Spec {
        name: "tip",
        ..BASE
    },
    Spec {
        name: "warning",
        ..BASE
    },
];

const KINDS: &[Admonition] = &[
    Admonition::Attention,
    Admonition::Caution,
    Admonition::Danger,
    Admonition::Error,
    Admonition::Hint,
    Admonition::Important,
    Admonition::Note,
    Admonition::Tip,
    Admonition::Warning,
];

pub(super) fn specific(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let kind = KINDS
        .iter()
        .find(|kind| kind.tag() == parts.canonical)
        .copied()
        .unwrap_or(Admonition::Note);
    let mut node = parts.element(Element::Admonition(kind));
    node.children.extend(parts.content(Place::Body));
    Ok(vec![node])
}

pub(super) fn generic(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let mut node = parts.element(Element::Admonition(Admonition::Generic));
    let title = parts.inline_argument();
    if !parts.options.has("class") {
        let class = format!("admonition-{}", make_id(&parts.argument.text));
        node.attributes.edit().classes.push(class);
    }
    node.children
        .push(Node::with(Element::Title, parts.span, title.nodes));
    node.children.extend(title.messages);
    node.children.extend(parts.content(Place::Body));
    Ok(vec![node])
}
