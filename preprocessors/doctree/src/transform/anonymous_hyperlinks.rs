//! Links anonymous references to anonymous targets: the first to the first,
//! and so on.
//!
//! docutils' `references.AnonymousHyperlinks`. If there are not as many of
//! the one as of the other, none is linked.

use foldhash::HashMap;

use super::context::{Context, each, replace};
use crate::diagnostic::Severity;
use crate::tree::{
    Document, Element, Node,
    element::{Link, Reference, Target},
};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let root = &mut document.root;
    let references = root.walk().filter(|node| is_reference(node)).count();
    let targets = root.walk().filter(|node| is_target(node)).count();
    if references == targets {
        if targets > 0 {
            link(root);
        }
    } else {
        refuse(root, references, targets, context);
    }
}

fn is_reference(node: &Node) -> bool {
    matches!(&node.element, Element::Reference(it) if it.anonymous)
}

fn is_target(node: &Node) -> bool {
    matches!(&node.element, Element::Target(it) if it.anonymous)
}

fn link(root: &mut Node) {
    let mut links = destinations(root).into_iter();
    root.walk_mut(&mut |node| match &mut node.element {
        Element::Reference(it) if it.anonymous => set(it, links.next()),
        _ => {}
    });
}

fn set(reference: &mut Reference, link: Option<Link>) {
    if let (Link::None | Link::Name(_), Some(link)) = (&reference.link, link) {
        reference.link = link;
    }
}

/// Where each anonymous target leads, in their order.
fn destinations(root: &Node) -> Vec<Link> {
    let places = places(root);
    root.walk()
        .filter(|node| is_target(node))
        .map(|node| destination(node, &places))
        .collect()
}

/// Every node by each of its ids.
fn places(root: &Node) -> HashMap<&str, &Node> {
    root.walk()
        .flat_map(|node| node.attributes.ids().iter().map(move |id| (&**id, node)))
        .collect()
}

/// The target's address, or else the first id of the place: of the target
/// itself, or of the element it gave its ids to.
fn destination(target: &Node, places: &HashMap<&str, &Node>) -> Link {
    let place = match &target.element {
        Element::Target(it) => match &**it {
            Target {
                link: Link::Id(id), ..
            } if target.attributes.ids().is_empty() => places.get(&**id).copied(),
            _ => None,
        },
        _ => None,
    };
    let place = place.unwrap_or(target);
    if let Element::Target(it) = &place.element
        && let Link::Uri(_) = it.link
    {
        return it.link.clone();
    }
    let id = place.attributes.ids().first();
    id.map_or(Link::None, |id| Link::Id(id.clone()))
}

fn refuse(root: &mut Node, references: usize, targets: usize, context: &mut Context<'_>) {
    let first = root
        .walk()
        .find(|node| is_reference(node) || is_target(node));
    let span = first.map(|node| node.span).unwrap_or_default();
    let text = format!(
        "Anonymous hyperlink mismatch: {references} references but {targets} targets.\n\
         See \"backrefs\" attribute for IDs."
    );
    let mut message = context.report_whole(Severity::Error, text, span);
    context.registry.set_id(&mut message);
    each(root, &mut |node, place| {
        if is_reference(node) {
            let problematic = context.problematic(place, &mut message);
            replace(node, problematic);
        }
    });
    context.messages.push(message);
}
