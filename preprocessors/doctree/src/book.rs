//! What the chapters of a book say of one another: labels, documents, objects,
//! terms, numbers and tables of contents. Sphinx calls it the environment.
//!
//! Each chapter is surveyed by itself, the surveys together make the book, and
//! the book resolves the references of each chapter, again by itself: both
//! steps can be done for many chapters at a time.
//!
//! ```
//! use doctree::book::{Book, Settings, Survey};
//! use doctree::{NoFiles, Options, Source, read, writer};
//!
//! let read = |name, text| read(&Source::new(name, text), &Options::default(), &NoFiles).0;
//! let mut here = read("here.rst", "See :ref:`the lock <gil>`.\n");
//! let there = read("deep/there.rst", ".. _gil:\n\nThe lock\n========\n");
//!
//! let surveys = vec![Survey::of("here.rst", &here), Survey::of("deep/there.rst", &there)];
//! let book = Book::new(surveys, Settings::default());
//! assert!(book.resolve(0, &mut here).is_empty());
//!
//! let html = writer::html::body(&here, &writer::html::Html::default());
//! assert!(html.contains("href=\"deep/there.rst#gil\""));
//! ```

mod caption;
mod copies;
mod genindex;
mod goal;
mod label;
mod made;
mod nested;
mod number;
mod object;
mod objects_inv;
mod path;
mod python;
mod resolve;
mod survey;
mod title;
mod toctree;

use foldhash::{HashMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use label::Labels;
use number::Numbers;
use object::Objects;
pub use objects_inv::{Entry, Inventory, InventoryError};
pub use survey::Survey;

/// A book whose chapters have been surveyed.
#[derive(Debug)]
pub struct Book {
    chapters: Vec<Survey>,
    by_name: HashMap<String, usize>,
    labels: Labels,
    objects: Objects,
    numbers: Numbers,
    settings: Settings,
    findings: Vec<(usize, Diagnostic)>,
}

/// What a book is to know besides its chapters.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Whether figures, tables and programs with captions are numbered
    /// (Sphinx's `numfig`).
    pub numfig: bool,
    /// Other projects, by the names that references call them: where their
    /// pages are, with a slash at the end, and what is in them.
    pub projects: Vec<(String, String, Inventory)>,
    /// References that may lead nowhere without a word: what they refer to, such
    /// as `py:func`, and its name (Sphinx's `nitpick_ignore`).
    pub nitpick_ignore: HashSet<(String, String)>,
}

impl Book {
    /// The book of the chapters of `surveys`, in reading order.
    pub fn new(chapters: Vec<Survey>, settings: Settings) -> Self {
        let mut findings = Vec::new();
        let labels = Labels::new(&chapters, &mut findings);
        let objects = Objects::new(&chapters, &mut findings);
        let numbers = Numbers::new(&chapters, settings.numfig);
        let name = |(at, chapter): (usize, &Survey)| (chapter.name.clone(), at);
        let by_name = chapters.iter().enumerate().map(name).collect();
        Self {
            chapters,
            by_name,
            labels,
            objects,
            numbers,
            settings,
            findings,
        }
    }

    /// What is wrong between chapters: the number of the chapter that says so,
    /// and what it says.
    pub fn findings(&self) -> &[(usize, Diagnostic)] {
        &self.findings
    }

    /// What was surveyed in the chapter `chapter`.
    pub fn survey(&self, chapter: usize) -> Option<&Survey> {
        self.chapters.get(chapter)
    }

    /// What other projects can refer to in this one, for [`Inventory::write`].
    /// `page` gives the address of a chapter's page.
    pub fn inventory(&self, page: impl Fn(&str) -> String) -> Inventory {
        objects_inv::of(self, page)
    }

    /// The labels of all chapters: the number of the chapter, the label, its
    /// anchor, and where it stands.
    pub fn labels(&self) -> impl Iterator<Item = (usize, &str, &str, Span)> {
        self.chapters.iter().enumerate().flat_map(|(at, chapter)| {
            let labels = chapter.labels.iter();
            labels.map(move |it| (at, it.name.as_str(), it.id.as_str(), it.span))
        })
    }

    fn chapter(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }
}
