//! Document trees, typeset as a PDF by Typst, which is linked in.
//!
//! A book travels through four rooms, each arrow a value:
//!
//! ```text
//! chapters ─▶ check ─▶ trees that cannot fail ─▶ data ─▶ JSON ─▶ world + template ─▶ pages ─▶ export ─▶ PDF
//! ```
//!
//! - `check` puts right, in the trees, all that would stop Typst or mislead a
//!   reader: links, ids, pictures, footnotes, nesting, characters no font has.
//! - `data` writes the trees as JSON. Text stays data: no Typst markup is ever
//!   generated, so that nothing a book says can become a command.
//! - `template.typ` sets the JSON, one function for each kind of node.
//! - `world` is all that Typst can see: the template, the data, the pictures
//!   and the bundled fonts. No file system, no packages, no clock.
//!
//! The same book gives the same bytes.
#![warn(clippy::disallowed_methods)]

mod check;
mod data;
mod export;
mod world;

#[cfg(test)]
mod tests;

use doctree::{Diagnostic, Document};

/// What stands on the cover and how the paper is.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The book's title; also the title that PDF readers show.
    pub title: String,
    /// A line below the title.
    pub subtitle: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The language of the text: `en`, or with a region `en-GB`.
    pub language: String,
    /// The edition, as the cover shows it.
    pub version: Option<String>,
    /// The date, as the cover shows it. The file itself carries none.
    pub date: Option<String>,
    /// The paper under Typst's name for it: `a4`, `us-letter`. Empty means `a4`.
    pub paper: String,
    /// The path of the picture on the cover, relative to the book's source folder.
    pub cover: Option<String>,
}

/// One chapter; a book has them in reading order.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// The title that the book's contents give it; the document's own title
    /// stands on the page, if it has one.
    pub title: String,
    /// The path of its source, relative to the book's source folder: `the-gil.rst`.
    pub path: String,
    /// Its number, such as `[2, 1]` for chapter 2.1; none for a preface or an appendix.
    pub number: Option<Vec<u32>>,
    /// The title of the part that it opens, or that it stands in.
    pub part: Option<String>,
    /// Its text.
    pub document: Document,
}

/// Where pictures come from.
pub trait Images {
    /// The bytes of the picture at `path`, which is relative to the book's
    /// source folder; nothing, if there is no such picture.
    fn load(&self, path: &str) -> Option<Vec<u8>>;
}

/// A typeset book.
#[derive(Clone, Debug)]
pub struct Typeset {
    /// The file.
    pub pdf: Vec<u8>,
    /// What could not be set as it was written, in reading order.
    pub findings: Vec<Finding>,
}

/// Something that could not be set as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The chapter it is in, counted from 0; none, if it is about the book.
    pub chapter: Option<usize>,
    /// What it is, and where in the chapter's sources.
    pub diagnostic: Diagnostic,
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The data could not be written as JSON.
    #[error("the book could not be handed to the typesetter: {0}")]
    Data(#[from] serde_json::Error),
    /// Typst refused the book; its own words, one problem a line.
    #[error("the book could not be typeset: {0}")]
    Layout(String),
    /// The pages could not be written as a PDF, not even without tags.
    #[error("the pages could not be written as a PDF: {0}")]
    Export(String),
}

/// Sets `chapters` as one PDF.
///
/// What is wrong with single things in the book is found, put right and
/// reported; it stops nothing. Errors are faults of the typesetter.
pub fn typeset(
    settings: &Settings,
    chapters: &[Chapter],
    images: &dyn Images,
) -> Result<Typeset, Error> {
    let mut checked = check::check(settings, chapters, images);
    let book = data::book(settings, chapters, &checked);
    let world = world::World::new(serde_json::to_vec(&book)?, &checked.pictures);
    let pages = world.pages()?;
    let pdf = export::export(&pages, &mut checked.findings)?;
    world::forget();
    Ok(Typeset {
        pdf,
        findings: checked.findings,
    })
}
