//! Which lists are simple, and so set compactly.

use super::Html;
use crate::tree::element::DocinfoItem;
use crate::tree::{Element, Node};

/// Whether the list `node`, a child of `parent`, is to be set compactly: by
/// its class (`compact` or `open`), in a table of contents, or because each of
/// its items is one paragraph, or one and a simple list.
pub(crate) fn is_compactable(node: &Node, parent: Option<&Node>, html: &Html) -> bool {
    let classes = &node.attributes;
    if classes.has_class("compact") {
        return true;
    }
    !classes.has_class("open")
        && is_wanted(&node.element, html)
        && (parent.is_some_and(|parent| parent.attributes.has_class("contents")) || is_simple(node))
}

/// Whether the settings let lists of this kind be compact.
#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "the settings are about these lists alone"
)]
fn is_wanted(list: &Element, html: &Html) -> bool {
    match list {
        Element::BulletList { .. } | Element::EnumeratedList(_) => html.compact_lists,
        Element::FieldList | Element::DefinitionList => html.compact_field_lists,
        _ => true,
    }
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "what docutils' checker does not know is not simple"
)]
fn is_simple(node: &Node) -> bool {
    match &node.element {
        Element::Text(_)
        | Element::Paragraph
        | Element::Term
        | Element::FieldName
        | Element::Comment
        | Element::SubstitutionDefinition { .. }
        | Element::Target(_)
        | Element::Pending(_) => true,
        Element::DocinfoItem(item) => is_simple_item(node, *item),
        Element::BulletList { .. }
        | Element::EnumeratedList(_)
        | Element::Docinfo
        | Element::DefinitionList
        | Element::DefinitionListItem
        | Element::Classifier
        | Element::FieldList
        | Element::Field => node.children.iter().all(is_simple),
        Element::ListItem | Element::Definition | Element::FieldBody => {
            is_short(node) && node.children.iter().all(is_simple)
        }
        _ => false,
    }
}

fn is_simple_item(node: &Node, item: DocinfoItem) -> bool {
    match item {
        DocinfoItem::Author
        | DocinfoItem::Copyright
        | DocinfoItem::Date
        | DocinfoItem::Organization
        | DocinfoItem::Status => true,
        DocinfoItem::Contact => node.children.iter().all(is_simple),
        DocinfoItem::Authors | DocinfoItem::Address | DocinfoItem::Version => {
            is_short(node) && node.children.iter().all(is_simple)
        }
        // docutils' checker knows no revision, so a docinfo with one is never simple.
        DocinfoItem::Revision => false,
    }
}

/// Whether an item holds one visible child at most, not counting a list
/// behind a paragraph.
fn is_short(item: &Node) -> bool {
    let visible: Vec<&Node> = item
        .children
        .iter()
        .filter(|it| !is_invisible(it))
        .collect();
    match visible[..] {
        [] | [_] => true,
        [first, last] => first.element == Element::Paragraph && is_list(&last.element),
        _ => false,
    }
}

fn is_list(element: &Element) -> bool {
    matches!(
        element,
        Element::BulletList { .. } | Element::EnumeratedList(_) | Element::FieldList
    )
}

/// docutils' `Invisible`.
fn is_invisible(node: &Node) -> bool {
    matches!(
        node.element,
        Element::Comment
            | Element::SubstitutionDefinition { .. }
            | Element::Target(_)
            | Element::Pending(_)
    )
}
