//! The parser: a text becomes a document, with the loose ends that the
//! transforms will tie.

use std::cell::RefCell;

use crate::files::Files;
use crate::message::Findings;
use crate::options::{Dialect, Options};
use crate::source::Source;
use crate::tree::Document;
use crate::{block, directive, language, line, lower};

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
        let world = block::World {
            options,
            files,
            sources: &sources,
            language: language::of(&options.language_code),
            find_directive: directive::find,
            inclusions: RefCell::default(),
        };
        let lines = line::split(world.text(0), 0);
        let blocks = match too_long(&world) {
            Some(refusal) => vec![refusal],
            None => block::parse(&lines, true, 0, &world),
        };
        let lowered = lower::document(blocks, &world);
        let findings = Findings {
            diagnostics: lowered.context.diagnostics,
            loose: lowered.context.loose,
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

/// docutils reads nothing of a text that has too long a line; a book is read
/// all the same.
fn too_long<'s>(world: &block::World<'s>) -> Option<block::Block<'s>> {
    let limit = world.options.line_length_limit;
    let is_limited = world.options.dialect == Dialect::Docutils;
    let index = line::too_long(world.text(0), limit).filter(|_| is_limited)?;
    let message = format!("Line {} exceeds the line-length-limit.", index + 1);
    Some(block::refusal(message))
}
