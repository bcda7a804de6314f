//! Gives every section that has no id one, made of its name.
//!
//! docutils' `references.SectionIDs`. With `legacy_ids` sections have theirs
//! from the reader; nothing is left to do.

use super::context::Context;
use crate::tree::{Document, Element};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    document.root.walk_mut(&mut |node| {
        if node.element == Element::Section {
            context.registry.set_id(node);
        }
    });
}
