//! The Markdown reader: mdBook's dialect of CommonMark into docutils' elements,
//! for the PDF and for checking links. The site gets its Markdown chapters
//! from mdBook itself.

mod builder;
mod code;
mod footnotes;
mod ids;
mod sections;
mod start;
mod tables;

use pulldown_cmark::{Options as Syntax, Parser};

use crate::diagnostic::Diagnostic;
use crate::options::Options;
use crate::source::Source;
use crate::tree::Document;

/// Reads Markdown as mdBook does it: tables, footnotes, strike-through, task
/// lists, heading attributes, definition lists and alerts. Headings carry the
/// ids that mdBook gives them; quotes and dashes stay as they are written.
///
/// Reading never fails; what is wrong with the text is told by the diagnostics.
pub fn read_markdown(source: &Source, options: &Options) -> (Document, Vec<Diagnostic>) {
    let syntax = Syntax::ENABLE_TABLES
        | Syntax::ENABLE_FOOTNOTES
        | Syntax::ENABLE_STRIKETHROUGH
        | Syntax::ENABLE_TASKLISTS
        | Syntax::ENABLE_HEADING_ATTRIBUTES
        | Syntax::ENABLE_DEFINITION_LIST
        | Syntax::ENABLE_GFM;
    let parser = Parser::new_ext(source.text(), syntax);
    let (blocks, mut diagnostics) = builder::build(source.text(), parser, options);
    let mut root = sections::nest(blocks, options.doctitle_xform);
    footnotes::number(&mut root, &mut diagnostics);
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    let sources = vec![source.clone()];
    (Document { root, sources }, diagnostics)
}
