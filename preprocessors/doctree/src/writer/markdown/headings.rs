//! Headings, and the sections that they head.

use super::escape::{self, Place};
use super::{Writer, island};
use crate::tree::{Element, Node};
use crate::writer::html;

/// Markdown has this many levels of headings.
const LEVELS: usize = 6;

impl Writer<'_> {
    /// A section whose heading has the `level`.
    pub(super) fn section(&self, node: &Node, level: usize) -> String {
        let mut parts: Vec<String> = anchors(node).collect();
        parts.push(self.blocks(node, &node.children, level));
        parts.retain(|part| !part.is_empty());
        parts.join("\n\n")
    }

    /// A title as a heading with the ids and classes of its section; none, if
    /// Markdown cannot say it.
    pub(super) fn title(&self, node: &Node, parent: &Node, level: usize) -> Option<String> {
        let own = super::is_plain(node);
        let heads = matches!(parent.element, Element::Section | Element::Document);
        if !heads || !own || level > LEVELS {
            return None;
        }
        let text = self.inline(&node.children, Place::Heading)?;
        Some(heading(level, text, &attributes(parent)?))
    }

    /// A title in HTML. What is no section's is for the `html` writer alone.
    pub(super) fn html_title(&self, node: &Node, parent: &Node, level: usize) -> String {
        if parent.element != Element::Section {
            return self.island(std::slice::from_ref(node), parent);
        }
        let mut heading = node.clone();
        let common = heading.attributes.edit();
        common
            .ids
            .splice(0..0, parent.attributes.ids().first().cloned());
        common.others.clear();
        let html = html::Html {
            initial_header_level: level + 1,
            ..self.html
        };
        let written = html::nodes(std::slice::from_ref(&heading), parent, &html);
        island::block(&written)
    }
}

/// A heading of level 1 with the plain text `title`.
pub(super) fn of_text(title: &str) -> String {
    let mut out = String::new();
    escape::push(title, Place::Heading, &mut out);
    out.truncate(out.trim_end_matches(' ').len());
    heading(1, out, "")
}

/// Braces at its end would be taken for attributes, escaped or not.
fn heading(level: usize, mut text: String, attributes: &str) -> String {
    if attributes.is_empty() && text.ends_with('}') {
        text.pop();
        text.push_str("&#125;");
    }
    format!("{} {text}{attributes}", "#".repeat(level))
}

/// The ids of `node` which its heading cannot carry, each as an empty
/// element: all but the first, or all if there is no heading.
pub(super) fn anchors(node: &Node) -> impl Iterator<Item = String> {
    let titled = node.children.iter().any(|it| it.element == Element::Title);
    let ids = node.attributes.ids().iter().skip(usize::from(titled));
    ids.map(|id| {
        let mut out = String::from("<div id=\"");
        html::escape::push_attribute(id, &mut out);
        out.push_str("\"></div>");
        out
    })
}

/// ` {#id .class}`; none, if an id or a class cannot be said so.
fn attributes(section: &Node) -> Option<String> {
    let id = section.attributes.ids().first();
    let id = id.map(|id| format!("#{id}"));
    let classes = section.attributes.classes().iter();
    let all: Vec<String> = id
        .into_iter()
        .chain(classes.map(|class| format!(".{class}")))
        .collect();
    let sayable = |name: &String| {
        name.len() > 1
            && name[1..]
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))
    };
    if all.is_empty() {
        return Some(String::new());
    }
    all.iter()
        .all(sayable)
        .then(|| format!(" {{{}}}", all.join(" ")))
}
