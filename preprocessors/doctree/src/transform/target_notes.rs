//! `target-notes`: a footnote for each external target that is referred to,
//! and a reference to it behind each reference to the target.
//!
//! docutils' `references.TargetNotes`. It comes after the indirect targets
//! have been resolved and before footnotes are numbered.

use std::collections::HashMap;

use super::context::Context;
use crate::source::Span;
use crate::tree::{
    Document, Element, Node,
    element::{Auto, Link, Pending, Reference},
};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let root = &mut document.root;
    let Some(pending) = root.walk().find(|node| is_pending(node)) else {
        return;
    };
    let classes = pending.attributes.classes().to_vec();
    let mut notes = Notes::collect(root, pending.span, context);
    notes.refer(root, &classes, context);
    put(root, &mut notes.footnotes);
}

fn is_pending(node: &Node) -> bool {
    matches!(&node.element, Element::Pending(it) if **it == Pending::TargetNotes)
}

/// The footnotes to be made.
#[derive(Default)]
struct Notes {
    footnotes: Vec<Node>,
    /// The name of the footnote for an address.
    by_address: HashMap<String, String>,
    /// The addresses of named external targets.
    by_name: HashMap<String, String>,
}

impl Notes {
    fn collect(root: &Node, span: Span, context: &mut Context<'_>) -> Self {
        let mut notes = Self::default();
        let wanted: std::collections::HashSet<&str> = root.walk().filter_map(refname).collect();
        for node in root.walk() {
            let Element::Target(target) = &node.element else {
                continue;
            };
            let Link::Uri(uri) = &target.link else {
                continue;
            };
            let names = node.attributes.names().iter();
            let names: Vec<&String> = names.filter(|name| wanted.contains(&***name)).collect();
            if !names.is_empty() {
                notes.note(uri, span, context);
                let pairs = names.into_iter().map(|name| (name.clone(), uri.clone()));
                notes.by_name.extend(pairs);
            }
        }
        for uri in root.walk().filter_map(anonymous_uri) {
            notes.note(uri, span, context);
        }
        notes
    }

    /// Makes the footnote for an address, once.
    fn note(&mut self, uri: &str, span: Span, context: &mut Context<'_>) {
        if self.by_address.contains_key(uri) {
            return;
        }
        let reference = Element::Reference(Box::new(Reference {
            link: Link::Uri(uri.to_owned()),
            ..Reference::default()
        }));
        let reference = Node::with(reference, span, vec![Node::text(uri, span)]);
        let paragraph = Node::with(Element::Paragraph, span, vec![reference]);
        let auto = Some(Auto::Number);
        let mut footnote = Node::with(Element::Footnote { auto }, span, vec![paragraph]);
        let id = context.registry.set_id(&mut footnote);
        let name = format!("TARGET_NOTE: {id}");
        footnote.attributes.edit().names.push(name.clone());
        context.registry.note_explicit_target(&mut footnote);
        self.footnotes.push(footnote);
        self.by_address.insert(uri.to_owned(), name);
    }

    /// Puts a footnote reference behind each reference to such a target.
    fn refer(&self, node: &mut Node, classes: &[String], context: &mut Context<'_>) {
        let children = std::mem::take(&mut node.children);
        for mut child in children {
            self.refer(&mut child, classes, context);
            let name = self.footnote_name(&child).cloned();
            let span = child.span;
            node.children.push(child);
            let Some(name) = name else { continue };
            if !context.options.trim_footnote_reference_space {
                node.children.push(Node::text(" ", span));
            }
            let auto = Some(Auto::Number);
            let link = Link::Name(name);
            let mut reference = Node::new(Element::FootnoteReference { auto, link }, span);
            for class in classes {
                reference = reference.class(class);
            }
            context.registry.set_id(&mut reference);
            node.children.push(reference);
        }
    }

    fn footnote_name(&self, node: &Node) -> Option<&String> {
        let address =
            anonymous_uri(node).or_else(|| Some(self.by_name.get(refname(node)?)?.as_str()));
        self.by_address.get(address?)
    }
}

/// The name that a reference was written with, if it led to that name at first.
fn refname(node: &Node) -> Option<&str> {
    match &node.element {
        Element::Reference(it) => match &it.link {
            Link::Name(name) => Some(name),
            _ => None,
        },
        _ => None,
    }
}

fn anonymous_uri(node: &Node) -> Option<&str> {
    match &node.element {
        Element::Reference(it) if it.anonymous => match &it.link {
            Link::Uri(uri) => Some(uri),
            _ => None,
        },
        _ => None,
    }
}

/// Puts the footnotes in the place of the first `pending` node; any other
/// gets none.
fn put(node: &mut Node, footnotes: &mut Vec<Node>) {
    let children = std::mem::take(&mut node.children);
    for mut child in children {
        if is_pending(&child) {
            node.children.append(footnotes);
        } else {
            put(&mut child, footnotes);
            node.children.push(child);
        }
    }
}
