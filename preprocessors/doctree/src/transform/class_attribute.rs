//! `class`: gives its classes to the next element that is shown.
//!
//! docutils' `misc.ClassAttribute`. The directive without content leaves a
//! `pending` node; the element it waits for is the next sibling, or the next
//! sibling of an ancestor, that is neither invisible nor a message.

use super::context::Context;
use crate::diagnostic::Severity;
use crate::message::literal;
use crate::source::Span;
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
            Some(Waiting { classes: more, .. }) if followed => classes.extend(more.iter().cloned()),
            Some(waiting) => {
                let mut message = nothing_follows(&waiting, child.span, context);
                let classes = child.attributes.classes();
                if !classes.is_empty() {
                    message
                        .attributes
                        .edit()
                        .classes
                        .extend(classes.iter().cloned());
                }
                node.children.push(message);
            }
            None => {
                if is_shown(&child) && !child.element.holds_inline() {
                    hand_out(&mut child, followed, classes, context);
                }
                node.children.push(child);
            }
        }
    }
}

/// A directive that waits for an element.
struct Waiting<'n> {
    classes: &'n [String],
    directive: &'n str,
    rawsource: &'n str,
    line: Option<usize>,
}

/// The message in the place of a directive with nothing behind it. In body
/// elements docutils knows no line for it, and says so by that of `True`.
fn nothing_follows(waiting: &Waiting<'_>, span: Span, context: &mut Context<'_>) -> Node {
    let name = waiting.directive;
    let message = format!("No suitable element following \"{name}\" directive");
    let echo = literal(waiting.rawsource, span);
    let line = waiting.line.or(context.end());
    let mut node = context.report_at(Severity::Error, message, line, span, vec![echo]);
    if line.is_none() {
        let others = &mut node.attributes.edit().others;
        others.push(("line", "True".into()));
    }
    node
}

fn waiting(node: &Node) -> Option<Waiting<'_>> {
    match &node.element {
        Element::Pending(pending) => match &**pending {
            Pending::ClassAttribute {
                classes,
                directive,
                rawsource,
                line,
            } => Some(Waiting {
                classes,
                directive,
                rawsource,
                line: *line,
            }),
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
