//! A built site, made anew where only the texts of some chapters have changed.
//!
//! What a chapter says to others, its labels, titles and anchors, is known of the
//! whole book. If a changed chapter still says the same, its page is the only one
//! that changes, and is made by itself ([`Standing::renew`]); what searches the
//! site follows ([`Standing::finish`]). In any doubt the answer is none, and the
//! whole book is to be built.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use doctree::Source;
use mdbook_driver::MDBook;
use mdbook_driver::book::{Book as MdBook, BookItem, Chapter as MdChapter};
use mdbook_driver::config::Config;
use mdbook_html::HtmlHandlebars;
use mdbook_renderer::RenderContext;
use mdbook_summary::Summary;

use crate::book::{Body, Book, Chapter, Chapters, Reading};
use crate::files::BookFiles;
use crate::pages::Press;
use crate::preprocess::{self, Hornbook};
use crate::references::{Index, check_one};
use crate::report::Report;
use crate::{config, log, offline, search};

/// The preprocessors that treat each chapter by itself.
const LOCAL: [&str; 3] = ["hornbook", "links", "index"];

/// Parts of what makes a text show a file.
const SHOWS: [&str; 3] = ["include::", ":file:", "{{#"];

/// A site as it was built last, and what is known of its book.
pub(crate) struct Standing {
    root: PathBuf,
    config: Config,
    files: BookFiles,
    chapters: Vec<Known>,
    references: Arc<doctree::book::Book>,
    index: Arc<Index>,
    /// The book before its chapters are made into what mdBook reads, without texts.
    before: MdBook,
    /// The book as it was rendered, without texts; its destination is the site.
    made: RenderContext,
    press: Press,
    report: Report,
}

/// What is known of a chapter.
struct Known {
    path: PathBuf,
    number: Vec<u32>,
    /// Its text, and those it includes.
    sources: Vec<Source>,
    /// Whether it shows listings, whose recordings belong to it.
    lists: bool,
}

/// The text of a chapter that has changed.
struct Renewed {
    at: usize,
    chapter: Chapter,
}

impl Standing {
    /// What is to be known of `book`, which was configured by `config` and
    /// rendered as `made` says, with the findings of `report`. None, if it must
    /// always be built whole.
    pub(crate) fn new(
        book: &Book,
        config: &Config,
        before: MdBook,
        made: RenderContext,
        report: &Report,
    ) -> anyhow::Result<Option<Self>> {
        if !is_local(config) || report.findings().iter().any(|it| it.source.is_none()) {
            return Ok(None);
        }
        let Some(press) = Press::new(&made)? else {
            return Ok(None);
        };
        let chapters = numbers(&before);
        let known = book.chapters.all.iter().map(|it| Known {
            number: chapters.get(&it.path).cloned().unwrap_or_default(),
            path: it.path.clone(),
            sources: sources(&it.body),
            lists: lists(&it.body),
        });
        let index = Index::new(&book.chapters.all).renaming(preprocess::renames(config));
        Ok(Some(Self {
            root: book.root.clone(),
            config: config.clone(),
            files: book.files.clone(),
            chapters: known.collect(),
            references: Arc::clone(&book.chapters.references),
            index: Arc::new(index),
            before,
            made,
            press,
            report: report.clone(),
        }))
    }

    /// Makes the pages of the chapters whose files are `changed` anew, and tells
    /// what is wrong with the book now. None, if more may change than these.
    pub(crate) fn renew(&mut self, changed: &[PathBuf]) -> anyhow::Result<Option<Report>> {
        let places: Option<Vec<usize>> = changed.iter().map(|it| self.place(it)).collect();
        let Some(places) = places else {
            return Ok(None);
        };
        let mut found = Report::default();
        let mut renewed = Vec::new();
        for at in places {
            let Some(chapter) = self.read(at, &mut found)? else {
                return Ok(None);
            };
            renewed.push(Renewed { at, chapter });
        }
        self.render(&renewed)?;
        log::report(&mut found);
        let mut report = self.report_without(&renewed);
        for Renewed { at, chapter } in renewed {
            self.chapters[at].sources = sources(&chapter.body);
        }
        report.append(found);
        self.report = report.clone();
        Ok(Some(report))
    }

    /// Whether there is nothing that is known of no chapter, so that the next
    /// change may be met as this one was.
    pub(crate) fn is_certain(&self) -> bool {
        self.report.findings().iter().all(|it| it.source.is_some())
    }

    /// Brings up to date what is made of all pages.
    pub(crate) fn finish(&self) -> anyhow::Result<()> {
        search::write(&self.made)?;
        offline::write(&self.made.config, &self.made.destination)
    }

    /// The chapter whose file is `path`, if nobody else shows that.
    fn place(&self, path: &Path) -> Option<usize> {
        let inside = path
            .strip_prefix(self.root.join(&self.config.book.src))
            .ok()?;
        let at = self.chapters.iter().position(|it| it.path == inside)?;
        let name = inside.file_name()?.to_str()?;
        let others = self.chapters.iter().enumerate().filter(|it| it.0 != at);
        let mut texts = others.flat_map(|(_, it)| &it.sources).map(Source::text);
        let shown = texts.any(|it| it.contains(name) && SHOWS.iter().any(|word| it.contains(word)));
        let is_found = self.references.findings().iter().any(|it| it.0 == at);
        (!shown && !is_found && !self.chapters[at].lists).then_some(at)
    }

    /// The chapter at `at`, read again; none, if it says other things to others.
    fn read(&self, at: usize, report: &mut Report) -> anyhow::Result<Option<Chapter>> {
        let known = &self.chapters[at];
        let file = self.root.join(&self.config.book.src).join(&known.path);
        let text = std::fs::read_to_string(&file)
            .with_context(|| format!("cannot read {}", file.display()))?;
        // As mdBook does.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let options = config::options(&self.config);
        let (path, number) = (known.path.clone(), known.number.clone());
        let read = Reading::new(path, number, text, &options, &self.files);
        let mut chapter = read.chapter;
        let same = self
            .references
            .survey(at)
            .is_some_and(|it| it.agrees(&read.survey));
        if !same || lists(&chapter.body) {
            return Ok(None);
        }
        report.append(read.report);
        if let Body::Tree(document) = &mut chapter.body {
            let found = self.references.resolve(at, document);
            report.chapter(&chapter, found);
        }
        if !self.index.agrees(&chapter) {
            return Ok(None);
        }
        check_one(&chapter, &self.index, &self.files, report);
        Ok(Some(chapter))
    }

    /// Makes the pages, and puts those that differ into the site.
    fn render(&mut self, renewed: &[Renewed]) -> anyhow::Result<()> {
        let context = self.preprocess(renewed)?;
        let sources: Vec<_> = context
            .book
            .chapters()
            .map(|it| it.source_path.clone())
            .collect();
        for Renewed { chapter, .. } in renewed {
            let at = sources
                .iter()
                .position(|it| it.as_deref() == Some(chapter.path.as_path()));
            let at = at.with_context(|| format!("there is no {}", chapter.path.display()))?;
            for (name, text) in self.press.page(&context, at)? {
                replace(&self.made.destination.join(name), &text)?;
            }
        }
        Ok(())
    }

    /// The book with the texts of these chapters as mdBook is to read them.
    fn preprocess(&self, renewed: &[Renewed]) -> anyhow::Result<RenderContext> {
        let mut book = self.before.clone();
        book.for_each_chapter_mut(|it| {
            let path = it.source_path.as_deref();
            let mut own = renewed.iter().map(|it| &it.chapter);
            if let Some(chapter) = own.find(|it| path == Some(it.path.as_path())) {
                it.content.clone_from(&chapter.text);
            }
        });
        let chapters = Chapters {
            all: renewed.iter().map(|it| it.chapter.clone()).collect(),
            references: Arc::clone(&self.references),
        };
        let root = self.root.canonicalize()?;
        let config = self.config.clone();
        let mut driver = MDBook::load_with_config_and_summary(root, config, Summary::default())?;
        driver.book = book;
        driver.with_preprocessor(Hornbook::again(chapters, Arc::clone(&self.index)));
        let (book, told) = driver.preprocess_book(&HtmlHandlebars::new())?;
        let made = &self.made;
        let mut context =
            RenderContext::new(&made.root, book, made.config.clone(), &made.destination);
        context
            .chapter_titles
            .clone_from(&told.chapter_titles.borrow());
        Ok(context)
    }

    /// What was known before, without what was known of these chapters.
    fn report_without(&self, renewed: &[Renewed]) -> Report {
        let sources = renewed.iter().flat_map(|it| &self.chapters[it.at].sources);
        let names: HashSet<&str> = sources.map(Source::name).collect();
        let mut report = Report::default();
        for finding in self.report.findings() {
            if let Some(source) = &finding.source
                && !names.contains(source.name())
            {
                report.add(source, finding.diagnostic.clone());
            }
        }
        report
    }
}

/// Whether each chapter is made by itself.
fn is_local(config: &Config) -> bool {
    let tables = config.preprocessors::<toml::Value>().unwrap_or_default();
    let links = config.build.use_default_preprocessors || tables.contains_key("links");
    let first = config::hornbook(config)
        .before
        .iter()
        .any(|it| it == "links");
    tables.keys().all(|it| LOCAL.contains(&it.as_str())) && (first || !links)
}

/// The numbers of the chapters, by their files.
fn numbers(book: &MdBook) -> HashMap<PathBuf, Vec<u32>> {
    let number = |it: &MdChapter| it.number.as_ref().map(|it| it.to_vec());
    let chapters = book.chapters();
    chapters
        .filter_map(|it| {
            let path = it.source_path.as_deref().and_then(crate::files::lexical)?;
            Some((path, number(it).unwrap_or_default()))
        })
        .collect()
}

fn sources(body: &Body) -> Vec<Source> {
    match body {
        Body::Tree(document) => document.sources.clone(),
        Body::Markdown(source, _) => vec![source.clone()],
    }
}

/// Whether the chapter shows listings.
fn lists(body: &Body) -> bool {
    match body {
        Body::Tree(document) => !listings::find([document]).is_empty(),
        Body::Markdown(_, fences) => !fences.is_empty(),
    }
}

/// `items` without the texts of chapters.
pub(crate) fn without_texts(items: &[BookItem]) -> Vec<BookItem> {
    let item = |it: &BookItem| match it {
        BookItem::Chapter(chapter) => BookItem::Chapter(MdChapter {
            name: chapter.name.clone(),
            content: String::new(),
            number: chapter.number.clone(),
            sub_items: without_texts(&chapter.sub_items),
            path: chapter.path.clone(),
            source_path: chapter.source_path.clone(),
            parent_names: chapter.parent_names.clone(),
        }),
        BookItem::Separator => BookItem::Separator,
        BookItem::PartTitle(title) => BookItem::PartTitle(title.clone()),
    };
    items.iter().map(item).collect()
}

/// Puts `text` into a file of the site, at once, if it holds another.
fn replace(file: &Path, text: &[u8]) -> anyhow::Result<()> {
    if std::fs::read(file).is_ok_and(|it| it == text) {
        return Ok(());
    }
    let new = file.with_extension("new");
    let why = || format!("cannot write {}", file.display());
    std::fs::write(&new, text).with_context(why)?;
    std::fs::rename(&new, file).with_context(why)
}
