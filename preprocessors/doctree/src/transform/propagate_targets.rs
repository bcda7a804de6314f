//! Hands the names and ids of empty targets to the element behind them.
//!
//! docutils' `references.PropagateTargets`: of
//!
//! ```text
//! .. _one:
//! .. _two:
//!
//! A paragraph.
//! ```
//!
//! both names end up at the paragraph, the nearer first, and the targets
//! refer to it by their former ids.

use super::context::{Context, Propagated};
use crate::tree::{Document, Element, Node, element::Link};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let mut carried = Propagated::default();
    propagate(&mut document.root, Next::Nothing, &mut carried, context);
}

/// What comes behind a target.
#[derive(Clone, Copy)]
enum Next {
    Nothing,
    /// An element that cannot take names: they would be lost with it, or it
    /// is a target of another kind.
    Refuses,
    Takes,
}

/// Nothing inside a text gives its names away, nor does it take any: the
/// block that it stands in has taken them.
fn propagate(node: &mut Node, next: Next, carried: &mut Propagated, context: &mut Context<'_>) {
    for index in 0..node.children.len() {
        let next = behind(&node.children[index + 1..], next);
        let child = &mut node.children[index];
        if matches!(child.element, Element::SystemMessage(_)) {
            continue;
        }
        let gives = matches!(next, Next::Takes) && is_free(child);
        let own = gives.then(|| Propagated {
            names: child.attributes.names().to_vec(),
            ids: child.attributes.ids().to_vec(),
        });
        receive(child, carried);
        match own {
            Some(own) => give(child, own, carried, context),
            None if child.element.holds_inline() => {}
            None => propagate(child, next, carried, context),
        }
    }
    if matches!(node.element, Element::Figure(_)) {
        drop_before_caption(node);
    }
}

/// What comes behind a node that `siblings` follow, and `next` behind those.
fn behind(siblings: &[Node], next: Next) -> Next {
    let is_message = |node: &&Node| matches!(node.element, Element::SystemMessage(_));
    match siblings
        .iter()
        .find(|node| !is_message(node))
        .map(|node| &node.element)
    {
        None => next,
        Some(
            Element::Comment
            | Element::SubstitutionDefinition { .. }
            | Element::Pending(_)
            | Element::Footnote { .. }
            | Element::Citation,
        ) => Next::Refuses,
        Some(_) => Next::Takes,
    }
}

/// Whether it is a target that is itself the place.
fn is_free(node: &Node) -> bool {
    matches!(&node.element, Element::Target(target) if target.link == Link::None)
}

fn receive(node: &mut Node, carried: &mut Propagated) {
    if !(carried.ids.is_empty() && carried.names.is_empty()) {
        let attributes = node.attributes.edit();
        attributes.ids.append(&mut carried.ids);
        attributes.names.append(&mut carried.names);
    }
}

/// Takes the names and ids away, and remembers which were the target's own.
fn give(node: &mut Node, own: Propagated, carried: &mut Propagated, context: &mut Context<'_>) {
    let attributes = node.attributes.edit();
    carried.ids = std::mem::take(&mut attributes.ids);
    carried.names = std::mem::take(&mut attributes.names);
    let (Some(first), Element::Target(target)) = (carried.ids.first(), &mut node.element) else {
        return;
    };
    let propagated = &mut context.referenced.propagated;
    propagated.insert(first.clone(), own);
    target.link = Link::Id(first.clone());
}

/// A figure holds no target before its caption.
fn drop_before_caption(figure: &mut Node) {
    let caption = figure
        .children
        .iter()
        .position(|child| child.element == Element::Caption);
    let Some(before) = caption.and_then(|at| at.checked_sub(1)) else {
        return;
    };
    if matches!(&figure.children[before].element, Element::Target(target) if matches!(target.link, Link::Id(_)))
    {
        figure.children.remove(before);
    }
}
