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
mod role;
pub mod source;
mod table;
mod transform;
pub mod tree;
pub mod writer;

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
    let (mut document, mut diagnostics) = parse(source, options, files);
    transform::apply(&mut document, options, &mut diagnostics);
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    (document, diagnostics)
}

/// Reads the text, and leaves the loose ends for the transforms.
fn parse(source: &Source, options: &Options, files: &dyn Files) -> (Document, Vec<Diagnostic>) {
    let sources = elsa::FrozenVec::new();
    sources.push(Box::new(source.clone()));
    let (root, diagnostics) = {
        let world = block::World {
            options,
            files,
            sources: &sources,
            find_directive: directive::find,
        };
        let lines = line::split(world.text(0), 0);
        let blocks = block::parse(&lines, true, 0, &world);
        let lowered = lower::document(blocks, &world);
        (lowered.root, lowered.context.diagnostics)
    };
    let sources = sources
        .into_vec()
        .into_iter()
        .map(|source| *source)
        .collect();
    (Document { root, sources }, diagnostics)
}
