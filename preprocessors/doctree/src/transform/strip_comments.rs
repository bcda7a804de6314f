//! Leaves comments out, with `strip_comments`.
//!
//! docutils' `universal.StripComments`.

use super::context::Context;
use crate::tree::{Document, Element};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    if context.options.strip_comments {
        document.root.walk_mut(&mut |node| {
            let children = &mut node.children;
            children.retain(|child| child.element != Element::Comment);
        });
    }
}
