//! A book, read: its configuration, its summary, and its chapters as trees.
//!
//! Chapters are read many at a time, then their references to each other are
//! resolved, many at a time again.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use doctree::book::{Settings, Survey};
use doctree::{Diagnostic, Document, Files, Options, Source};
use mdbook_driver::book::{Book as MdBook, BookItem};
use mdbook_driver::config::Config;
use mdbook_summary::Summary;
use rayon::prelude::*;

use crate::fences::{self, Fence};
use crate::files::{BookFiles, lexical, slashed};
use crate::progress::Step;
use crate::report::Report;
use crate::{config, includes, inventories, pictures, raw_html, summary};

/// A book on disk.
pub(crate) struct Book {
    /// Its folder.
    pub(crate) root: PathBuf,
    /// What `book.toml` says.
    pub(crate) config: Config,
    /// What `SUMMARY.md` says.
    pub(crate) summary: Summary,
    /// What its chapters may read.
    pub(crate) files: BookFiles,
    /// Its chapters.
    pub(crate) chapters: Chapters,
}

/// The chapters of a book, in reading order; drafts are none.
#[derive(Clone, Debug)]
pub(crate) struct Chapters {
    /// Each, with its references resolved.
    pub(crate) all: Arc<[Chapter]>,
    /// What they can refer to in each other.
    pub(crate) references: Arc<doctree::book::Book>,
}

/// A chapter, read.
#[derive(Clone, Debug)]
pub(crate) struct Chapter {
    /// Its file, from the folder of the sources.
    pub(crate) path: PathBuf,
    /// Its text, as it was read.
    pub(crate) text: String,
    /// What was made of it.
    pub(crate) body: Body,
}

/// What chapters are: those that are read here, and those that mdBook reads.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// reStructuredText or a notebook, as a tree.
    Tree(Document),
    /// Markdown, which mdBook reads, and the listings in it.
    Markdown(Source, Vec<Fence>),
}

/// Reads the book in `root`. None, if too little of it can be read to go on:
/// the report says why. What is wrong with a chapter stands in the report.
pub(crate) fn load(root: &Path, report: &mut Report) -> anyhow::Result<Option<Book>> {
    let Some(config) = config::read(root, report)? else {
        return Ok(None);
    };
    let src = root.join(&config.book.src);
    let files = BookFiles::of(root, &config)?;
    let Some(summary) = summary::read(&src, &files, report) else {
        return Ok(None);
    };
    let loaded =
        mdbook_driver::MDBook::load_with_config_and_summary(root, bare(&config)?, summary.clone())?;
    let chapters = read_all(&loaded.book, &config, &files, report);
    Ok(Some(Book {
        root: root.to_owned(),
        config,
        summary,
        files,
        chapters,
    }))
}

/// The configuration without what mdBook would look for to run.
fn bare(config: &Config) -> anyhow::Result<Config> {
    let mut bare = Config::default();
    bare.book = config.book.clone();
    bare.build = config.build.clone();
    bare.set("output.html", toml::Table::new())?;
    Ok(bare)
}

/// Reads every chapter that mdBook has loaded.
pub(crate) fn read_all(
    book: &MdBook,
    config: &Config,
    files: &BookFiles,
    report: &mut Report,
) -> Chapters {
    let options = config::options(config);
    let found: Vec<_> = book
        .iter()
        .filter_map(|item| match item {
            BookItem::Chapter(chapter) => {
                let path = chapter.source_path.as_deref().and_then(lexical)?;
                let number = chapter.number.as_ref().map(|it| it.to_vec());
                Some((path, number.unwrap_or_default(), chapter.content.as_str()))
            }
            BookItem::Separator | BookItem::PartTitle(_) => None,
        })
        .collect();
    let step = Step::new("reading", found.len());
    let read: Vec<Reading> = found
        .into_par_iter()
        .map(|(path, number, text)| {
            let reading = Reading::new(path, number, text, &options, files);
            step.advance(1, &reading.chapter.path.to_string_lossy());
            reading
        })
        .collect();
    resolve(read, inventories::settings(config, files, report), report)
}

/// A chapter that was read by itself.
pub(crate) struct Reading {
    /// The chapter, its references to others still open.
    pub(crate) chapter: Chapter,
    /// What others can refer to in it.
    pub(crate) survey: Survey,
    /// What is wrong with it.
    pub(crate) report: Report,
}

impl Reading {
    /// Reads the chapter at `path` of the sources, which has this number.
    pub(crate) fn new(
        path: PathBuf,
        number: Vec<u32>,
        text: &str,
        options: &Options,
        files: &BookFiles,
    ) -> Self {
        let mut report = Report::default();
        let source = Source::new(files.name(&path), text);
        let (document, body) = read(&path, &source, options, files, &mut report);
        let survey = Survey::of(&slashed(&path), &document).numbered(number);
        let body = body.unwrap_or(Body::Tree(document));
        let text = text.to_owned();
        Self {
            chapter: Chapter { path, text, body },
            survey,
            report,
        }
    }
}

/// The tree of one chapter, and its body if that is not the tree.
fn read(
    path: &Path,
    source: &Source,
    options: &Options,
    files: &BookFiles,
    report: &mut Report,
) -> (Document, Option<Body>) {
    if is_tree(path) {
        let (mut document, found) = tree(path, source, options, files);
        report.document(&document, found);
        pictures::choose(&mut document, source.name(), files);
        raw_html::check_document(&document, report);
        return (document, None);
    }
    // The page is mdBook's to make of it; the tree is the PDF's.
    let (mut document, found) = doctree::read_markdown(source, options);
    report.document(&document, found);
    let fences = fences::listings(source, options, files, report);
    fences::place(&mut document, &fences);
    raw_html::check(source, report);
    includes::check(source, files, report);
    (document, Some(Body::Markdown(source.clone(), fences)))
}

/// The chapters with the references between them resolved.
fn resolve(read: Vec<Reading>, settings: Settings, report: &mut Report) -> Chapters {
    let mut chapters = Vec::with_capacity(read.len());
    let mut surveys = Vec::with_capacity(read.len());
    for one in read {
        chapters.push(one.chapter);
        surveys.push(one.survey);
        report.append(one.report);
    }
    let references = doctree::book::Book::new(surveys, settings);
    for (at, found) in references.findings() {
        report.chapter(&chapters[*at], vec![found.clone()]);
    }
    let found: Vec<Vec<Diagnostic>> = chapters
        .par_iter_mut()
        .enumerate()
        .map(|(at, chapter)| match &mut chapter.body {
            Body::Tree(document) => references.resolve(at, document),
            Body::Markdown(..) => Vec::new(),
        })
        .collect();
    for (chapter, found) in chapters.iter().zip(found) {
        report.chapter(chapter, found);
    }
    Chapters {
        all: chapters.into(),
        references: Arc::new(references),
    }
}

/// Whether the file is a chapter that is read here: reStructuredText, or a
/// notebook.
pub(crate) fn is_tree(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "rst") || is_notebook(path)
}

fn is_notebook(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "ipynb")
}

/// The tree of the chapter at `path`, which [`is_tree`], and what is wrong
/// with it.
pub(crate) fn tree(
    path: &Path,
    source: &Source,
    options: &Options,
    files: &dyn Files,
) -> (Document, Vec<Diagnostic>) {
    if is_notebook(path) {
        doctree::read_notebook(source, options)
    } else {
        doctree::read(source, options, files)
    }
}
