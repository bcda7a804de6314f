//! Takes messages out of the tree that are below the level to be reported,
//! and gives what they complained of back as text.
//!
//! docutils' `universal.FilterMessages`.

use foldhash::HashSet;

use super::context::Context;
use crate::tree::{Document, Element, Node};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let level = context.options.report_level;
    let root = &mut document.root;
    let mut removed = HashSet::default();
    remove(root, level, &mut removed);
    if !removed.is_empty() {
        root.walk_mut(&mut |node| restore(node, &removed));
    }
    root.children
        .retain(|node| !(node.attributes.has_class("system-messages") && node.children.len() == 1));
}

/// Takes the messages below `level` out; `removed` gets their ids.
fn remove(node: &mut Node, level: u8, removed: &mut HashSet<String>) {
    node.children.retain(|child| {
        let Element::SystemMessage(message) = &child.element else {
            return true;
        };
        let keep = message.severity.level() >= level;
        if !keep {
            removed.extend(child.attributes.ids().iter().cloned());
        }
        keep
    });
    for child in &mut node.children {
        if !child.element.holds_inline() {
            remove(child, level, removed);
        }
    }
}

fn restore(node: &mut Node, removed: &HashSet<String>) {
    if let Element::Problematic { refid: Some(refid) } = &node.element
        && removed.contains(refid)
    {
        *node = Node::text(node.astext(), node.span);
    }
}
