//! Headings into nested sections.

use super::builder::Block;
use crate::source::Span;
use crate::tree::{Element, Node};

/// The document of `blocks`. With `promote`, a lone first section gives the
/// document its title, as docutils does it.
pub(super) fn nest(blocks: Vec<Block>, promote: bool) -> Node {
    let mut open: Vec<(usize, Node)> = vec![(0, Node::new(Element::Document, Span::default()))];
    for block in blocks {
        match block {
            Block::Body(node) => put(&mut open, node),
            Block::Heading(level, title) => {
                close(&mut open, level);
                open.push((level, section(title)));
            }
        }
    }
    close(&mut open, 1);
    let mut root = open.pop().map_or_else(
        || Node::new(Element::Document, Span::default()),
        |(_, root)| root,
    );
    if promote {
        promote_title(&mut root);
    }
    root
}

/// Closes the sections of the `level` and below.
fn close(open: &mut Vec<(usize, Node)>, level: usize) {
    while open.len() > 1 && open.last().is_some_and(|it| it.0 >= level) {
        if let Some((_, section)) = open.pop() {
            put(open, section);
        }
    }
}

fn put(open: &mut [(usize, Node)], node: Node) {
    if let Some((_, parent)) = open.last_mut() {
        parent.span = if parent.span == Span::default() {
            node.span
        } else {
            parent.span.to(node.span)
        };
        parent.children.push(node);
    }
}

/// Ids and classes of a heading are its section's.
fn section(mut title: Node) -> Node {
    let attributes = std::mem::take(&mut title.attributes);
    let mut section = Node::new(Element::Section, title.span);
    section.attributes = attributes;
    section.children.push(title);
    section
}

fn promote_title(root: &mut Node) {
    if let [only] = &mut root.children[..]
        && only.element == Element::Section
    {
        let section = std::mem::replace(only, Node::new(Element::Comment, Span::default()));
        root.attributes = section.attributes;
        root.children = section.children;
        if let Some(title) = root.children.first().map(Node::astext) {
            root.attributes.edit().others.push(("title", title));
        }
    }
}
