//! Nesting that Typst can follow.
//!
//! Typst gives up at 80 calls and 72 layouts inside each other. What lies
//! deeper than a page could show is set flat: its text stays.

use doctree::{Element, Node};

use super::Reporter;

/// How deep blocks may lie in blocks. A table counts for three.
const BLOCKS: usize = 10;
/// How deep inline markup may lie in inline markup.
const INLINES: usize = 6;

/// Flattens what is nested too deep below `root`.
pub(crate) fn cap(root: &mut Node, findings: &mut Reporter) {
    cap_blocks(root, 0, findings);
}

fn cap_blocks(node: &mut Node, depth: usize, findings: &mut Reporter) {
    if node.element.holds_inline() {
        cap_inlines(node, 0);
        return;
    }
    let depth = depth + weight(&node.element);
    if depth > BLOCKS {
        let message = format!("nested deeper than {BLOCKS} levels: set without structure");
        findings.warn(message, node.span);
        flatten(node);
    }
    for child in &mut node.children {
        cap_blocks(child, depth, findings);
    }
}

/// What a container adds to the depth.
fn weight(element: &Element) -> usize {
    match element {
        Element::Table(_) => 3,
        Element::Compound
        | Element::Container
        | Element::Topic
        | Element::Sidebar
        | Element::BulletList { .. }
        | Element::EnumeratedList(_)
        | Element::DefinitionList
        | Element::FieldList
        | Element::OptionList
        | Element::LineBlock
        | Element::BlockQuote
        | Element::Admonition(_)
        | Element::Figure(_)
        | Element::Footnote { .. }
        | Element::Citation
        | Element::SystemMessage(_)
        | Element::Listing(_) => 1,
        _ => 0,
    }
}

fn cap_inlines(node: &mut Node, depth: usize) {
    if depth > INLINES {
        let text = Node::text(node.astext(), node.span);
        let ids = lift_ids(node);
        node.attributes.edit().ids.extend(ids);
        node.children = vec![text];
        return;
    }
    for child in &mut node.children {
        if !child.children.is_empty() {
            cap_inlines(child, depth + 1);
        }
    }
}

/// Makes `node` a compound of the paragraphs and code blocks below it.
fn flatten(node: &mut Node) {
    let ids = lift_ids(node);
    let mut leaves = Vec::new();
    collect_leaves(std::mem::take(&mut node.children), &mut leaves);
    *node = Node::with(Element::Compound, node.span, leaves);
    if !ids.is_empty() {
        node.attributes.edit().ids = ids;
    }
}

fn collect_leaves(nodes: Vec<Node>, leaves: &mut Vec<Node>) {
    for mut node in nodes {
        let element = &node.element;
        if element.is_inline() {
            leaves.push(Node::with(Element::Paragraph, node.span, vec![node]));
        } else if element.holds_inline() {
            if !is_shown_alone(element) {
                node.element = Element::Paragraph;
            }
            leaves.push(node);
        } else {
            collect_leaves(node.children, leaves);
        }
    }
}

/// Whether it can stand, or stay hidden, without the container it was in.
fn is_shown_alone(element: &Element) -> bool {
    matches!(
        element,
        Element::LiteralBlock
            | Element::DoctestBlock
            | Element::MathBlock
            | Element::Comment
            | Element::Raw { .. }
            | Element::SubstitutionDefinition { .. }
            | Element::Target(_)
    )
}

/// Takes the ids of all nodes below and including `node`.
pub(crate) fn lift_ids(node: &mut Node) -> Vec<String> {
    let mut ids = Vec::new();
    node.walk_mut(&mut |node| {
        if !node.attributes.ids().is_empty() {
            ids.append(&mut node.attributes.edit().ids);
        }
    });
    ids
}
