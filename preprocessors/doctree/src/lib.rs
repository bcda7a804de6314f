//! reStructuredText and Markdown into docutils' document tree, and out again.

mod block;
#[doc(hidden)]
pub mod conformance;
pub mod diagnostic;
mod directive;
pub mod files;
mod inline;
mod labels;
pub mod line;
mod lower;
mod markdown;
mod message;
pub mod names;
pub mod options;
mod punctuation;
mod python;
mod role;
pub mod source;
mod table;
mod transform;
pub mod tree;
pub mod writer;

use std::cell::RefCell;

pub use diagnostic::{Diagnostic, Severity};
pub use files::{FileError, Files, NoFiles};
pub use markdown::read_markdown;
pub use options::{Dialect, Options};
pub use source::{Location, Source, Span};
pub use tree::{Document, Element, Node};

/// Reads reStructuredText.
///
/// Reading never fails; what is wrong with the text is told by the
/// diagnostics. Other files are read through `files` alone.
pub fn read(source: &Source, options: &Options, files: &dyn Files) -> (Document, Vec<Diagnostic>) {
    let Reading {
        mut document,
        findings,
    } = parse(source, options, files);
    let mut diagnostics = transform::apply(&mut document, options, findings);
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    (document, diagnostics)
}

/// A document before its transforms.
struct Reading {
    document: Document,
    findings: Findings,
}

/// What was found wrong in a document.
#[derive(Default)]
struct Findings {
    diagnostics: Vec<Diagnostic>,
    /// Messages for which there is no place in the tree.
    loose: Vec<Node>,
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

/// Reads the text, and leaves the loose ends for the transforms.
fn parse(source: &Source, options: &Options, files: &dyn Files) -> Reading {
    let sources = elsa::FrozenVec::new();
    sources.push(Box::new(source.clone()));
    let (root, findings) = {
        let world = block::World {
            options,
            files,
            sources: &sources,
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
