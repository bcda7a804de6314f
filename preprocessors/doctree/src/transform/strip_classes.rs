//! Leaves out classes, and elements of certain classes.
//!
//! docutils' `universal.StripClassesAndElements`, for the settings
//! `strip_classes` and `strip_elements_with_classes`.

use super::context::Context;
use crate::tree::{Document, Node};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let elements = &context.options.strip_elements_with_classes;
    if !elements.is_empty() {
        let stays = |node: &Node| !elements.iter().any(|it| node.attributes.has_class(it));
        document.root.walk_mut(&mut |node| {
            node.children.retain(|child| {
                let stays = stays(child);
                if !stays {
                    context.detach(child, child.span);
                }
                stays
            });
        });
        context.detached.sort_by_key(|(it, _)| it.span);
    }
    let classes = &context.options.strip_classes;
    if !classes.is_empty() {
        document.root.walk_mut(&mut |node| strip(node, classes));
    }
}

/// Takes the first of each class away, as docutils does.
fn strip(node: &mut Node, classes: &[String]) {
    for class in classes {
        if node.attributes.has_class(class) {
            let own = &mut node.attributes.edit().classes;
            if let Some(at) = own.iter().position(|it| it == class) {
                own.remove(at);
            }
        }
    }
}
