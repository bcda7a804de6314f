//! From the parser's events to nodes: a stack of the elements that are open.

use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter, Options as Syntax, Parser, Tag, TagEnd};

use super::ids::Ids;
use super::paragraphs::{is_text, join_text, parts};
use super::{code, start, tables};
use crate::diagnostic::{Diagnostic, Severity};
use crate::options::Options;
use crate::source::{Span, offset};
use crate::tree::element::{Auto, Link};
use crate::tree::{Element, Node};

/// Elements nested deeper give their content to those around them, so that
/// no reader of the tree runs out of stack.
const DEEPEST: usize = 100;

/// A block of the document, in order.
#[derive(Debug)]
pub(crate) enum Block {
    /// A heading with its level, from 1: a `title` that carries the ids of
    /// the section it starts.
    Heading(usize, Node),
    /// Anything else.
    Body(Node),
}

/// An element that is still open.
struct Open {
    node: Node,
    /// A paragraph around the text that stands directly in a container of
    /// blocks, as in the items of tight lists.
    run: Option<Node>,
    /// Whether it is a heading, and of which level.
    heading: Option<usize>,
}

struct Builder<'t> {
    text: &'t str,
    options: &'t Options,
    stack: Vec<Open>,
    blocks: Vec<Block>,
    ids: &'t mut Ids,
    diagnostics: Vec<Diagnostic>,
    /// Whether it was told that the text is nested too deeply.
    told: bool,
}

/// The blocks of `text`, whose headings take new `ids`.
pub(super) fn build(
    text: &str,
    syntax: Syntax,
    options: &Options,
    ids: &mut Ids,
) -> (Vec<Block>, Vec<Diagnostic>) {
    let mut builder = Builder {
        text,
        options,
        stack: Vec::new(),
        blocks: Vec::new(),
        ids,
        diagnostics: Vec::new(),
        told: false,
    };
    let mut events = Parser::new_ext(text, syntax).into_offset_iter();
    while let Some((event, range)) = events.next() {
        builder.event(event, range, &mut events);
    }
    (builder.blocks, builder.diagnostics)
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>, events: &mut OffsetIter<'_>) {
        let span = self.span(&range);
        match event {
            Event::Start(Tag::HtmlBlock) => self.html_block(span, events),
            Event::Start(tag) => {
                if matches!(tag, Tag::Heading { .. } | Tag::DefinitionListTitle) {
                    self.ids.start();
                }
                let (node, heading) = start::element(tag, span);
                self.open(node, heading);
            }
            Event::End(end) => self.end(end),
            Event::Text(text) => {
                if !self.in_picture() {
                    self.ids.text(&text);
                }
                self.put_text(&text, span);
            }
            Event::Code(text) => {
                self.ids.code(&text);
                let text = Node::text(&*text, span);
                self.inline(Node::with(Element::Literal, span, vec![text]));
            }
            Event::InlineMath(text) => {
                self.ids.code(&text);
                self.inline(maths(Element::Math, &text, span));
            }
            Event::DisplayMath(text) if self.may_part() => {
                self.inline(maths(Element::MathBlock, &text, span));
            }
            Event::DisplayMath(text) => self.inline(maths(Element::Math, &text, span)),
            Event::Html(html) | Event::InlineHtml(html) => self.inline_html(&html, span),
            Event::FootnoteReference(name) => {
                let link = Link::Id(format!("footnote-{name}"));
                let auto = Some(Auto::Number);
                self.inline(Node::new(Element::FootnoteReference { auto, link }, span));
            }
            Event::SoftBreak => {
                self.ids.text("\n");
                self.put_text("\n", span);
            }
            Event::HardBreak if self.in_paragraph() => {
                self.inline(Node::new(Element::Line, span));
            }
            Event::HardBreak => self.put_text("\n", span),
            Event::Rule => self.block(Node::new(Element::Transition, span)),
            Event::TaskListMarker(done) => {
                let mark = if done { "\u{2611} " } else { "\u{2610} " };
                let text = Node::text(mark, span);
                self.inline(Node::with(Element::Inline, span, vec![text]).class("task"));
            }
        }
    }

    fn open(&mut self, node: Node, heading: Option<usize>) {
        if self.stack.len() == DEEPEST && !self.told {
            self.told = true;
            let message = format!("What is nested more than {DEEPEST} deep is shown less deep.");
            self.diagnostics
                .push(Diagnostic::new(Severity::Warning, message, node.span));
        }
        self.stack.push(Open {
            node,
            run: None,
            heading,
        });
    }

    /// Whether the text at hand is the alternative of a picture.
    fn in_picture(&self) -> bool {
        let mut open = self.stack.iter().rev();
        open.any(|it| matches!(it.node.element, Element::Image(_)))
    }

    /// Whether the text at hand stands in a paragraph, and in nothing that
    /// stands in it.
    fn in_paragraph(&self) -> bool {
        self.stack
            .last()
            .is_some_and(|it| it.run.is_some() || it.node.element == Element::Paragraph)
    }

    /// Whether a formula may stand between the text at hand and what follows.
    fn may_part(&self) -> bool {
        let parts = |it: &Open| {
            it.node.element == Element::Paragraph || start::holds_blocks(&it.node.element)
        };
        self.stack.last().is_some_and(parts)
    }

    /// The span of `range` without the line ends behind it.
    fn span(&self, range: &Range<usize>) -> Span {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let end = range.start + text.trim_end().len();
        Span::new(0, offset(range.start), offset(end))
    }

    fn put_text(&mut self, text: &str, span: Span) {
        let parent = match self.stack.last_mut() {
            Some(Open { run: Some(run), .. }) => run,
            Some(open) => &mut open.node,
            None => return,
        };
        let joins = parent.children.last().is_some_and(is_text);
        if joins {
            parent.children.push(Node::text(text, span));
            parent.span = parent.span.to(span);
        } else {
            self.inline(Node::text(text, span));
        }
    }

    /// Puts an inline node where it belongs: into the open element, or into a
    /// paragraph of it.
    fn inline(&mut self, node: Node) {
        let Some(open) = self.stack.last_mut() else {
            return;
        };
        if !start::holds_blocks(&open.node.element) {
            open.node.children.push(node);
            return;
        }
        let run = open
            .run
            .get_or_insert_with(|| Node::new(Element::Paragraph, node.span));
        run.span = run.span.to(node.span);
        run.children.push(node);
    }

    fn block(&mut self, node: Node) {
        match self.stack.last_mut() {
            Some(open) => {
                open.node
                    .children
                    .extend(open.run.take().into_iter().flat_map(parts));
                open.node.children.push(node);
            }
            None => self.blocks.push(Block::Body(node)),
        }
    }

    fn end(&mut self, end: TagEnd) {
        let Some(mut open) = self.stack.pop() else {
            return;
        };
        open.node
            .children
            .extend(open.run.take().into_iter().flat_map(parts));
        join_text(&mut open.node.children);
        // The parser says that cells which a row lacks stand behind it.
        let children = open.node.children.iter();
        open.node.span = children.fold(open.node.span, |span, child| span.to(child.span));
        if let Some(level) = open.heading {
            self.heading(level, open.node);
            return;
        }
        match end {
            TagEnd::DefinitionListTitle => self.name_term(&mut open.node),
            TagEnd::CodeBlock => code::finish(&mut open.node),
            TagEnd::Table => tables::finish(&mut open.node),
            TagEnd::DefinitionList => group_definitions(&mut open.node),
            TagEnd::Paragraph => {
                for part in parts(open.node) {
                    self.block(part);
                }
                return;
            }
            _ => {}
        }
        let node = open.node;
        if self.stack.len() >= DEEPEST {
            self.flatten(node, end);
        } else if start::is_inline(end) {
            self.inline(start::finish(node));
        } else {
            self.block(node);
        }
    }

    /// Gives the content of `node` to the element around it. Leaves stay.
    fn flatten(&mut self, node: Node, end: TagEnd) {
        if start::is_inline(end) {
            for child in node.children {
                self.inline(child);
            }
        } else if start::holds_blocks(&node.element) || node.children.iter().any(is_block) {
            for child in node.children {
                self.block(child);
            }
        } else {
            self.block(node);
        }
    }

    /// Headings inside of other blocks start no section.
    fn heading(&mut self, level: usize, mut title: Node) {
        if title.attributes.ids().is_empty() {
            let id = self.ids.take();
            title.attributes.edit().ids.push(id);
        } else {
            self.ids.discard();
        }
        title.attributes.edit().ids.retain(|id| !id.is_empty());
        if self.stack.is_empty() {
            self.blocks.push(Block::Heading(level, title));
        } else {
            title.element = Element::Rubric;
            self.block(title);
        }
    }

    /// mdBook gives terms ids as it does headings.
    fn name_term(&mut self, term: &mut Node) {
        let id = self.ids.take();
        if !id.is_empty() {
            term.attributes.edit().ids.push(id);
        }
    }

    fn html_block(&mut self, span: Span, events: &mut OffsetIter<'_>) {
        let mut html = String::new();
        for (event, _) in events.by_ref() {
            match event {
                Event::Html(text) | Event::Text(text) => html.push_str(&text),
                _ => break,
            }
        }
        let html = html.trim_end_matches('\n');
        let node = self.raw(html, span, Element::LiteralBlock);
        self.block(node);
    }

    fn inline_html(&mut self, html: &str, span: Span) {
        let node = self.raw(html, span, Element::Literal);
        self.inline(node);
    }

    /// HTML as it is, or, where it may not be used, as the text of `shown`.
    fn raw(&mut self, html: &str, span: Span, shown: Element) -> Node {
        let text = Node::text(html, span);
        let element = if self.options.raw_enabled {
            Element::Raw {
                format: "html".into(),
            }
        } else {
            let message = "HTML is disabled.";
            self.diagnostics
                .push(Diagnostic::new(Severity::Warning, message, span));
            shown
        };
        Node::with(element, span, vec![text])
    }
}

fn is_block(node: &Node) -> bool {
    !node.element.is_inline() && !matches!(node.element, Element::Raw { .. })
}

fn maths(element: Element, tex: &str, span: Span) -> Node {
    Node::with(element, span, vec![Node::text(tex.trim(), span)])
}

/// Terms and definitions become items: the terms in a row and the definitions
/// behind them are one.
fn group_definitions(list: &mut Node) {
    let mut items: Vec<Node> = Vec::new();
    for part in std::mem::take(&mut list.children) {
        let term = part.element == Element::Term;
        match items.last_mut() {
            Some(item) if !(term && is_defined(item)) => {
                item.span = item.span.to(part.span);
                extend(item, part);
            }
            _ => {
                let span = part.span;
                items.push(Node::with(Element::DefinitionListItem, span, vec![part]));
            }
        }
    }
    list.children = items;
}

fn is_defined(item: &Node) -> bool {
    let mut parts = item.children.iter();
    parts.any(|it| it.element == Element::Definition)
}

/// Adds a term or a definition to `item`, which has one definition only.
fn extend(item: &mut Node, part: Node) {
    match item.children.last_mut() {
        Some(before) if before.element == Element::Definition => {
            before.span = before.span.to(part.span);
            before.children.extend(part.children);
        }
        _ => item.children.push(part),
    }
}
