//! Notebooks: what Jupyter keeps (nbformat 4, and what can be read of those
//! before it) as a document.
//!
//! Cells of Markdown are read as chapters in Markdown are, with mathematics
//! and attached pictures. A cell of code is a `container` of the class `cell`
//! that holds its code and what is recorded of its run; nothing is run. All
//! places are places in the file, so that an editor can go there.

mod anchors;
mod format;
mod json;
mod maths;
mod output;
mod picture;
mod reader;
mod tags;
mod text;

use crate::diagnostic::{Diagnostic, Severity};
use crate::markdown;
use crate::options::Options;
use crate::source::{Source, Span, offset};
use crate::tree::{Document, Element, Node};
pub use picture::{Picture, picture};

/// Reads a notebook.
///
/// Reading never fails: what is no valid JSON is read as far as it goes, and
/// the diagnostics say what is wrong. Pictures are in the tree, as `data:`
/// addresses.
pub fn read_notebook(source: &Source, options: &Options) -> (Document, Vec<Diagnostic>) {
    let (value, mut diagnostics) = json::read(source.text());
    let notebook = value.as_ref().and_then(format::Notebook::of);
    let mut root = if let Some(notebook) = &notebook {
        let (blocks, found) = reader::blocks(notebook, options);
        diagnostics.extend(notebook.strange.clone());
        diagnostics.extend(found);
        markdown::document(blocks, options, &mut diagnostics)
    } else {
        diagnostics.insert(0, no_notebook());
        as_text(source)
    };
    anchors::settle(&mut root);
    let sources = vec![source.clone()];
    let mut document = Document { root, sources };
    stand_between_characters(&mut document, &mut diagnostics);
    (document, diagnostics)
}

fn no_notebook() -> Diagnostic {
    let message = "This is no notebook; it is shown as it is.";
    Diagnostic::new(Severity::Error, message, Span::default())
        .help("a notebook is a JSON object with a list of `cells`")
}

fn as_text(source: &Source) -> Node {
    let text = source.text();
    let span = Span::new(0, 0, offset(text.len()));
    let mut root = Node::new(Element::Document, span);
    if !text.trim().is_empty() {
        let text = vec![Node::text(text.trim_end(), span)];
        root.children
            .push(Node::with(Element::LiteralBlock, span, text));
    }
    root
}

/// Moves places that lie within a character, as they may where an escape
/// stands for several bytes, to where it starts.
fn stand_between_characters(document: &mut Document, diagnostics: &mut [Diagnostic]) {
    let Document { root, sources } = document;
    let text = sources.first().map_or("", Source::text);
    let settle = |span: &mut Span| {
        for at in [&mut span.start, &mut span.end] {
            *at = (*at).min(offset(text.len()));
            while !text.is_char_boundary(*at as usize) {
                *at -= 1;
            }
        }
    };
    root.walk_mut(&mut |node| settle(&mut node.span));
    for diagnostic in diagnostics.iter_mut() {
        settle(&mut diagnostic.span);
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
}
