//! The parser: a text becomes a document, with the loose ends that the
//! transforms will tie.

use std::cell::{Cell, RefCell};

use crate::block::{Block, Kind, World};
use crate::escape::unescape;
use crate::files::Files;
use crate::line::{self, Line};
use crate::message::Findings;
use crate::options::{Dialect, Options};
use crate::source::{Source, Span, offset};
use crate::tree::{Document, Element, Node};
use crate::{block, directive, language, lower};

/// A document before its transforms.
pub(crate) struct Reading {
    pub(crate) document: Document,
    pub(crate) findings: Findings,
}

/// Reads the text, and leaves the loose ends for the transforms.
pub(crate) fn parse(source: &Source, options: &Options, files: &dyn Files) -> Reading {
    let sources = elsa::FrozenVec::new();
    sources.push(Box::new(source.clone()));
    let (root, findings) = {
        let world = World {
            options,
            files,
            sources: &sources,
            language: language::of(&options.language_code),
            find_directive: directive::find,
            inclusions: RefCell::default(),
            allowance: Cell::new(block::include::LENGTH_LIMIT),
        };
        let lines = line::split(world.text(0), 0);
        let blocks = match too_long(&lines, options) {
            Some(refusal) => vec![refusal],
            None => block::parse_document(&lines, &world),
        };
        let end = end(&blocks, &world);
        let mut lowered = lower::document(blocks, &world);
        if has_nul(&sources) {
            lowered.root.walk_mut(&mut without_nul);
        }
        let findings = Findings {
            diagnostics: lowered.context.diagnostics,
            loose: lowered.context.loose,
            dealt: lowered.context.registry.into_dealt(),
            raw: lowered.context.raw,
            detached: lowered.context.detached,
            end,
        };
        (lowered.root, findings)
    };
    let sources = sources
        .into_vec()
        .into_iter()
        .map(|source| *source)
        .collect();
    Reading {
        document: Document { root, sources },
        findings,
    }
}

/// The line behind the last, if docutils stands there when all is read: not
/// after a construct that it reads with a machine of its own, which has gone
/// past the end.
fn end(blocks: &[Block<'_>], world: &World<'_>) -> Option<usize> {
    let text = world.text(0);
    let end = offset(text.len());
    let behind = world.line(Span::new(0, end, end));
    let blank = text.ends_with("\n\n");
    let last = blocks.last()?;
    let at_end = match &last.kind {
        Kind::BulletList { .. }
        | Kind::EnumeratedList { .. }
        | Kind::DefinitionList(_)
        | Kind::FieldList(_)
        | Kind::HeaderFields(_)
        | Kind::OptionList(_)
        | Kind::Footnote { .. }
        | Kind::Citation { .. }
        | Kind::SubstitutionDefinition { .. }
        | Kind::Directive(_) => false,
        Kind::Comment(lines) => blank && lines.is_empty(),
        Kind::Target { .. } => blank,
        Kind::LineBlock(lines) => blank || lines.len() == 1,
        Kind::LiteralBlock(_) => blank || text[..last.span.start as usize].ends_with(' '),
        Kind::Notice(notice) if notice.message == "Literal block expected; none found." => {
            let before = blocks.iter().rev().nth(1).map(|block| &block.kind);
            let lone = !matches!(before, Some(Kind::Paragraph(_)))
                || text.lines().rev().nth(1).is_none_or(str::is_empty);
            return Some(behind - usize::from(lone && !blank));
        }
        Kind::Notice(notice) => match notice.message.split(' ').next() {
            Some("Incomplete") => blank,
            Some("Enumerated" | "Explicit" | "Substitution" | "malformed") => false,
            _ => true,
        },
        Kind::Title(_)
        | Kind::Transition
        | Kind::Paragraph(_)
        | Kind::DoctestBlock(_)
        | Kind::BlockQuote { .. }
        | Kind::ListItem(_)
        | Kind::Table(_)
        | Kind::Include(_) => true,
    };
    at_end.then_some(behind)
}

fn has_nul(sources: &elsa::FrozenVec<Box<Source>>) -> bool {
    (0..sources.len())
        .filter_map(|index| sources.get(index))
        .any(|source| memchr::memchr(0, source.text().as_bytes()).is_some())
}

/// docutils takes every NUL of a text for what stands for a backslash, also
/// where nothing can be escaped.
fn without_nul(node: &mut Node) {
    if let Element::Text(text) = &mut node.element
        && text.contains('\0')
    {
        *text = unescape(text).into();
    }
}

/// docutils reads nothing of a text that has too long a line; a book is read
/// all the same.
fn too_long<'s>(lines: &[Line<'s>], options: &Options) -> Option<Block<'s>> {
    if options.dialect == Dialect::Book {
        return None;
    }
    let index = line::too_long(lines, options.line_length_limit)?;
    let message = format!("Line {} exceeds the line-length-limit.", index + 1);
    Some(block::refusal(message))
}
