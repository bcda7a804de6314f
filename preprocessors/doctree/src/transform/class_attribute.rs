//! `class`: gives its classes to the next element that is shown.
//!
//! docutils' `misc.ClassAttribute`. The directive without content leaves a
//! `pending` node; the element it waits for is the next sibling, or the next
//! sibling of an ancestor, that is neither invisible nor a message.

use super::context::{Context, Place};
use crate::diagnostic::Severity;
use crate::message::literal;
use crate::tree::{Document, Element, Node, element::Pending};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    hand_out(&mut document.root, false, &mut Vec::new(), context);
}

/// Walks with the classes that are waiting for an element; `followed` tells
/// whether one comes after `node`.
fn hand_out(
    node: &mut Node,
    mut followed: bool,
    classes: &mut Vec<String>,
    context: &mut Context<'_>,
) {
    let mut after = vec![false; node.children.len()];
    for (index, child) in node.children.iter().enumerate().rev() {
        after[index] = followed;
        followed |= is_shown(child);
    }
    let children = std::mem::take(&mut node.children);
    for (mut child, followed) in children.into_iter().zip(after) {
        if is_shown(&child) && !classes.is_empty() {
            child.attributes.edit().classes.append(classes);
        }
        match waiting(&child) {
            Some(more) if followed => classes.extend(more.iter().cloned()),
            Some(_) => node.children.push(nothing_follows(&child, context)),
            None => {
                if is_shown(&child) && !child.element.holds_inline() {
                    hand_out(&mut child, followed, classes, context);
                }
                node.children.push(child);
            }
        }
    }
}

fn nothing_follows(pending: &Node, context: &mut Context<'_>) -> Node {
    let echo = literal(context.rawsource(pending.span), pending.span);
    context.report(
        Severity::Error,
        "No suitable element following \"class\" directive",
        Place::block(pending.span),
        vec![echo],
    )
}

fn waiting(node: &Node) -> Option<&[String]> {
    match &node.element {
        Element::Pending(pending) => match &**pending {
            Pending::ClassAttribute { classes } => Some(classes),
            _ => None,
        },
        _ => None,
    }
}

/// Whether it is neither invisible (docutils' `Invisible`) nor a message.
fn is_shown(node: &Node) -> bool {
    !matches!(
        node.element,
        Element::Comment
            | Element::Pending(_)
            | Element::SubstitutionDefinition { .. }
            | Element::SystemMessage(_)
            | Element::Target(_)
    )
}
