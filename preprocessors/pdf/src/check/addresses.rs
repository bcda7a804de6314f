//! Addresses of links, which paper cannot follow. The first link of a chapter
//! to an address is given a mark, and its address becomes a note of that mark.
//! It stands behind the link where no note can be: in a footnote, and in what
//! may be broken over pages or moved to the next one as a whole, for Typst then
//! leaves the note on the page before.

use std::collections::BTreeSet;

use doctree::tree::element::Link;
use doctree::{Element, Node};

use super::FILE;

/// The attribute that holds the mark of a link's note.
pub(crate) const MARK: &str = "address";
/// The mark of a link whose address stands behind it.
pub(crate) const BEHIND: &str = "behind";

/// Marks the links below `root`.
pub(crate) fn mark(root: &mut Node) {
    let mut seen = BTreeSet::new();
    below(root, true, &mut seen, &mut 0);
}

/// A longer admonition may be broken over pages, and so may a table of more rows.
const LONG: usize = 600;
const ROWS: usize = 14;

fn below(node: &mut Node, notes: bool, seen: &mut BTreeSet<String>, count: &mut usize) {
    if is_set_again(&node.element) {
        return;
    }
    if let Some(uri) = told(node)
        && seen.insert(uri)
    {
        let mark = if notes && node.attributes.other(FILE).is_none() {
            *count += 1;
            letters(*count)
        } else {
            BEHIND.to_owned()
        };
        node.attributes.edit().others.push((MARK, mark));
        return;
    }
    let notes = notes && takes_notes(node);
    for child in &mut node.children {
        below(child, notes, seen, count);
    }
}

/// Whether links below `node` may have notes, as far as it goes.
fn takes_notes(node: &Node) -> bool {
    match node.element {
        Element::Footnote { .. }
        | Element::Citation
        | Element::BulletList { .. }
        | Element::EnumeratedList(_)
        | Element::DefinitionList
        | Element::FieldList
        | Element::OptionList
        | Element::LineBlock
        | Element::BlockQuote
        | Element::Topic
        | Element::Sidebar
        | Element::Figure(_) => false,
        Element::Paragraph => !announces(node),
        Element::Admonition(_) => node.astext().len() < LONG,
        Element::Table(_) => node.walk().filter(|it| it.element == Element::Row).count() <= ROWS,
        _ => true,
    }
}

/// Whether a paragraph holds on to what comes next: it ends in a colon.
pub(crate) fn announces(paragraph: &Node) -> bool {
    paragraph.astext().trim_end().ends_with(':')
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
    let file = node.attributes.other(FILE);
    let address = match &reference.link {
        Link::Uri(uri) => bare(uri)?,
        _ => file?,
    };
    let text = node.astext();
    let shown: String = text.split_whitespace().collect();
    // `doi:10.1/2` tells it as well as `doi.org/10.1/2`.
    let said = address.strip_prefix("doi.org/").unwrap_or(address);
    (!shown.is_empty() && !shown.contains(said.trim_end_matches('/'))).then(|| address.to_owned())
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
