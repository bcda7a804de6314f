//! Markdown for mdBook: what CommonMark can say exactly leaves as CommonMark,
//! so that other preprocessors, search and backends see an ordinary book; the
//! rest leaves as islands of HTML, which the `html` writer makes.
//!
//! The law: what mdBook's renderer makes of the Markdown is what the `html`
//! writer makes of the tree.

#![warn(clippy::wildcard_enum_match_arm)]

mod blocks;
mod escape;
mod headings;
mod inline;
mod island;
mod links;
mod lists;
mod tables;

use std::cell::Cell;

use super::html::{self, CitationRole, CodeStyle, Html};
use crate::tree::{Document, Element, Node};

/// What the Markdown is for.
#[derive(Clone, Copy)]
pub struct Markdown<'a> {
    /// Is shown each `listing` and `figure`, with the HTML of its children,
    /// and may answer with its own HTML for it.
    pub fragment: &'a dyn Fn(&Node, &str) -> Option<String>,
    /// Write code as plain fences, for renderers other than HTML.
    pub plain_code: bool,
    /// The page's title, if the document has none of its own.
    pub title: Option<&'a str>,
    /// Let `raw` elements of the format `html` through. Else they are shown as text.
    pub raw: bool,
    /// The language of labels, such as those of admonitions, as a BCP 47 tag.
    pub language_code: &'a str,
}

impl Default for Markdown<'_> {
    fn default() -> Self {
        Self {
            fragment: &|_, _| None,
            plain_code: false,
            title: None,
            raw: true,
            language_code: "en",
        }
    }
}

impl<'a> Markdown<'a> {
    /// How the islands are written, and what the whole is to equal.
    pub fn html(&self) -> Html<'a> {
        Html {
            fragment: self.fragment,
            raw: self.raw,
            messages: false,
            chapter_suffix: Some("md"),
            citation_role: CitationRole::ListItem,
            code: CodeStyle::Book,
            language_code: self.language_code,
            ..Html::default()
        }
    }
}

/// The `document` as one chapter. It has one heading of level 1 at most: the
/// document's title, or else [`Markdown::title`]. Sections start at level 2.
pub fn write(document: &Document, markdown: &Markdown) -> String {
    let root = &document.root;
    let writer = Writer {
        html: markdown.html(),
        plain_code: markdown.plain_code,
        depth: Cell::new(0),
    };
    let mut parts = Vec::new();
    parts.extend(writer.decoration(root, &Element::Header));
    let titled = root.children.iter().any(|it| it.element == Element::Title);
    if let Some(title) = markdown.title.filter(|_| !titled) {
        parts.push(headings::of_text(title));
    }
    parts.extend(headings::anchors(root));
    parts.push(writer.blocks(root, &root.children, 1));
    parts.extend(writer.decoration(root, &Element::Footer));
    parts.retain(|part| !part.is_empty());
    let mut out = parts.join("\n\n");
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Lists and quotes nested deeper are HTML.
const DEEPEST: usize = 30;

struct Writer<'a> {
    html: Html<'a>,
    plain_code: bool,
    /// How many lists and quotes the block at hand stands in.
    depth: Cell<usize>,
}

impl Writer<'_> {
    /// `nodes`, children of `parent`, as blocks set apart by blank lines;
    /// `level` is that of the heading that `parent`'s title becomes.
    fn blocks(&self, parent: &Node, nodes: &[Node], level: usize) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut rest = nodes;
        let mut list = lists::Before::default();
        let mut picture: Option<&Node> = None;
        while let [first, ..] = rest {
            let (group, others) = rest.split_at(notes(rest).max(1));
            rest = others;
            let part = if group.len() > 1 {
                Some(self.island(group, parent))
            } else {
                self.block(first, parent, level, &mut list)
            };
            if let Some(mut part) = part.filter(|part| !part.is_empty()) {
                // Pictures in a row stand side by side, which paragraphs do not.
                let this = Some(first).filter(|it| is_in_line(&it.element));
                if let (Some(before), Some(this)) = (picture, this) {
                    parts.pop();
                    parts.push(self.island(std::slice::from_ref(before), parent));
                    part = self.island(std::slice::from_ref(this), parent);
                }
                picture = this;
                list.after(first);
                parts.push(part);
            }
        }
        parts.join("\n\n")
    }

    /// One block; none, if it leaves no trace on the page.
    #[allow(clippy::too_many_lines, reason = "a table: one line an element")]
    fn block(
        &self,
        node: &Node,
        parent: &Node,
        level: usize,
        before: &mut lists::Before,
    ) -> Option<String> {
        let island = || self.island(std::slice::from_ref(node), parent);
        Some(match &node.element {
            Element::Document
            | Element::Decoration
            | Element::Header
            | Element::Footer
            | Element::Meta(_)
            | Element::Comment
            | Element::SubstitutionDefinition { .. }
            | Element::SystemMessage(_)
            | Element::Pending(_) => return None,

            Element::Section => self.section(node, level + 1),
            Element::Title => self
                .title(node, parent, level)
                .unwrap_or_else(|| self.html_title(node, parent, level)),

            Element::Paragraph => self.paragraph(node).unwrap_or_else(island),
            Element::BulletList { .. } | Element::EnumeratedList(_) => {
                self.list(node, parent, before).unwrap_or_else(island)
            }
            Element::BlockQuote => self.quote(node).unwrap_or_else(island),
            Element::LiteralBlock => self.fence(node).unwrap_or_else(island),
            Element::Transition => blocks::transition(node).unwrap_or_else(island),
            Element::Table(table) => self.table(node, table).unwrap_or_else(island),
            Element::Image(_) => self.picture(node).unwrap_or_else(island),

            Element::Docinfo
            | Element::DocinfoItem(_)
            | Element::Subtitle
            | Element::Rubric
            | Element::Topic
            | Element::Sidebar
            | Element::Compound
            | Element::Container
            | Element::ListItem
            | Element::DefinitionList
            | Element::DefinitionListItem
            | Element::Term
            | Element::Classifier
            | Element::Definition
            | Element::FieldList
            | Element::Field
            | Element::FieldName
            | Element::FieldBody
            | Element::OptionList
            | Element::OptionListItem
            | Element::OptionGroup
            | Element::Option
            | Element::OptionString
            | Element::OptionArgument { .. }
            | Element::Description
            | Element::DoctestBlock
            | Element::MathBlock
            | Element::LineBlock
            | Element::Line
            | Element::Attribution
            | Element::Admonition(_)
            | Element::Raw { .. }
            | Element::Figure(_)
            | Element::Caption
            | Element::Legend
            | Element::Footnote { .. }
            | Element::Citation
            | Element::Label
            | Element::Tgroup { .. }
            | Element::Colspec { .. }
            | Element::Thead
            | Element::Tbody
            | Element::Row
            | Element::Entry { .. }
            | Element::Target(_)
            | Element::Reference(_)
            | Element::FootnoteReference { .. }
            | Element::CitationReference { .. }
            | Element::SubstitutionReference { .. }
            | Element::Problematic { .. }
            | Element::Text(_)
            | Element::Emphasis
            | Element::Strong
            | Element::Literal
            | Element::TitleReference
            | Element::Abbreviation
            | Element::Acronym
            | Element::Superscript
            | Element::Subscript
            | Element::Inline
            | Element::Math
            | Element::Generated
            | Element::PendingXref(_)
            | Element::Listing(_) => island(),
        })
    }

    /// The children of `node`, a list's item or a quote. None, if it is nested
    /// so deeply that the indents would outweigh the text: HTML needs none.
    fn inside(&self, node: &Node) -> Option<String> {
        if self.depth.get() >= DEEPEST {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let inside = self.blocks(node, &node.children, lists::NO_HEADINGS);
        self.depth.set(self.depth.get() - 1);
        Some(inside)
    }

    /// `nodes` as one block of HTML.
    fn island(&self, nodes: &[Node], parent: &Node) -> String {
        island::block(&html::nodes(nodes, parent, &self.html))
    }

    /// The document's header or footer.
    fn decoration(&self, root: &Node, which: &Element) -> Option<String> {
        let written = html::decoration(root, which, &self.html);
        (!written.is_empty()).then(|| island::block(&written))
    }
}

/// How many footnotes, or citations, `nodes` starts with.
fn notes(nodes: &[Node]) -> usize {
    let footnotes = |node: &&Node| matches!(node.element, Element::Footnote { .. });
    let citations = |node: &&Node| node.element == Element::Citation;
    let count = nodes.iter().take_while(footnotes).count();
    count.max(nodes.iter().take_while(citations).count())
}

/// Whether HTML sets it in a line with what stands beside it.
fn is_in_line(element: &Element) -> bool {
    element.is_inline() || matches!(element, Element::Target(_))
}

/// Whether nothing but the element itself and its children is to be told.
fn is_plain(node: &Node) -> bool {
    node.attributes.ids().is_empty() && node.attributes.classes().is_empty()
}
