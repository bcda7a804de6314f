//! The ids of a notebook's headings, and the links to them.
//!
//! Besides the id that mdBook gives a heading it has the one that Jupyter and
//! nbconvert know it by: its text with hyphens for blanks.

use foldhash::HashSet;

use crate::tree::element::Link;
use crate::tree::{Element, Node};

/// Gives headings their second id, takes ids away that are there already, and
/// leaves no link to an id that is not there: such a link becomes an address,
/// which whoever knows all ids of the page can judge.
pub(super) fn settle(root: &mut Node) {
    let mut used = HashSet::default();
    root.walk_mut(&mut |node| {
        if !node.attributes.ids().is_empty() {
            let ids = &mut node.attributes.edit().ids;
            ids.retain(|id| used.insert(id.clone()));
        }
    });
    root.walk_mut(&mut |node| {
        if let Some(id) = jupyter_id(node).filter(|id| used.insert(id.clone())) {
            node.attributes.edit().ids.push(id);
        }
    });
    root.walk_mut(&mut |node| {
        if let Element::Reference(reference) = &mut node.element
            && let Link::Id(id) = &mut reference.link
            && !used.contains(id)
        {
            let plain = unescaped(id);
            reference.link = if used.contains(&plain) {
                Link::Id(plain)
            } else {
                Link::Uri(format!("#{id}"))
            };
        }
    });
}

fn jupyter_id(node: &Node) -> Option<String> {
    let heads = matches!(node.element, Element::Section | Element::Document);
    let title = node.children.first().filter(|_| heads)?;
    if title.element != Element::Title {
        return None;
    }
    let id = title.astext().trim().replace(char::is_whitespace, "-");
    (!id.is_empty()).then_some(id)
}

/// `id` with its `%20` and their like as characters.
fn unescaped(id: &str) -> String {
    let mut bytes = Vec::with_capacity(id.len());
    let mut rest = id.as_bytes();
    while let [first, behind @ ..] = rest {
        let digits = behind.get(..2).and_then(|it| std::str::from_utf8(it).ok());
        let code = digits.and_then(|it| u8::from_str_radix(it, 16).ok());
        if let Some(byte) = code.filter(|_| *first == b'%') {
            bytes.push(byte);
            rest = &behind[2..];
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
