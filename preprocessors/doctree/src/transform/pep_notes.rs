//! Puts the notes about targets where a PEP has its references.
//!
//! docutils' `peps.TargetNotes`: it asks for them in the last section called
//! "References", or in a new one at the end, but before the copyright.

use super::context::Context;
use super::kinds::Kinds;
use crate::source::Span;
use crate::tree::{Document, Element, Node, element::Pending};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let children = &mut document.root.children;
    let sections = children.iter().rev();
    let sections = sections.take_while(|it| it.element == Element::Section);
    let first = children.len() - sections.count();
    let mut sections = first..children.len();
    let found = sections
        .clone()
        .rfind(|&at| has(&children[at], "references"));
    let copyright = sections.find(|&at| has(&children[at], "copyright"));
    let copyright = copyright.filter(|&at| at > 0);
    let place = found.unwrap_or_else(|| {
        let mut section = section();
        context.registry.set_id(&mut section);
        let place = copyright.unwrap_or(children.len());
        children.insert(place, section);
        place
    });
    let pending = Element::Pending(Box::new(Pending::TargetNotes {
        classes: Vec::new(),
    }));
    let section = &mut children[place];
    let span = section.span;
    section.children.push(Node::new(pending, span));
    context.kinds = context.kinds | Kinds::PENDING_TARGET_NOTES | Kinds::PEP_NOTES;
}

/// Takes a section for notes out that holds none.
pub(super) fn clean_up(document: &mut Document, _: &mut Context<'_>) {
    let is_empty = |it: &Node| {
        it.element == Element::Section && it.children.len() == 1 && has(it, "references")
    };
    let children = &mut document.root.children;
    if let Some(at) = children.iter().rposition(is_empty) {
        children.remove(at);
    }
}

/// Whether `word` is in the title of the section.
fn has(section: &Node, word: &str) -> bool {
    let title = section.children.first().map(Node::astext);
    let title = title.unwrap_or_default().to_lowercase();
    title.split_whitespace().any(|it| it == word)
}

fn section() -> Node {
    let span = Span::default();
    let title = vec![Node::text("References", span)];
    let title = Node::with(Element::Title, span, title);
    Node::with(Element::Section, span, vec![title])
}
