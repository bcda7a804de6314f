//! Cells, one after the other, as the blocks of one document.

use foldhash::HashSet;

use super::format::{Cell, Kind, Notebook};
use super::json::Value;
use super::maths;
use super::tags::{Fate, fates};
use super::text::{Written, string};
use crate::cell::{self, kernel};
use crate::data_uri;
use crate::diagnostic::{Diagnostic, Severity};
use crate::markdown::{self, Block, Ids};
use crate::options::Options;
use crate::source::Span;
use crate::tree::element::Link;
use crate::tree::{Element, Node};

/// What raw cells say they are for, and what that is here.
const RAW: &[(&str, Raw)] = &[
    ("text/html", Raw::Html),
    ("html", Raw::Html),
    ("text/markdown", Raw::Markdown),
    ("markdown", Raw::Markdown),
    ("text/x-python", Raw::Code("python")),
    ("python", Raw::Code("python")),
    ("text/plain", Raw::Text),
    ("", Raw::Text),
];

#[derive(Clone, Copy)]
enum Raw {
    Html,
    Markdown,
    Code(&'static str),
    Text,
}

/// Reads the cells of one notebook.
pub(super) struct Reader<'o> {
    options: &'o Options,
    ids: Ids,
    /// Ids of footnotes that stand in the cells before.
    footnotes: HashSet<String>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The blocks of `notebook`, and what is wrong with them.
pub(super) fn blocks(notebook: &Notebook<'_>, options: &Options) -> (Vec<Block>, Vec<Diagnostic>) {
    let mut reader = Reader {
        options,
        ids: Ids::default(),
        footnotes: HashSet::default(),
        diagnostics: Vec::new(),
    };
    let mut blocks = Vec::new();
    for (at, cell) in notebook.cells.iter().enumerate() {
        reader.cell(notebook, cell, at, &mut blocks);
    }
    title_first(&mut blocks);
    (blocks, reader.diagnostics)
}

/// Puts the notebook's title first, if there is one heading above all others:
/// what stands before it, such as imports, comes behind it.
fn title_first(blocks: &mut [Block]) {
    let level = |block: &Block| match block {
        Block::Heading(level, _) => Some(*level),
        Block::Body(_) => None,
    };
    let Some(at) = blocks.iter().position(|it| level(it).is_some()) else {
        return;
    };
    let title = level(&blocks[at]);
    let alone = blocks[at + 1..]
        .iter()
        .filter_map(level)
        .all(|it| Some(it) > title);
    if alone {
        blocks[..=at].rotate_right(1);
    }
}

impl Reader<'_> {
    fn cell(&mut self, notebook: &Notebook<'_>, cell: &Cell<'_>, at: usize, out: &mut Vec<Block>) {
        let fate = fates(cell.value).cell;
        if fate == Fate::Removed || (cell.kind != Kind::Code && cell.source.text.trim().is_empty())
        {
            return;
        }
        let mut blocks = match cell.kind {
            Kind::Markdown if self.is_contents(cell) => return,
            Kind::Markdown => self.markdown(&cell.source, cell.value, at),
            Kind::Heading(level) => self.heading(level, &cell.source),
            Kind::Raw => self.raw(cell, at),
            Kind::Code => {
                let code = self.code(notebook, cell);
                return out.extend(code.map(Block::Body));
            }
        };
        if fate == Fate::Hidden {
            let nodes = blocks.drain(..).map(within).collect();
            blocks.extend(cell::hidden("Show content", nodes).map(Block::Body));
        }
        out.append(&mut blocks);
    }

    /// Whether the cell is the table of contents that the toc2 extension
    /// keeps, which is left out.
    fn is_contents(&mut self, cell: &Cell<'_>) -> bool {
        let text = cell.source.text.trim();
        let marked = cell.value.at(&["metadata", "toc"]).and_then(Value::word) == Some("true");
        let is_html = text.starts_with('<') && text.ends_with('>');
        let is = is_html && (marked || text.contains("<div class=\"toc\""));
        if is {
            let found = Diagnostic::new(Severity::Warning, cell::CONTENTS, cell.source.whole());
            self.diagnostics.push(found.help(cell::CONTENTS_HELP));
        }
        is
    }

    /// A cell of Markdown; `at` is its number.
    fn markdown(&mut self, source: &Written, cell: &Value<'_>, at: usize) -> Vec<Block> {
        let source = maths::in_dollars(source.clone());
        let (mut blocks, found) =
            markdown::blocks_with_maths(&source.text, self.options, &mut self.ids);
        self.diagnostics.extend(found.into_iter().map(|mut it| {
            it.span = source.span(it.span.start..it.span.end);
            it
        }));
        let attached = cell.get("attachments");
        let again = self.footnotes_again(&blocks);
        for block in &mut blocks {
            node_of(block).walk_mut(&mut |node| {
                node.span = source.span(node.span.start..node.span.end);
                self.attach(node, attached);
                rename(node, &again, at);
            });
        }
        blocks
    }

    /// Markdown that stands within another block.
    pub(super) fn markdown_within(&mut self, source: &Written) -> Vec<Node> {
        let none = Value {
            kind: super::json::Kind::Word("null"),
            span: source.whole(),
        };
        let blocks = self.markdown(source, &none, usize::MAX);
        blocks.into_iter().map(within).collect()
    }

    /// Puts the picture that `attachment:name` stands for in its place.
    fn attach(&mut self, node: &mut Node, attached: Option<&Value<'_>>) {
        let span = node.span;
        let Element::Image(image) = &mut node.element else {
            return;
        };
        let Some(name) = image.uri.strip_prefix("attachment:") else {
            return;
        };
        let plain = name.replace("%20", " ");
        let mut files = attached.map_or(&[][..], Value::members).iter();
        let file = files.find(|it| it.0 == name || it.0 == plain);
        let data = file.and_then(|it| it.1.members().first());
        let bytes =
            data.and_then(|(mime, value)| Some((mime, super::picture::bytes(value, mime)?)));
        if let Some((mime, bytes)) = bytes {
            image.uri = data_uri::encode(mime, &bytes);
        } else {
            let message = format!("The picture `{name}` is not attached to the cell.");
            self.diagnostics
                .push(Diagnostic::new(Severity::Error, message, span));
        }
    }

    /// The ids of footnotes in `blocks` that the cells before have too.
    fn footnotes_again(&mut self, blocks: &[Block]) -> HashSet<String> {
        let all = blocks.iter().map(|block| match block {
            Block::Heading(_, node) | Block::Body(node) => node,
        });
        let notes = all
            .filter(|it| matches!(it.element, Element::Footnote { .. }))
            .flat_map(|it| it.attributes.ids().iter().cloned());
        notes
            .filter(|id| !self.footnotes.insert(id.clone()))
            .collect()
    }

    /// A cell that is a heading (version 3).
    fn heading(&mut self, level: usize, source: &Written) -> Vec<Block> {
        let line: Vec<_> = source.text.split_whitespace().collect();
        let marked = format!("{} {}", "#".repeat(level), line.join(" "));
        let (mut blocks, _) = markdown::blocks_with_maths(&marked, self.options, &mut self.ids);
        for block in &mut blocks {
            node_of(block).walk_mut(&mut |node| node.span = source.whole());
        }
        blocks
    }

    fn raw(&mut self, cell: &Cell<'_>, at: usize) -> Vec<Block> {
        let places = [&["metadata", "format"][..], &["metadata", "raw_mimetype"]];
        let formats = places.iter().map(|path| string(cell.value.at(path)));
        let format = formats
            .into_iter()
            .find(|it| !it.is_empty())
            .unwrap_or_default();
        let known = RAW.iter().find(|it| it.0 == format.to_lowercase());
        let span = cell.source.whole();
        let text = vec![Node::text(cell.source.text.trim_end_matches('\n'), span)];
        let block = |element| Node::with(element, span, text);
        let node = match known.map(|it| it.1) {
            Some(Raw::Markdown) => return self.markdown(&cell.source, cell.value, at),
            Some(Raw::Html) if self.options.raw_enabled => block(Element::Raw {
                format: "html".into(),
            }),
            Some(Raw::Code(language)) => block(Element::LiteralBlock).class("code").class(language),
            Some(Raw::Text) => block(Element::LiteralBlock),
            Some(Raw::Html) | None => {
                self.warn(
                    format!("A raw cell of the format `{format}` is shown as it is."),
                    span,
                );
                block(Element::LiteralBlock)
            }
        };
        vec![Block::Body(node)]
    }

    fn code(&mut self, notebook: &Notebook<'_>, cell: &Cell<'_>) -> Option<Node> {
        let fates = fates(cell.value);
        let language = kernel::language(&notebook.language_of(cell), &cell.source.text);
        let input = (fates.input != Fate::Removed)
            .then(|| code(&cell.source, &language))
            .flatten();
        let output = if fates.output == Fate::Removed {
            None
        } else {
            let nodes = self.outputs(cell.value, cell.outputs());
            cell::output(nodes)
        };
        let hide = |node: Option<Node>, fate, summary| match fate {
            Fate::Hidden => cell::hidden(summary, vec![node?]),
            Fate::Shown | Fate::Removed => node,
        };
        let parts = if fates.cell == Fate::Hidden {
            let parts = input.into_iter().chain(output).collect();
            let hidden = cell::hidden("Show code cell content", parts);
            hidden.into_iter().collect()
        } else {
            let input = hide(input, fates.input, "Show code cell source");
            let output = hide(output, fates.output, "Show code cell output");
            input.into_iter().chain(output).collect()
        };
        let mut node = cell::cell(parts)?;
        node.span = cell.span();
        Some(node)
    }

    pub(super) fn warn(&mut self, message: String, span: Span) {
        self.diagnostics
            .push(Diagnostic::new(Severity::Warning, message, span));
    }
}

/// The code of a cell; none, if there is none.
fn code(source: &Written, language: &str) -> Option<Node> {
    let text = source.text.trim_end().trim_start_matches('\n');
    if text.is_empty() {
        return None;
    }
    let span = source.whole();
    let text = vec![Node::text(text, span)];
    let block = Node::with(Element::LiteralBlock, span, text);
    cell::input(vec![block.class("code").class(language)])
}

fn node_of(block: &mut Block) -> &mut Node {
    match block {
        Block::Heading(_, node) | Block::Body(node) => node,
    }
}

/// A block that stands in another one, where a heading starts no section.
fn within(block: Block) -> Node {
    match block {
        Block::Body(node) => node,
        Block::Heading(_, mut title) => {
            title.element = Element::Rubric;
            title
        }
    }
}

/// Gives a footnote, or a reference to it, whose id is among `again` one with
/// the number of its cell.
fn rename(node: &mut Node, again: &HashSet<String>, cell: usize) {
    if again.is_empty() {
        return;
    }
    let new = |id: &mut String| {
        if again.contains(id) {
            *id = format!("{id}-{cell}");
        }
    };
    match &mut node.element {
        Element::FootnoteReference {
            link: Link::Id(id), ..
        } => new(id),
        Element::Footnote { .. } => node.attributes.edit().ids.iter_mut().for_each(new),
        _ => {}
    }
}
