//! Directives are an extension mechanism for reStructuredText:
//! `.. type:: arguments`, options as a field list, a blank line, content.
//!
//! (*Directives*.) How the block splits into arguments, options and content
//! depends on the directive's [`Spec`].

use super::explicit::block_text;
use super::indented::Shape;
use super::{Block, Kind, Reader, block_quote, card, csv_table, line_block, only};
use crate::directive::include::is_shown;
use crate::directive::split::{Pieces, split};
use crate::directive::{Content, Failure, Spec, glossary};
use crate::names::simple_name;
use crate::{domain, line};

/// A directive with its parts apart and its content read.
#[derive(Debug)]
pub(crate) struct DirectiveBlock<'s> {
    /// The name as written.
    pub(crate) name: &'s str,
    /// None for a directive that nobody knows.
    pub(crate) spec: Option<&'static Spec>,
    /// What stands in it.
    pub(crate) pieces: Pieces<'s>,
    /// The blocks in its content, if that is what the directive wants.
    pub(crate) content: Vec<Block<'s>>,
    /// Why its content could not be read.
    pub(crate) refusal: Option<Failure>,
    /// The directive as written.
    pub(crate) echo: String,
}

impl DirectiveBlock<'_> {
    /// Gives the option `name` a value for where nothing is written. Any
    /// directive takes it that has options, whether it knows this one or not.
    pub(crate) fn preset(&mut self, name: &str, value: &str) {
        if self.spec.is_some_and(|spec| !spec.options.is_empty()) {
            self.pieces.options.preset(name, value);
        }
    }
}

/// The name of the directive at the start of `text`, and where its arguments begin.
pub(super) fn name(text: &str) -> Option<(&str, usize)> {
    let length = simple_name(text)?;
    let rest = &text[length..];
    let rest = rest.strip_prefix(' ').unwrap_or(rest).strip_prefix("::")?;
    let content = rest.trim_start_matches(' ');
    (rest.is_empty() || content.len() < rest.len())
        .then(|| (&text[..length], text.len() - content.len()))
}

/// The same for a directive in a substitution definition.
pub(super) fn embedded_name(text: &str) -> Option<(&str, usize)> {
    name(text).filter(|(name, _)| text[name.len()..].starts_with("::"))
}

/// Reads the directive `name`, whose arguments begin at byte `width` of the
/// current line; answers whether it ends with a blank line.
pub(super) fn read<'s>(reader: &mut Reader<'_, 's>, name: &'s str, width: usize) -> bool {
    let start = reader.at;
    let spec = reader.world.find_directive(name);
    let columns = reader.text()[..width].chars().count();
    let indented = reader.indented(Shape::behind(columns));
    let echo = block_text(reader, start);
    let mut block = DirectiveBlock {
        name,
        spec,
        pieces: split(&indented.lines, spec),
        content: Vec::new(),
        refusal: None,
        echo,
    };
    if block.pieces.fault.is_none() {
        enter_domain(reader, &block);
        match content(reader, &block) {
            Ok(content) => block.content = content,
            Err(refusal) => block.refusal = Some(refusal),
        }
    }
    let is_include =
        spec.is_some_and(|spec| spec.name == "include") && block.pieces.fault.is_none();
    let mut blank_finish = indented.blank_finish || reader.is_blank(0);
    if is_include && !is_shown(&block.pieces.options) {
        // docutils sets what it includes in blank lines, but for what another
        // parser has read.
        let is_set_apart = !block.pieces.options.has("parser");
        blank_finish |= super::include::read(reader, &block, start) && is_set_apart;
    } else if spec.is_some_and(|spec| spec.name == "only") && block.pieces.fault.is_none() {
        only::read(reader, &block, start);
    } else {
        reader.push(start, Kind::Directive(Box::new(block)));
    }
    blank_finish
}

/// `default-domain` counts from here on, and what is read next is looked up
/// in it.
fn enter_domain(reader: &Reader<'_, '_>, block: &DirectiveBlock<'_>) {
    if block.spec.is_some_and(|it| it.name == "default-domain") {
        let name = block.pieces.arguments.concat();
        reader
            .world
            .domain
            .set(domain::domain(&name.to_lowercase()));
    }
}

/// The definitions of a glossary, each in an item of its own.
fn definitions<'s>(reader: &Reader<'_, 's>, block: &DirectiveBlock<'s>) -> Vec<Block<'s>> {
    let entries = glossary::entries(&block.pieces.lines).entries;
    let items = entries.iter().map(|entry| {
        let content = reader.nested(&entry.definition);
        let span = line::span(&entry.definition);
        Block::new(Kind::ListItem(content), span)
    });
    items.collect()
}

fn content<'s>(
    reader: &Reader<'_, 's>,
    block: &DirectiveBlock<'s>,
) -> Result<Vec<Block<'s>>, Failure> {
    Ok(match block.spec.map(|spec| spec.content) {
        Some(Content::Blocks) => reader.nested(&block.pieces.lines),
        Some(Content::Headed) => reader.headed(&block.pieces.lines),
        Some(Content::Quotes) => {
            block_quote::split(&block.pieces.lines, reader.depth, reader.world)
        }
        Some(Content::Glossary) => definitions(reader, block),
        Some(Content::LineBlock) if !block.pieces.lines.is_empty() => {
            vec![line_block::without_bars(&block.pieces.lines)]
        }
        Some(Content::Cells) => vec![csv_table::read(reader, block)?],
        Some(Content::Card) => card::split(&block.pieces.lines, reader),
        None if reader.world.options.keep_unknown => reader.nested(&block.pieces.lines),
        Some(Content::None | Content::Lines | Content::LineBlock) | None => Vec::new(),
    })
}
