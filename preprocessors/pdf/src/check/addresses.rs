//! Addresses of links, which paper cannot follow. The first link of a chapter
//! to an address is given a mark, and its address becomes a note of that mark;
//! in a footnote it stands behind the link.

use std::collections::BTreeSet;

use doctree::tree::element::Link;
use doctree::{Element, Node};

/// The attribute that holds the mark of a link's note.
pub(crate) const MARK: &str = "address";
/// The mark of a link whose address stands behind it.
pub(crate) const BEHIND: &str = "behind";

/// Marks the links below `root`.
pub(crate) fn mark(root: &mut Node) {
    let mut seen = BTreeSet::new();
    below(root, false, &mut seen, &mut 0);
}

fn below(node: &mut Node, in_note: bool, seen: &mut BTreeSet<String>, count: &mut usize) {
    if is_set_again(&node.element) {
        return;
    }
    if let Some(uri) = told(node)
        && seen.insert(uri)
    {
        let mark = if in_note {
            BEHIND.to_owned()
        } else {
            *count += 1;
            letters(*count)
        };
        node.attributes.edit().others.push((MARK, mark));
        return;
    }
    let in_note = in_note || matches!(node.element, Element::Footnote { .. });
    for child in &mut node.children {
        below(child, in_note, seen, count);
    }
}

/// Places whose text is set more than once, or that a note would spoil.
fn is_set_again(element: &Element) -> bool {
    matches!(
        element,
        Element::Title
            | Element::Subtitle
            | Element::Thead
            | Element::Term
            | Element::FieldName
            | Element::Caption
            | Element::LiteralBlock
            | Element::DoctestBlock
            | Element::Comment
    )
}

/// The address of a link whose text does not tell it.
fn told(node: &Node) -> Option<String> {
    let Element::Reference(reference) = &node.element else {
        return None;
    };
    let Link::Uri(uri) = &reference.link else {
        return None;
    };
    let bare = bare(uri)?;
    let text = node.astext();
    let shown: String = text.split_whitespace().collect();
    (!shown.is_empty() && !shown.contains(bare.trim_end_matches('/'))).then(|| uri.clone())
}

/// An address without what readers need not type.
pub(crate) fn bare(uri: &str) -> Option<&str> {
    let rest = uri
        .strip_prefix("https://")
        .or_else(|| uri.strip_prefix("http://"));
    rest.map(|it| it.strip_prefix("www.").unwrap_or(it))
}

/// `a` to `z`, then `aa` and so on.
fn letters(mut count: usize) -> String {
    let mut out = Vec::new();
    while count > 0 {
        count -= 1;
        out.push(char::from(
            b'a' + u8::try_from(count % 26).unwrap_or_default(),
        ));
        count /= 26;
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_on_behind_z() {
        assert_eq!(
            [1, 26, 27, 52, 53].map(letters),
            ["a", "z", "aa", "az", "ba"]
        );
    }
}
