//! `sectnum`: puts numbers before the titles of sections.
//!
//! docutils' `parts.SectNum`.

use super::context::Context;
use crate::tree::{Document, Element, Node, element::Pending};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let root = &mut document.root;
    let mut asked = Vec::new();
    take_pending(root, &mut asked);
    if context.options.sectnum_xform {
        for numbering in asked {
            numbering.number(root, "", 1);
        }
    }
}

struct Numbering {
    depth: i64,
    start: i64,
    prefix: String,
    suffix: String,
}

impl Numbering {
    /// Numbers the sections in `node`, which has this `number` itself.
    fn number(&self, node: &mut Node, number: &str, depth: i64) {
        let mut count = if number.is_empty() { self.start } else { 1 };
        let sections = node.children.iter_mut();
        for section in sections.filter(|child| child.element == Element::Section) {
            let number = if number.is_empty() {
                count.to_string()
            } else {
                format!("{number}.{count}")
            };
            count = count.saturating_add(1);
            if let Some(title) = section.children.first_mut() {
                title.children.insert(0, self.generated(&number, title));
            }
            if depth < self.depth {
                self.number(section, &number, depth + 1);
            }
        }
    }

    fn generated(&self, number: &str, title: &Node) -> Node {
        let text = format!("{}{number}{}\u{a0}\u{a0}\u{a0}", self.prefix, self.suffix);
        let text = Node::text(text, title.span);
        Node::with(Element::Generated, title.span, vec![text]).class("sectnum")
    }
}

fn take_pending(node: &mut Node, asked: &mut Vec<Numbering>) {
    node.children.retain(|child| {
        let numbering = numbering(child);
        let keep = numbering.is_none();
        asked.extend(numbering);
        keep
    });
    for child in &mut node.children {
        take_pending(child, asked);
    }
}

fn numbering(node: &Node) -> Option<Numbering> {
    let Element::Pending(pending) = &node.element else {
        return None;
    };
    let Pending::Sectnum {
        depth,
        start,
        prefix,
        suffix,
    } = &**pending
    else {
        return None;
    };
    Some(Numbering {
        depth: depth.unwrap_or(i64::MAX),
        start: start.unwrap_or(1),
        prefix: prefix.clone().unwrap_or_default(),
        suffix: suffix.clone().unwrap_or_default(),
    })
}
