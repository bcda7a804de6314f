//! A book, read: its configuration, its summary, and its chapters as trees.

use std::path::{Path, PathBuf};

use doctree::{Document, Options, Source};
use mdbook_driver::book::{Book as MdBook, BookItem};
use mdbook_driver::config::Config;
use mdbook_summary::Summary;

use crate::files::{BookFiles, lexical};
use crate::report::Report;
use crate::{config, includes, raw_html, summary};

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
    /// Its chapters, in reading order; drafts are none.
    pub(crate) chapters: Vec<Chapter>,
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

/// The two languages of chapters.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// reStructuredText, as a tree.
    Rest(Document),
    /// Markdown, which mdBook reads.
    Markdown(Source),
}

/// Reads the book in `root`. None, if too little of it can be read to go on:
/// the report says why. What is wrong with a chapter stands in the report.
pub(crate) fn load(root: &Path, report: &mut Report) -> anyhow::Result<Option<Book>> {
    let Some(config) = config::read(root, report)? else {
        return Ok(None);
    };
    let src = root.join(&config.book.src);
    let files = BookFiles::new(root, &config.book.src)?;
    let Some(summary) = summary::read(&src, &files, report) else {
        return Ok(None);
    };
    let loaded =
        mdbook_driver::MDBook::load_with_config_and_summary(root, bare(&config)?, summary.clone())?;
    let chapters = read_all(&loaded.book, &config::options(&config), &files, report);
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
    options: &Options,
    files: &BookFiles,
    report: &mut Report,
) -> Vec<Chapter> {
    book.iter()
        .filter_map(|item| match item {
            BookItem::Chapter(chapter) => {
                let path = chapter.source_path.as_deref().and_then(lexical)?;
                Some(read(path, &chapter.content, options, files, report))
            }
            BookItem::Separator | BookItem::PartTitle(_) => None,
        })
        .collect()
}

/// Reads one chapter.
pub(crate) fn read(
    path: PathBuf,
    text: &str,
    options: &Options,
    files: &BookFiles,
    report: &mut Report,
) -> Chapter {
    let source = Source::new(files.name(&path), text);
    let body = if is_rest(&path) {
        let (document, found) = doctree::read(&source, options, files);
        report.document(&document, found);
        raw_html::check_document(&document, report);
        Body::Rest(document)
    } else {
        // The page is mdBook's to make of it; the tree is the PDF's.
        let (document, found) = doctree::read_markdown(&source, options);
        report.document(&document, found);
        raw_html::check(&source, report);
        includes::check(&source, files, report);
        Body::Markdown(source)
    };
    Chapter {
        path,
        text: text.to_owned(),
        body,
    }
}

/// Whether the file holds reStructuredText.
pub(crate) fn is_rest(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "rst")
}
