//! Gives references to internal targets the targets' id.
//!
//! docutils' `references.InternalTargets`. Only targets that kept their names
//! are found here; what got its name otherwise is found by
//! [`super::dangling_references`].

use foldhash::HashMap;

use super::context::Context;
use super::external_targets::resolve;
use crate::tree::{Document, Element, Node, element::Link};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let links: HashMap<String, Link> = document
        .root
        .walk()
        .filter(|node| is_internal(node))
        .flat_map(|node| node.attributes.names())
        .filter_map(|name| {
            let id = context.registry.id_of(name)?;
            Some((name.clone(), Link::Id(id.to_owned())))
        })
        .collect();
    resolve(&mut document.root, &links, context);
}

fn is_internal(node: &Node) -> bool {
    matches!(&node.element, Element::Target(it) if !matches!(it.link, Link::Uri(_) | Link::Id(_)))
}
