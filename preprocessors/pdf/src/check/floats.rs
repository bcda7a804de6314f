//! Figures that may float. One that floats into code, or into a table, would
//! cut it in two; so there must be text enough before the next of these.

use doctree::{Element, Node};

/// The attribute of a figure that may float.
pub(crate) const FLOATS: &str = "floats";

/// Characters of text, about, that fill the space which a figure leaves.
const ENOUGH: usize = 700;

/// Marks the figures below `root` that may float.
pub(crate) fn mark(root: &mut Node) {
    let mut free = Vec::new();
    let mut open = None;
    let mut text = 0;
    for node in root.walk() {
        match &node.element {
            Element::Text(it) => text += it.len(),
            Element::Figure(_) => {
                free.extend(open.replace(text).map(|start| text - start));
            }
            Element::LiteralBlock
            | Element::DoctestBlock
            | Element::Listing(_)
            | Element::Table(_)
            | Element::Image(_)
                if open.is_some() && text > open.unwrap_or(text) =>
            {
                free.extend(open.take().map(|start| text - start));
            }
            _ => {}
        }
    }
    free.extend(open.map(|start| text - start));
    let mut free = free.into_iter();
    root.walk_mut(&mut |node| {
        if matches!(node.element, Element::Figure(_)) && free.next() > Some(ENOUGH) {
            node.attributes.edit().others.push((FLOATS, String::new()));
        }
    });
}
