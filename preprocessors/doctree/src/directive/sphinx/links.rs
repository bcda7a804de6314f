//! Links of sphinx-design: those of cards, and buttons. How a link is meant
//! is said by `link-type` or `ref-type`: an address, or what the role of that
//! name takes.

use super::{Content, Convert, Failure, Parts, Spec, Value, convert};
use crate::domain::STANDARD;
use crate::line::Text;
use crate::tree::element::{Link, PendingXref, Reference};
use crate::tree::{Element, Node};

const BUTTON: &[(&str, Convert)] = &[
    ("align", convert::unchanged),
    ("class", convert::classes),
    ("click-parent", convert::flag),
    ("color", convert::unchanged),
    ("expand", convert::flag),
    ("outline", convert::flag),
    ("ref-type", kind),
    ("shadow", convert::flag),
    ("tooltip", convert::unchanged),
];
const BASE: Spec = Spec {
    required: 1,
    whitespace: true,
    options: BUTTON,
    content: Content::Lines,
    build: button,
    ..Spec::NEW
};

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "button-link",
        ..BASE
    },
    Spec {
        name: "button-ref",
        ..BASE
    },
];

pub(super) fn kind(argument: Option<&str>) -> Result<Value, String> {
    convert::choice(argument, &["url", "any", "ref", "doc", "myst"])
}

/// A link to `target` of the kind called `kind`, around `text`.
pub(super) fn link(parts: &Parts<'_, '_>, kind: &str, target: &str, text: Vec<Node>) -> Node {
    let explicit = !text.is_empty();
    let shown = || vec![Node::text(target, parts.span)];
    let children = if explicit { text } else { shown() };
    let element = if kind == "url" {
        let link = Link::Uri(convert::address(target));
        Element::Reference(Box::new(Reference {
            link,
            ..Reference::default()
        }))
    } else {
        let (domain, reftype) = match kind {
            "ref" | "doc" => (STANDARD, kind),
            _ => ("", "any"),
        };
        let target = match kind {
            "ref" => target.to_lowercase(),
            _ => target.to_owned(),
        };
        Element::PendingXref(Box::new(PendingXref {
            domain: domain.to_owned(),
            reftype: reftype.to_owned(),
            target,
            explicit,
            warn: true,
            ..PendingXref::default()
        }))
    };
    Node::with(element, parts.span, children)
}

fn button(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let target = parts.arguments.concat();
    let kind = match parts.canonical {
        "button-link" => "url",
        _ => parts.options.choice("ref-type").unwrap_or("any"),
    };
    let text = parts.join(parts.lines);
    let parsed = if text.text.is_empty() {
        parts.inline(&Text::made_up("", parts.span))
    } else {
        parts.inline(&text)
    };
    let link = link(parts, kind, &target, parsed.nodes);
    let mut node = Node::with(Element::Paragraph, parts.span, vec![link]).class("sd-button");
    parts.add_classes(&mut node);
    Ok(std::iter::once(node).chain(parsed.messages).collect())
}
