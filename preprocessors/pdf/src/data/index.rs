//! The index of the book: its lines, each with the places it leads to, whose
//! pages the template finds out.

use doctree::tree::element::Link;
use doctree::{Element, Node};
use serde_json::{Value, json};

use super::{Spaces, Writer, with};

/// The class of the index, of its letters and of its lists.
const CLASS: &str = "genindex";

/// Whether `node` is the index of the book.
pub(super) fn is_index(node: &Node) -> bool {
    node.attributes.has_class(CLASS)
}

impl Writer<'_> {
    /// The index: letters, and lines with their levels.
    pub(super) fn index(&self, node: &Node) -> Value {
        let mut out = Vec::new();
        for child in &node.children {
            if child.element == Element::Rubric {
                out.push(json!({"letter": self.running(&child.children, Spaces::Fold)}));
            } else {
                lines(child, 0, &mut out);
            }
        }
        with("index", node, [("c", Value::Array(out))])
    }
}

fn lines(list: &Node, level: usize, out: &mut Vec<Value>) {
    for item in &list.children {
        for child in &item.children {
            if child.element == Element::Paragraph {
                out.push(line(child, level));
            } else {
                lines(child, level + 1, out);
            }
        }
    }
}

/// An entry: its words, its places, and what it sends to.
fn line(entry: &Node, level: usize) -> Value {
    let mut words = Vec::new();
    let mut to = Vec::new();
    let mut see = Vec::new();
    for child in &entry.children {
        match &child.element {
            Element::Reference(reference) => {
                if let Link::Id(label) = &reference.link {
                    let chief = child
                        .children
                        .iter()
                        .any(|it| it.element == Element::Strong);
                    to.push(json!([label, chief]));
                }
            }
            // The template says it in the book's language.
            Element::Emphasis => {
                let other = child.astext();
                let other = other.trim();
                see.push(json!(other.strip_prefix("see ").unwrap_or(other)));
            }
            // Commas between places.
            _ if !to.is_empty() => {}
            _ => words.push(child.astext()),
        }
    }
    let words = words.concat();
    json!({"level": level, "words": words.trim(), "to": to, "see": see})
}
