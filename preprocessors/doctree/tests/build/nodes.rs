//! Short names for building trees by hand.

#![allow(dead_code, reason = "each test takes what it needs")]

use doctree::source::{Source, Span};
use doctree::tree::element::{Enumeration, Enumtype, Link, Reference};
use doctree::{Document, Element, Node};

pub(crate) fn document(children: Vec<Node>) -> Document {
    Document {
        root: node(Element::Document, children),
        sources: vec![Source::new("test data", "")],
    }
}

pub(crate) fn node(element: Element, children: Vec<Node>) -> Node {
    Node::with(element, Span::default(), children)
}

pub(crate) fn text(text: &str) -> Node {
    Node::text(text, Span::default())
}

/// An element that holds nothing but a text.
pub(crate) fn of(element: Element, content: &str) -> Node {
    node(element, vec![text(content)])
}

pub(crate) fn paragraph(content: &str) -> Node {
    of(Element::Paragraph, content)
}

pub(crate) fn with_id(mut node: Node, id: &str) -> Node {
    node.attributes.edit().ids.push(id.into());
    node
}

pub(crate) fn section(id: &str, title: &str, mut children: Vec<Node>) -> Node {
    children.insert(0, of(Element::Title, title));
    with_id(node(Element::Section, children), id)
}

pub(crate) fn link(uri: &str, children: Vec<Node>) -> Node {
    let reference = Reference {
        link: Link::Uri(uri.into()),
        ..Reference::default()
    };
    node(Element::Reference(Box::new(reference)), children)
}

pub(crate) fn bullets(items: Vec<Vec<Node>>) -> Node {
    let items = items.into_iter().map(|item| node(Element::ListItem, item));
    node(Element::BulletList { bullet: '-' }, items.collect())
}

pub(crate) fn numbered(start: u64, items: Vec<Vec<Node>>) -> Node {
    let list = Enumeration {
        enumtype: Enumtype::Arabic,
        prefix: "",
        suffix: ".",
        start,
    };
    let items = items.into_iter().map(|item| node(Element::ListItem, item));
    node(Element::EnumeratedList(Box::new(list)), items.collect())
}

pub(crate) fn row(cells: Vec<Vec<Node>>) -> Node {
    let cells = cells.into_iter().map(|cell| node(ENTRY, cell));
    node(Element::Row, cells.collect())
}

pub(crate) const ENTRY: Element = Element::Entry {
    morerows: 0,
    morecols: 0,
    stub: false,
};

/// A table whose first row is its head.
pub(crate) fn table(mut rows: Vec<Node>) -> Node {
    let cols = rows[0].children.len();
    let column = Element::Colspec {
        colwidth: 10,
        stub: false,
    };
    let mut parts: Vec<Node> = (0..cols).map(|_| node(column.clone(), vec![])).collect();
    parts.push(node(Element::Thead, vec![rows.remove(0)]));
    parts.push(node(Element::Tbody, rows));
    let group = node(Element::Tgroup { cols }, parts);
    node(Element::Table(Box::default()), vec![group])
}
