//! `target-notes`: a footnote for each external target that is referred to,
//! and a reference to it behind each reference to the target.
//!
//! docutils' `references.TargetNotes`. It comes after the indirect targets
//! have been resolved and before footnotes are numbered. Named targets come
//! first, in their order, then the addresses of anonymous references.

use foldhash::HashMap;

use super::context::Context;
use crate::names::fully_normalize_name;
use crate::source::Span;
use crate::tree::{
    Document, Element, Node,
    element::{Auto, Link, Pending, Reference},
};

/// What the names of the footnotes begin with, which no written name does.
pub(super) const MADE_NAME: &str = "TARGET_NOTE: ";

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let root = &mut document.root;
    let pending = root
        .walk()
        .find_map(|node| Some((classes(node)?.to_vec(), node.span)));
    let Some((classes, span)) = pending else {
        return;
    };
    let mut notes = Notes {
        classes,
        span,
        footnotes: Vec::new(),
        by_address: HashMap::default(),
        references: HashMap::default(),
    };
    notes.collect(root, context);
    let space = (!context.options.trim_footnote_reference_space).then(|| notes.space());
    insert(root, &mut 0, &mut notes.references, space.as_ref());
    put(root, &mut notes.footnotes);
}

/// The classes that a `pending` node of ours has for what is made.
fn classes(node: &Node) -> Option<&[String]> {
    let Element::Pending(pending) = &node.element else {
        return None;
    };
    match &**pending {
        Pending::TargetNotes { classes } => Some(classes),
        _ => None,
    }
}

/// The footnotes to be made.
struct Notes {
    /// For the footnote references.
    classes: Vec<String>,
    span: Span,
    footnotes: Vec<Node>,
    /// The name of the footnote for an address.
    by_address: HashMap<String, String>,
    /// What is to follow the references, by their number in the document.
    references: HashMap<usize, Node>,
}

impl Notes {
    fn collect(&mut self, root: &Node, context: &mut Context<'_>) {
        let mut anonymous = Vec::new();
        let mut named: HashMap<String, Vec<(usize, Link)>> = HashMap::default();
        for (number, (node, embedded)) in references(root).into_iter().enumerate() {
            let Element::Reference(it) = &node.element else {
                continue;
            };
            match (&it.link, &it.name) {
                (Link::Uri(uri), _) if it.anonymous => anonymous.push((number, uri)),
                (Link::Name(name), _) => named
                    .entry(name.clone())
                    .or_default()
                    .push((number, Link::None)),
                (Link::Uri(_), Some(name)) if !embedded => named
                    .entry(fully_normalize_name(name))
                    .or_default()
                    .push((number, it.link.clone())),
                _ => {}
            }
        }
        for target in root.walk() {
            let Some(link @ Link::Uri(uri)) = target_link(target) else {
                continue;
            };
            for name in target.attributes.names() {
                for (number, to) in named.remove(name).unwrap_or_default() {
                    if to == Link::None || to == *link {
                        self.refer(number, uri, context);
                    }
                }
            }
        }
        for (number, uri) in anonymous {
            self.refer(number, uri, context);
        }
    }

    /// Makes a reference to the footnote for an address, and the footnote, if
    /// there is none yet.
    fn refer(&mut self, number: usize, uri: &str, context: &mut Context<'_>) {
        let name = match self.by_address.get(uri) {
            Some(name) => name.clone(),
            None => self.note(uri, context),
        };
        let auto = Some(Auto::Number);
        let link = Link::Name(name);
        let mut reference = Node::new(Element::FootnoteReference { auto, link }, self.span);
        for class in &self.classes {
            reference = reference.class(class);
        }
        context.registry.set_id(&mut reference);
        self.references.insert(number, reference);
    }

    fn note(&mut self, uri: &str, context: &mut Context<'_>) -> String {
        let span = self.span;
        let reference = Element::Reference(Box::new(Reference {
            link: Link::Uri(uri.to_owned()),
            ..Reference::default()
        }));
        let reference = Node::with(reference, span, vec![Node::text(uri, span)]);
        let paragraph = Node::with(Element::Paragraph, span, vec![reference]);
        let auto = Some(Auto::Number);
        let mut footnote = Node::with(Element::Footnote { auto }, span, vec![paragraph]);
        let id = context.registry.set_id(&mut footnote);
        let name = format!("{MADE_NAME}{id}");
        footnote.attributes.edit().names.push(name.clone());
        context.registry.note_explicit_target(&mut footnote);
        self.footnotes.push(footnote);
        self.by_address.insert(uri.to_owned(), name.clone());
        name
    }

    /// What stands between a reference and the footnote reference behind it.
    fn space(&self) -> Node {
        let space = Node::text(" ", self.span);
        if self.classes.is_empty() {
            return space;
        }
        let inline = Node::with(Element::Inline, self.span, vec![space]);
        self.classes.iter().fold(inline, Node::class)
    }
}

/// The references in the document, each with whether it is one with an
/// embedded address, whose target follows it.
fn references(root: &Node) -> Vec<(&Node, bool)> {
    let mut all = Vec::new();
    collect(root, &mut all);
    all
}

fn collect<'n>(node: &'n Node, all: &mut Vec<(&'n Node, bool)>) {
    for (index, child) in node.children.iter().enumerate() {
        if let Element::Reference(_) = child.element {
            let next = node.children.get(index + 1);
            let embedded = next.is_some_and(|next| target_link(next).is_some());
            all.push((child, embedded));
        }
        collect(child, all);
    }
}

fn target_link(node: &Node) -> Option<&Link> {
    match &node.element {
        Element::Target(target) => Some(&target.link),
        _ => None,
    }
}

/// Puts the footnote references behind the references with these numbers;
/// the next reference has the number `next`.
fn insert(
    node: &mut Node,
    next: &mut usize,
    references: &mut HashMap<usize, Node>,
    space: Option<&Node>,
) {
    let children = std::mem::take(&mut node.children);
    for mut child in children {
        let reference = match child.element {
            Element::Reference(_) => {
                *next += 1;
                references.remove(&(*next - 1))
            }
            _ => None,
        };
        insert(&mut child, next, references, space);
        node.children.push(child);
        if let Some(reference) = reference {
            node.children.extend(space.cloned());
            node.children.push(reference);
        }
    }
}

/// Puts the footnotes in the place of the first `pending` node; any other
/// gets none.
fn put(node: &mut Node, footnotes: &mut Vec<Node>) {
    let children = std::mem::take(&mut node.children);
    for mut child in children {
        if classes(&child).is_some() {
            node.children.append(footnotes);
        } else {
            put(&mut child, footnotes);
            node.children.push(child);
        }
    }
}
