//! Gives every section that has no id one, made of its name.
//!
//! docutils' `references.SectionIDs`. With `legacy_ids` sections have theirs
//! from the reader; nothing is left to do.

use super::context::Context;
use crate::tree::{Document, Element, Node};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    each_section(&mut document.root, context);
}

fn each_section(parent: &mut Node, context: &mut Context<'_>) {
    let children = parent.children.iter_mut();
    for section in children.filter(|it| it.element == Element::Section) {
        context.registry.set_id(section);
        each_section(section, context);
    }
}
