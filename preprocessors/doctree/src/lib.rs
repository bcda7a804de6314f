//! reStructuredText, Markdown and notebooks into docutils' document tree, and out
//! again.
//!
//! ```
//! use doctree::{NoFiles, Options, Source, read, writer};
//!
//! let source = Source::new("a.rst", "A *small* text, see other_.\n");
//! let (document, diagnostics) = read(&source, &Options::default(), &NoFiles);
//!
//! let html = writer::html::body(&document, &writer::html::Html::default());
//! assert!(html.contains("A <em>small</em> text"));
//!
//! assert_eq!(diagnostics[0].message, "Unknown target name: \"other\".");
//! assert_eq!(document.locate(diagnostics[0].span).column, 21);
//! ```

mod block;
pub mod book;
mod cell;
mod cfamily;
#[doc(hidden)]
pub mod conformance;
pub mod data_uri;
mod destination;
pub mod diagnostic;
mod directive;
mod domain;
mod escape;
mod field;
pub mod files;
mod inline;
mod labels;
mod language;
pub mod line;
mod lower;
mod markdown;
mod message;
pub mod names;
pub mod notebook;
pub mod options;
mod parse;
mod punctuation;
mod python;
mod role;
pub mod source;
mod table;
mod transform;
pub mod tree;
pub mod writer;

pub use diagnostic::{Diagnostic, Severity};
pub use files::{FileError, Files, NoFiles};
pub use language::label;
pub use markdown::read_markdown;
pub use notebook::read_notebook;
pub use options::{Dialect, Options, ShowParents, SmartQuotes};
pub use source::{Location, Source, Span};
pub use tree::{Document, Element, Node};

/// Reads reStructuredText.
///
/// Reading never fails; what is wrong with the text is told by the
/// diagnostics. Other files are read through `files` alone.
pub fn read(source: &Source, options: &Options, files: &dyn Files) -> (Document, Vec<Diagnostic>) {
    let parse::Reading {
        mut document,
        findings,
    } = parse::parse(source, options, files);
    let mut diagnostics = transform::apply(&mut document, options, findings);
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    (document, diagnostics)
}

/// What of HTML can stand in a tree: tables, lists, links, pictures and
/// emphasis, and of all else the text. Each node stands at `span`. The second
/// value tells whether there was a program in it, which is left out.
pub fn read_html(html: &str, span: Span) -> (Vec<Node>, bool) {
    let made = cell::html::read(html, span);
    (made.nodes, made.script)
}
