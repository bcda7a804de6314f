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
    arrange(&mut document.root, None, context);
}

/// Arranges the transitions below `node` and returns those that must leave
/// it, with their messages. `outside` is the name of the nearest ancestor
/// that goes on behind `node`.
fn arrange(node: &mut Node, outside: Option<&'static str>, context: &mut Context<'_>) -> Vec<Node> {
    let mut level = Level {
        tag: node.element.tag(),
        may_hold: matches!(node.element, Element::Document | Element::Section),
        outside,
        begun: false,
        done: Vec::with_capacity(node.children.len()),
        rest: std::mem::take(&mut node.children).into(),
        leaving: Vec::new(),
    };
    while let Some(child) = level.rest.pop_front() {
        if child.element == Element::Transition {
            level.place(child, context);
        } else {
            level.pass(child, context);
        }
    }
    node.children = level.done;
    level.leaving
}

/// The work on the children of one node.
struct Level {
    /// The node's name.
    tag: &'static str,
    /// Whether transitions may stand in it.
    may_hold: bool,
    outside: Option<&'static str>,
    /// Whether there was anything for a transition to set apart.
    begun: bool,
    rest: VecDeque<Node>,
    done: Vec<Node>,
    leaving: Vec<Node>,
}

impl Level {
    /// Arranges what is in `child`; the transitions that leave it come next.
    fn pass(&mut self, mut child: Node, context: &mut Context<'_>) {
        self.begun |= !is_ignored(&child);
        let is_section = child.element == Element::Section;
        if child.element.holds_inline() || (self.may_hold && !is_section && !contains(&child)) {
            self.done.push(child);
            return;
        }
        if self.rest.is_empty() {
            let moved = arrange(&mut child, self.outside, context);
            self.leaving.extend(moved);
        } else {
            let moved = arrange(&mut child, Some(self.tag), context);
            let moved = moved.into_iter().rev();
            moved.for_each(|node| self.rest.push_front(node));
        }
        self.done.push(child);
    }

    fn place(&mut self, transition: Node, context: &mut Context<'_>) {
        if !self.may_hold {
            let message = "Transition only valid as child of <document> or <section>.";
            let message = warn(message, &transition, context);
            self.done.extend([transition, message]);
            return;
        }
        let ends = self.rest.iter().all(is_ignored);
        let goes = self.outside.filter(|_| ends);
        let at_end = (ends && goes.is_none()).then(|| {
            warn(
                "Transition at the end of the document.",
                &transition,
                context,
            )
        });
        let misplaced = self.misplaced(goes.unwrap_or(self.tag));
        let misplaced = misplaced.map(|message| warn(&message, &transition, context));
        self.begun = true;
        let place = if goes.is_some() {
            &mut self.leaving
        } else {
            &mut self.done
        };
        place.push(transition);
        place.extend(misplaced.into_iter().chain(at_end));
    }

    /// What is wrong with a transition here that will stand in a `tag`.
    fn misplaced(&self, tag: &str) -> Option<String> {
        let is_transition = |node: &Node| node.element == Element::Transition;
        if !self.begun {
            Some(format!("Transition at the start of the {tag}."))
        } else if self.done.last().is_some_and(is_transition) {
            Some("At least one body element should separate transitions.".to_owned())
        } else {
            None
        }
    }
}

fn contains(node: &Node) -> bool {
    node.walk().any(|it| it.element == Element::Transition)
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
