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
    document: Node,
    open: Vec<Open>,
    styles: Vec<Style>,
}

struct Open {
    section: Node,
    /// What goes behind it.
    behind: Vec<Node>,
}

impl Sections {
    pub(super) fn new(span: Span) -> Self {
        Self {
            document: Node::new(Element::Document, span),
            open: Vec::new(),
            styles: Vec::new(),
        }
    }

    /// The content of the innermost section.
    pub(super) fn body(&mut self) -> &mut Vec<Node> {
        let innermost = self.open.last_mut().map(|open| &mut open.section);
        &mut innermost.unwrap_or(&mut self.document).children
    }

    /// Opens the section that `title` heads.
    pub(super) fn title<'s>(&mut self, title: Title<'s>, span: Span, lower: &mut Lower<'_, 's>) {
        let known = self.styles.iter().position(|style| *style == title.style);
        let level = known.unwrap_or(self.styles.len()) + 1;
        let current = self.open.len();
        if level > current + 1 {
            let message = self.skipped_level(&title, current, level, lower);
            // What was wrong with the title itself is told, but nowhere in the text.
            for notice in title.notices {
                let node = lower.notice(notice);
                lower.context.loose.push(node);
            }
            self.body().push(message);
            return;
        }
        while self.open.len() >= level {
            self.close();
        }
        if known.is_none() {
            self.styles.push(title.style);
        }
        let (section, behind) = section(title, span, lower);
        self.open.push(Open { section, behind });
    }

    /// Whether nothing stands in the document yet.
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty() && self.document.children.is_empty()
    }

    pub(super) fn finish(mut self) -> Node {
        while !self.open.is_empty() {
            self.close();
        }
        self.document.children.shrink_to_fit();
        self.document
    }

    fn close(&mut self) {
        if let Some(Open { section, behind }) = self.open.pop() {
            let body = self.body();
            body.push(extended(section));
            body.extend(behind);
        }
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
    section.children.shrink_to_fit();
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

/// What a title becomes where there can be no section: a rubric with the names
/// that the section would have.
pub(super) fn heading<'s>(title: Title<'s>, span: Span, lower: &mut Lower<'_, 's>) -> Vec<Node> {
    let (section, behind) = section(title, span, lower);
    let mut nodes = section.children.into_iter();
    let Some(mut rubric) = nodes.next() else {
        return behind;
    };
    rubric.element = Element::Rubric;
    rubric.attributes = section.attributes;
    std::iter::once(rubric).chain(nodes).chain(behind).collect()
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
