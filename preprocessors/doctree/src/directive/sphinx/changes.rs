//! What changed in which version: `versionadded` and its kin.

use super::{Content, Failure, Parts, Place, Spec};
use crate::tree::{Element, Node};

const BASE: Spec = Spec {
    required: 1,
    optional: 1,
    whitespace: true,
    content: Content::Blocks,
    build: change,
    ..Spec::NEW
};

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "deprecated",
        ..BASE
    },
    // CPython's own.
    Spec {
        name: "deprecated-removed",
        required: 2,
        ..BASE
    },
    Spec {
        name: "version-added",
        ..BASE
    },
    Spec {
        name: "version-changed",
        ..BASE
    },
    Spec {
        name: "version-deprecated",
        ..BASE
    },
    Spec {
        name: "version-removed",
        ..BASE
    },
    Spec {
        name: "versionadded",
        ..BASE
    },
    Spec {
        name: "versionchanged",
        ..BASE
    },
    Spec {
        name: "versionremoved",
        ..BASE
    },
];

/// The names of the directive; the class of the whole and that of the label;
/// what stands before each of the versions.
type Kind = (
    [&'static str; 2],
    [&'static str; 2],
    &'static [&'static str],
);

const KINDS: &[Kind] = &[
    (
        ["versionadded", "version-added"],
        ["versionadded", "added"],
        &["Added in version "],
    ),
    (
        ["versionchanged", "version-changed"],
        ["versionchanged", "changed"],
        &["Changed in version "],
    ),
    (
        ["deprecated", "version-deprecated"],
        ["deprecated", "deprecated"],
        &["Deprecated since version "],
    ),
    (
        ["versionremoved", "version-removed"],
        ["versionremoved", "removed"],
        &["Removed in version "],
    ),
    (
        ["deprecated-removed", ""],
        ["deprecated-removed", "deprecated"],
        &["Deprecated since version ", ", will be removed in version "],
    ),
];

fn change(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let kind = KINDS.iter().find(|it| it.0.contains(&parts.canonical));
    let Some(&(_, [class, label_class], words)) = kind else {
        return Ok(Vec::new());
    };
    let versions = words.iter().zip(parts.arguments);
    let mut label: String = versions.flat_map(|it| [it.0, it.1.as_str()]).collect();
    let (mut children, messages) = remark(parts, words.len());
    children.extend(parts.content(Place::Body));
    let span = parts.span;
    let paragraph = match children.first_mut() {
        Some(first) if first.element == Element::Paragraph => first,
        _ => {
            children.insert(0, Node::new(Element::Paragraph, span));
            &mut children[0]
        }
    };
    let alone = paragraph.children.is_empty() && children.len() == 1;
    label.push_str(if alone { "." } else { ": " });
    let label = Node::with(Element::Inline, span, vec![Node::text(label, span)]);
    let label = label.class("versionmodified").class(label_class);
    children[0].children.insert(0, label);
    let node = Node::with(Element::Container, span, children).class(class);
    Ok(std::iter::once(node).chain(messages).collect())
}

/// What stands behind the `versions` in the arguments, as a paragraph.
fn remark(parts: &mut Parts<'_, '_>, versions: usize) -> (Vec<Node>, Vec<Node>) {
    if parts.arguments.len() <= versions {
        return (Vec::new(), Vec::new());
    }
    let argument = std::mem::take(&mut parts.argument);
    let mut rest: &str = argument.text.trim_start();
    for _ in 0..versions {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        rest = rest[end..].trim_start();
    }
    let rest = argument.from(argument.text.len() - rest.len());
    let parsed = parts.inline(&rest);
    let place = rest.span(0, rest.text.len());
    let paragraph = Node::with(Element::Paragraph, place, parsed.nodes);
    (vec![paragraph], parsed.messages)
}
