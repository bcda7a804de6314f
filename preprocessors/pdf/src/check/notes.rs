//! Footnotes, moved to where the page needs them.
//!
//! A footnote becomes a child of the first reference to it, so that it is set
//! at the foot of that page. One that no running text refers to stays where it
//! is. References in titles and table heads do not count: those are set again
//! in the contents and on later pages.

use std::collections::{BTreeMap, BTreeSet};

use doctree::tree::element::Link;
use doctree::{Element, Node};

/// Moves the footnotes below `root`.
pub(crate) fn place(root: &mut Node) {
    let mut wanted = BTreeSet::new();
    references(root, &mut |_, label| {
        wanted.insert(label);
    });
    let mut notes = BTreeMap::new();
    take(root, &wanted, &mut notes);
    references(root, &mut |node, label| {
        node.children.extend(notes.remove(&label));
    });
}

/// Visits the references to footnotes in running text, in order.
fn references(node: &mut Node, visit: &mut impl FnMut(&mut Node, String)) {
    match &node.element {
        Element::Title | Element::Subtitle | Element::Thead | Element::Footnote { .. } => return,
        Element::FootnoteReference {
            link: Link::Id(label),
            ..
        } => {
            let label = label.clone();
            visit(node, label);
            return;
        }
        _ => {}
    }
    for child in &mut node.children {
        references(child, visit);
    }
}

fn take(node: &mut Node, wanted: &BTreeSet<String>, notes: &mut BTreeMap<String, Node>) {
    let label = |node: &Node| {
        matches!(node.element, Element::Footnote { .. })
            .then(|| node.attributes.ids().iter().find(|id| wanted.contains(*id)))
            .flatten()
            .cloned()
    };
    for index in (0..node.children.len()).rev() {
        match label(&node.children[index]) {
            Some(label) => {
                notes.insert(label, node.children.remove(index));
            }
            None => take(&mut node.children[index], wanted, notes),
        }
    }
}
