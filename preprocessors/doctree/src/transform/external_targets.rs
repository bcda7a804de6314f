//! Gives references to external targets the targets' address.
//!
//! docutils' `references.ExternalTargets`.

use foldhash::HashMap;

use super::context::Context;
use crate::tree::{
    Document, Element, Node,
    element::{Link, Target},
};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let links: HashMap<String, Link> = document
        .root
        .walk()
        .filter_map(|node| Some((node, external(node)?)))
        .flat_map(|(node, target)| {
            let names = node.attributes.names().iter();
            names.map(|name| (name.clone(), target.link.clone()))
        })
        .collect();
    resolve(&mut document.root, &links, context);
}

fn external(node: &Node) -> Option<&Target> {
    match &node.element {
        Element::Target(target) if matches!(target.link, Link::Uri(_)) => Some(target),
        _ => None,
    }
}

/// Gives the references to these names these links.
pub(super) fn resolve(root: &mut Node, links: &HashMap<String, Link>, context: &mut Context<'_>) {
    if links.is_empty() {
        return;
    }
    root.walk_mut(&mut |node| {
        let Some(link) = reference_link(node) else {
            return;
        };
        let Link::Name(name) = link else { return };
        if let Some(found) = links.get(name) {
            context.referenced.names.insert(name.clone());
            *link = found.clone();
        }
    });
}

/// Where a reference of any kind leads.
pub(super) fn reference_link(node: &mut Node) -> Option<&mut Link> {
    match &mut node.element {
        Element::Reference(reference) => Some(&mut reference.link),
        Element::FootnoteReference { link, .. } | Element::CitationReference { link } => Some(link),
        _ => None,
    }
}
