//! Moves transitions at the end of a section behind it, and warns of those
//! that set nothing apart.
//!
//! docutils' `misc.Transitions`. Titles and what is not shown do not count:
//! a transition behind nothing else begins its section or document, one
//! before nothing else ends it.

use std::collections::VecDeque;

use super::context::{Context, Place};
use crate::diagnostic::Severity;
use crate::tree::{Document, Element, Node};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let is_transition = |node: &Node| node.element == Element::Transition;
    if document.root.walk().any(is_transition) {
        arrange(&mut document.root, None, context);
    }
}

/// Arranges the transitions below `node` and returns those that must leave
/// it, with their messages. `outside` is the name of the nearest ancestor
/// that goes on behind `node`.
fn arrange(node: &mut Node, outside: Option<&'static str>, context: &mut Context<'_>) -> Vec<Node> {
    let tag = node.element.tag();
    let may_hold = matches!(node.element, Element::Document | Element::Section);
    let mut leaving = Vec::new();
    let mut begun = false;
    let mut rest = VecDeque::from(std::mem::take(&mut node.children));
    while let Some(mut child) = rest.pop_front() {
        if child.element != Element::Transition {
            begun |= !is_ignored(&child);
            let outside = if rest.is_empty() { outside } else { Some(tag) };
            let moved = arrange(&mut child, outside, context);
            node.children.push(child);
            if rest.is_empty() {
                leaving.extend(moved);
            } else {
                moved.into_iter().rev().for_each(|it| rest.push_front(it));
            }
            continue;
        }
        if !may_hold {
            let message = "Transition only valid as child of <document> or <section>.";
            let message = warn(message, &child, context);
            node.children.extend([child, message]);
            continue;
        }
        let follows = node
            .children
            .last()
            .is_some_and(|it| it.element == Element::Transition);
        let ends = rest.iter().all(is_ignored);
        let goes = outside.filter(|_| ends);
        let at_end = (ends && goes.is_none())
            .then(|| warn("Transition at the end of the document.", &child, context));
        let misplaced = if !begun {
            let tag = goes.unwrap_or(tag);
            let message = format!("Transition at the start of the {tag}.");
            Some(warn(&message, &child, context))
        } else if follows {
            let message = "At least one body element should separate transitions.";
            Some(warn(message, &child, context))
        } else {
            None
        };
        begun = true;
        let messages = misplaced.into_iter().chain(at_end);
        let place = if goes.is_some() {
            &mut leaving
        } else {
            &mut node.children
        };
        place.push(child);
        place.extend(messages);
    }
    leaving
}

/// Whether it does not count as something for a transition to set apart.
fn is_ignored(node: &Node) -> bool {
    matches!(
        node.element,
        Element::Decoration
            | Element::Meta(_)
            | Element::Pending(_)
            | Element::SubstitutionDefinition { .. }
            | Element::Subtitle
            | Element::Target(_)
            | Element::Title
    )
}

fn warn(message: &str, transition: &Node, context: &mut Context<'_>) -> Node {
    let place = Place::block(transition.span);
    context.report(Severity::Warning, message, place, Vec::new())
}
