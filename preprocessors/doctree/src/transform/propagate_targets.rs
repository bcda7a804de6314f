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
        if matches!(node.children[index].element, Element::SystemMessage(_)) {
            continue;
        }
        let next = behind(&node.children[index + 1..], next);
        let child = &mut node.children[index];
        if matches!(next, Next::Takes) && is_free(child) {
            give(child, carried, context);
            continue;
        }
        receive(child, carried);
        if !child.element.holds_inline() {
            propagate(child, next, carried, context);
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

/// Whether it is a target that is itself the place, but not that of an object
/// such as a module: the book looks for that where it is declared.
fn is_free(node: &Node) -> bool {
    matches!(&node.element, Element::Target(target) if target.link == Link::None)
        && node.attributes.other("objtype").is_none()
}

/// The names and ids on their way are kept the last first, so that each target
/// can put its own before them.
fn receive(node: &mut Node, carried: &mut Propagated) {
    if !(carried.ids.is_empty() && carried.names.is_empty()) {
        let attributes = node.attributes.edit();
        attributes.ids.extend(carried.ids.drain(..).rev());
        attributes.names.extend(carried.names.drain(..).rev());
    }
}

/// Takes the names and ids away, and remembers which were the target's own.
fn give(node: &mut Node, carried: &mut Propagated, context: &mut Context<'_>) {
    let attributes = node.attributes.edit();
    let own = Propagated {
        names: std::mem::take(&mut attributes.names),
        ids: std::mem::take(&mut attributes.ids),
    };
    carried.names.extend(own.names.iter().rev().cloned());
    carried.ids.extend(own.ids.iter().rev().cloned());
    let (Some(nearest), Element::Target(target)) = (carried.ids.last(), &mut node.element) else {
        return;
    };
    let propagated = &mut context.referenced.propagated;
    propagated.insert(nearest.clone(), own);
    target.link = Link::Id(nearest.clone());
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
