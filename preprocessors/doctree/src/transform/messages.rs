//! Gives the messages that stand nowhere in the tree a section at its end.
//!
//! docutils' `universal.Messages`.

use super::context::Context;
use crate::source::Span;
use crate::tree::{Document, Element, Node};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    if context.messages.is_empty() {
        return;
    }
    let span = Span::default();
    let text = Node::text("Docutils System Messages", span);
    let title = Node::with(Element::Title, span, vec![text]);
    let mut section = Node::with(Element::Section, span, vec![title]).class("system-messages");
    section.children.append(&mut context.messages);
    document.root.children.push(section);
}

/// Puts them at the end of the document as they are: docutils'
/// `universal.TestMessages`.
pub(super) fn append(document: &mut Document, context: &mut Context<'_>) {
    document.root.children.append(&mut context.messages);
}
