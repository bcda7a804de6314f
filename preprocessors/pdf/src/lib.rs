//! Document trees, typeset as a PDF by Typst, which is linked in.
//!
//! A book travels through four rooms, each arrow a value:
//!
//! ```text
//! chapters ─▶ check ─▶ trees that cannot fail ─▶ data ─▶ JSON ─▶ typeset: world + template ─▶ pages ─▶ export ─▶ PDF
//! ```
//!
//! - `check` puts right, in the trees, all that would stop Typst or mislead a
//!   reader: links, ids, pictures, footnotes, nesting, characters no font has.
//! - `data` writes the trees as JSON. Text stays data: no Typst markup is ever
//!   generated, so that nothing a book says can become a command.
//! - `template.typ` sets the JSON, one function for each kind of node.
//! - `typeset` has Typst set one sheet of the book after another, and puts page
//!   numbers and links into finished pages.
//! - `world` is all that Typst can see: the template, the data, the pictures
//!   and the fonts. No file system, no packages, no clock.
//!
//! The same book gives the same bytes.
#![warn(clippy::disallowed_methods)]

mod check;
mod data;
mod export;
mod fonts;
mod settings;
mod typeset;
mod world;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use doctree::{Diagnostic, Document};
use typst::foundations::Bytes;
use typst_layout::PagedDocument;

use check::Picture;
use data::Data;
use fonts::Fonts;
pub use settings::{Look, Settings, Solutions};
use world::World;

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

/// Who looks on while a book is typeset.
pub trait Watch: Sync {
    /// Whether to go on; asked all the time. If not, why.
    fn goes_on(&self) -> Result<(), String>;
    /// The next step begins.
    fn begins(&self, step: Step);
}

/// The steps that take time, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Text is put on pages.
    Pages,
    /// So many pages are written as a file.
    File(usize),
}

/// A typeset book.
#[derive(Clone, Debug)]
pub struct Typeset {
    /// The file.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// What the file lacks.
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
    /// The one who looked on had it stop; why.
    #[error("typesetting was stopped: {0}")]
    Stopped(String),
}

/// A book as the typesetter takes it.
#[derive(Debug)]
pub struct Prepared {
    /// What Typst sees besides the template: data and pictures.
    look: Vec<u8>,
    data: Data,
    pictures: BTreeMap<String, Picture>,
    template: Vec<(String, String)>,
    fonts: Fonts,
    /// What could not be taken as it was written, in reading order.
    pub findings: Vec<Finding>,
}

/// Prepares `chapters`, whose trees are taken; their sources stay.
///
/// What is wrong with single things in the book is found, put right and
/// reported; it stops nothing.
pub fn prepare(
    settings: &Settings,
    chapters: &mut [Chapter],
    images: &dyn Images,
) -> Result<Prepared, Error> {
    let mut findings = Vec::new();
    let fonts = Fonts::new(&settings.fonts, &mut findings);
    let checked = check::check(settings, chapters, images, &fonts);
    let look = serde_json::to_vec(&data::look(settings, &fonts))?;
    let own = settings
        .template
        .iter()
        .any(|(path, _)| path == world::MAIN);
    let write = if own { data::whole } else { data::divided };
    let data = write(settings, chapters, &checked, &fonts)?;
    findings.extend(checked.findings);
    Ok(Prepared {
        look,
        data,
        pictures: checked.pictures,
        template: settings.template.clone(),
        fonts,
        findings,
    })
}

impl Prepared {
    /// A number that stands for all that the file is made of. Equal numbers
    /// mean equal files.
    pub fn fingerprint(&self) -> u128 {
        let pictures: Vec<_> = self
            .pictures
            .values()
            .map(|it| (&it.file, &it.data))
            .collect();
        typst::utils::hash128(&(
            env!("CARGO_PKG_VERSION"),
            world::TEMPLATE,
            &self.template,
            &self.look,
            &self.data,
            pictures,
            self.fonts.fingerprint(),
        ))
    }

    /// Sets it as one PDF, while `watch` looks on. Errors are faults of the
    /// typesetter, or of a template of the book's own.
    pub fn typeset(self, watch: &dyn Watch) -> Result<Typeset, Error> {
        let mut findings = Vec::new();
        watch.begins(Step::Pages);
        let pages = self.pages(watch)?;
        let count = pages.pages().len();
        // Writing the file needs room, too.
        world::forget();
        watch.begins(Step::File(count));
        let pdf = export::export(&pages, &mut findings)?;
        world::forget();
        Ok(Typeset {
            pdf,
            pages: count,
            findings,
        })
    }
}

impl Prepared {
    /// Its pages.
    fn pages(self, watch: &dyn Watch) -> Result<PagedDocument, Error> {
        let Self {
            look,
            data,
            pictures,
            template,
            fonts,
            ..
        } = self;
        let files = [("look.json", look), ("book.json", data.book.clone())];
        let world = World::new(files, &pictures, &template, &fonts, watch);
        let Some(nodes) = data.nodes else {
            return typeset::pages(&world, &data);
        };
        let files = [("nodes.json", nodes), ("pages.json", b"null".to_vec())];
        let files = files.map(|(path, it)| (path, Bytes::new(it)));
        world.with(files).pages()
    }
}

/// A number that stands for `bytes`, to tell whether a file is still the same.
pub fn fingerprint(bytes: &[u8]) -> u128 {
    typst::utils::hash128(bytes)
}
