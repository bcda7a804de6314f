//! Sections: titles in a row become a tree, by the order in which their
//! styles first appear.

use super::Lower;
use crate::block::{Style, Title};
use crate::diagnostic::Severity;
use crate::message::literal;
use crate::names::fully_normalize_name;
use crate::source::Span;
use crate::tree::{Element, Node};

/// The document and the sections that are open, the innermost last.
pub(super) struct Sections {
    open: Vec<Node>,
    /// What goes behind each of them.
    behind: Vec<Vec<Node>>,
    styles: Vec<Style>,
}

impl Sections {
    pub(super) fn new(span: Span) -> Self {
        Self {
            open: vec![Node::new(Element::Document, span)],
            behind: vec![Vec::new()],
            styles: Vec::new(),
        }
    }

    /// Adds nodes to the innermost section.
    pub(super) fn extend(&mut self, nodes: Vec<Node>) {
        if let Some(section) = self.open.last_mut() {
            section.children.extend(nodes);
        }
    }

    /// Opens the section that `title` heads.
    pub(super) fn title<'s>(&mut self, title: Title<'s>, span: Span, lower: &mut Lower<'_, 's>) {
        let known = self.styles.iter().position(|style| *style == title.style);
        let level = known.unwrap_or(self.styles.len()) + 1;
        let current = self.open.len() - 1;
        if level > current + 1 {
            let message = self.skipped_level(&title, current, level, lower);
            self.extend(vec![message]);
            return;
        }
        while self.open.len() > level {
            self.close();
        }
        if known.is_none() {
            self.styles.push(title.style);
        }
        let (section, clashes) = section(title, span, lower);
        self.open.push(section);
        self.behind.push(clashes);
    }

    /// Whether nothing stands in the document yet.
    pub(super) fn is_empty(&self) -> bool {
        self.open.len() == 1 && self.open[0].children.is_empty()
    }

    pub(super) fn finish(mut self) -> Node {
        while self.open.len() > 1 {
            self.close();
        }
        self.open
            .pop()
            .unwrap_or_else(|| Node::new(Element::Document, Span::default()))
    }

    fn close(&mut self) {
        if let Some(section) = self.open.pop() {
            self.extend(vec![extended(section)]);
        }
        let behind = self.behind.pop().unwrap_or_default();
        self.extend(behind);
    }

    fn skipped_level(
        &self,
        title: &Title<'_>,
        current: usize,
        level: usize,
        lower: &mut Lower<'_, '_>,
    ) -> Node {
        let span = title.text.span();
        let styles: Vec<String> = self.styles.iter().copied().map(shown).collect();
        let known = format!("Established title styles: {}", styles.join(" "));
        let known = Node::with(Element::Paragraph, span, vec![Node::text(known, span)]);
        let message = format!("Inconsistent title style: skip from level {current} to {level}.");
        let line = lower.context.line(span);
        let children = vec![literal(title.echo.as_str(), span), known];
        lower
            .context
            .message(Severity::Error, message, Some(line), span, children)
    }
}

/// A section reaches to the end of what it holds.
fn extended(mut section: Node) -> Node {
    if let Some(last) = section.children.last() {
        section.span = section.span.to(last.span);
    }
    section
}

fn shown(style: Style) -> String {
    match style.overline {
        Some(overline) => format!("{overline}/{}", style.underline),
        None => style.underline.to_string(),
    }
}

/// The section with its title and its messages, and what goes behind it.
fn section<'s>(title: Title<'s>, span: Span, lower: &mut Lower<'_, 's>) -> (Node, Vec<Node>) {
    let parsed = lower.inline(&[title.text]);
    let heading = Node::with(Element::Title, title.text.span(), parsed.nodes);
    let mut section = Node::new(Element::Section, span);
    section
        .attributes
        .edit()
        .names
        .push(fully_normalize_name(&heading.astext()));
    section.children.push(heading);
    for notice in title.notices {
        section.children.push(lower.notice(notice));
    }
    section.children.extend(parsed.messages);
    for duplicate in lower.context.registry.note_implicit_target(&mut section) {
        let node = lower.context.duplicate(duplicate, None, title.text.span());
        section.children.push(node);
    }
    (section, parsed.clashes)
}
