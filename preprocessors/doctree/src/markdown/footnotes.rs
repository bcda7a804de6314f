//! Footnotes: numbered in the order in which the text refers to them.

use foldhash::HashMap;

use crate::diagnostic::{Diagnostic, Severity};
use crate::tree::element::Link;
use crate::tree::{Element, Node};

/// Numbers footnotes and the references to them, and links them both ways.
pub(super) fn number(root: &mut Node, diagnostics: &mut Vec<Diagnostic>) {
    let mut numbers: HashMap<String, usize> = HashMap::default();
    let mut backrefs: HashMap<String, Vec<String>> = HashMap::default();
    root.walk_mut(&mut |node| {
        let Element::FootnoteReference {
            link: Link::Id(id), ..
        } = &node.element
        else {
            return;
        };
        let next = numbers.len() + 1;
        let number = *numbers.entry(id.clone()).or_insert(next);
        let known = backrefs.entry(id.clone()).or_default();
        let name = id.strip_prefix("footnote-").unwrap_or(id);
        let own = format!("fr-{name}-{}", known.len() + 1);
        known.push(own.clone());
        node.children = vec![Node::text(number.to_string(), node.span)];
        node.attributes.edit().ids.push(own);
    });
    root.walk_mut(&mut |node| {
        if !matches!(node.element, Element::Footnote { .. }) {
            return;
        }
        let id = node.attributes.ids().first().cloned().unwrap_or_default();
        let next = numbers.len() + 1;
        let number = *numbers.entry(id.clone()).or_insert_with(|| {
            diagnostics.push(unused(node));
            next
        });
        let text = Node::text(number.to_string(), node.span);
        let label = Node::with(Element::Label, node.span, vec![text]);
        node.children.insert(0, label);
        node.attributes.edit().backrefs = backrefs.remove(&id).unwrap_or_default();
    });
}

fn unused(node: &Node) -> Diagnostic {
    let id = node.attributes.ids().first();
    let name = id
        .and_then(|id| id.strip_prefix("footnote-"))
        .unwrap_or_default();
    let message = format!("Footnote [{name}] is not referenced.");
    Diagnostic::new(Severity::Info, message, node.span)
}
