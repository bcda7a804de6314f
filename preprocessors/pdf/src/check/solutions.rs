//! Solutions of exercises, moved out of sight: to an appendix, with a link in
//! their place.

use doctree::tree::element::{Link, Reference};
use doctree::{Element, Node};

use crate::Solutions;

/// The class of the paragraph that stands where a solution was.
pub(crate) const PLACE: &str = "solution-place";

/// A solution for the appendix.
#[derive(Debug)]
pub(crate) struct Solution {
    /// The chapter it was in, counted from 0.
    pub(crate) chapter: usize,
    /// Its label, and that of the place it was taken from.
    pub(crate) label: String,
    pub(crate) from: String,
    /// Its title, if it is more than the word itself, and what it holds.
    pub(crate) title: Option<Node>,
    pub(crate) body: Node,
}

/// Takes the solutions out of `roots`, which are the chapters with these labels.
pub(crate) fn take(roots: &mut [Node], labels: &[String], wanted: Solutions) -> Vec<Solution> {
    let mut taken = Vec::new();
    if wanted == Solutions::InPlace {
        return taken;
    }
    for (chapter, root) in roots.iter_mut().enumerate() {
        let mut count = 0;
        let chapter_label = &labels[chapter];
        root.walk_mut(&mut |node| {
            let Some((title, body)) = parts(node) else {
                return;
            };
            count += 1;
            let label = format!("{chapter_label}~solution-{count}");
            let from = format!("{chapter_label}~exercise-{count}");
            let place = place(node, &label, &from, wanted);
            let mut body = body;
            body.attributes
                .edit()
                .ids
                .append(&mut node.attributes.edit().ids);
            *node = place;
            taken.push(Solution {
                chapter,
                label,
                from,
                title,
                body,
            });
        });
    }
    if wanted == Solutions::LeftOut {
        taken.clear();
    }
    taken
}

/// The title and the content of `node`, if it is a solution: a list of one
/// definition that opens on a click.
fn parts(node: &mut Node) -> Option<(Option<Node>, Node)> {
    let classes = &node.attributes;
    if node.element != Element::DefinitionList || !classes.has_class("solution") {
        return None;
    }
    let item = node.children.first_mut()?;
    let mut title = None;
    let mut body = None;
    for child in std::mem::take(&mut item.children) {
        match child.element {
            Element::Term
                if child
                    .children
                    .iter()
                    .any(|it| !matches!(it.element, Element::Text(_))) =>
            {
                title = Some(child);
            }
            Element::Definition => body = Some(child),
            _ => {}
        }
    }
    let mut body = body?;
    body.element = Element::Container;
    Some((title, body))
}

/// What stands where the solution was.
fn place(node: &Node, label: &str, from: &str, wanted: Solutions) -> Node {
    let span = node.span;
    if wanted == Solutions::LeftOut {
        return Node::new(Element::Comment, span);
    }
    let reference = Reference {
        link: Link::Id(label.to_owned()),
        ..Reference::default()
    };
    let link = Node::with(Element::Reference(Box::new(reference)), span, Vec::new());
    let mut place = Node::with(Element::Paragraph, span, vec![link]).class(PLACE);
    place.attributes.edit().ids.push(from.to_owned());
    place
}
