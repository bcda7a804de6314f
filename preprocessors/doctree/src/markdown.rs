//! The Markdown reader: mdBook's dialect of CommonMark into docutils' elements,
//! for the PDF and for checking links. The site gets its Markdown chapters
//! from mdBook itself.

mod builder;
mod code;
mod footnotes;
mod ids;
mod paragraphs;
mod sections;
mod start;
mod tables;

use pulldown_cmark::Options as Syntax;

use crate::diagnostic::Diagnostic;
use crate::options::Options;
use crate::source::Source;
use crate::tree::{Document, Node};
pub(crate) use builder::Block;
pub(crate) use ids::Ids;

/// Reads Markdown as mdBook does it: tables, footnotes, strike-through, task
/// lists, heading attributes, definition lists and alerts. Headings carry the
/// ids that mdBook gives them; quotes and dashes stay as they are written.
///
/// Reading never fails; what is wrong with the text is told by the diagnostics.
pub fn read_markdown(source: &Source, options: &Options) -> (Document, Vec<Diagnostic>) {
    let mut ids = Ids::default();
    let (blocks, mut diagnostics) = builder::build(source.text(), SYNTAX, options, &mut ids);
    let root = document(blocks, options, &mut diagnostics);
    let sources = vec![source.clone()];
    (Document { root, sources }, diagnostics)
}

/// What mdBook reads.
const SYNTAX: Syntax = Syntax::ENABLE_TABLES
    .union(Syntax::ENABLE_FOOTNOTES)
    .union(Syntax::ENABLE_STRIKETHROUGH)
    .union(Syntax::ENABLE_TASKLISTS)
    .union(Syntax::ENABLE_HEADING_ATTRIBUTES)
    .union(Syntax::ENABLE_DEFINITION_LIST)
    .union(Syntax::ENABLE_GFM);

/// The blocks of `text`, a part of a document whose headings have `ids` so
/// far. Mathematics between dollars is read too.
pub(crate) fn blocks_with_maths(
    text: &str,
    options: &Options,
    ids: &mut Ids,
) -> (Vec<Block>, Vec<Diagnostic>) {
    builder::build(text, SYNTAX.union(Syntax::ENABLE_MATH), options, ids)
}

/// The `document` of `blocks`. What is found is added to the diagnostics,
/// which are then in the order of the text.
pub(crate) fn document(
    blocks: Vec<Block>,
    options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Node {
    let mut root = sections::nest(blocks, options.doctitle_xform);
    footnotes::number(&mut root, diagnostics);
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    root
}
