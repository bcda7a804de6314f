//! Gives every admonition a title and a class, for writers that have one form
//! for all.
//!
//! docutils' `writer_aux.Admonitions`. None of our writers wants it.

use super::context::Context;
use crate::tree::{Document, Element, Node, element::Admonition};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let language = context.language;
    document.root.walk_mut(&mut |node| {
        let Element::Admonition(kind) = node.element else {
            return;
        };
        node.attributes.edit().classes.push(kind.tag().to_owned());
        if let Some(label) = language.label(kind.tag()) {
            let text = Node::text(label, node.span);
            let title = Node::with(Element::Title, node.span, vec![text]);
            node.children.insert(0, title);
            node.element = Element::Admonition(Admonition::Generic);
        }
    });
}
