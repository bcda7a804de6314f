//! Chapters, made into what mdBook reads.
//!
//! A chapter in reStructuredText, or a notebook, becomes Markdown, under a path that ends in
//! `.md`; its `source_path` stays what it was. A chapter in Markdown keeps
//! every byte but the endings of links to chapters.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use doctree::tree::Attributes;
use doctree::writer::html::is_hidden;
use doctree::{Document, Element, Node, Options, Source, Span, writer};
use mdbook_driver::book::{Book as MdBook, Chapter as MdChapter};
use mdbook_driver::config::{Config, HtmlConfig};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use rayon::prelude::*;

use crate::book::{self, Body, Chapters, is_tree};
use crate::config;
use crate::drawings;
use crate::fences;
use crate::files::{BookFiles, lexical};
use crate::fragments::{Fragments, Rust};
use crate::highlight;
use crate::navigation::Navigation;
use crate::pictures;
use crate::progress::Step;
use crate::references::{Index, lead};
use crate::report::Report;
use crate::rewrite::rewrite;

/// The name of the preprocessor in `book.toml`.
pub(crate) const NAME: &str = "hornbook";

/// The edition of Rust, if the book names none.
pub(crate) const EDITION: &str = "2024";

/// The renderer that works on the sources.
const PDF: &str = "pdf";

/// The classes of a cell of a notebook, and of its parts.
const CELL: [&str; 3] = ["cell", "cell_input", "cell_output"];

/// The preprocessor. It knows the chapters as they were read from disk.
pub(crate) struct Hornbook {
    chapters: Chapters,
    /// What is known of all chapters, if these are not all.
    index: Option<Arc<Index>>,
}

impl Hornbook {
    /// The preprocessor for a book of `chapters`.
    pub(crate) fn new(chapters: Chapters) -> Self {
        Self {
            chapters,
            index: None,
        }
    }

    /// The preprocessor for those of a book's chapters that have changed; `index`
    /// knows all of them.
    pub(crate) fn again(chapters: Chapters, index: Arc<Index>) -> Self {
        Self {
            chapters,
            index: Some(index),
        }
    }
}

impl Preprocessor for Hornbook {
    fn name(&self) -> &str {
        NAME
    }

    fn run(&self, context: &PreprocessorContext, mut book: MdBook) -> anyhow::Result<MdBook> {
        if context.renderer == PDF {
            book.for_each_chapter_mut(leave_to_the_source);
            return Ok(book);
        }
        let html = context.renderer == "html";
        let places = self.chapters.all.iter().enumerate();
        let press = Press {
            chapters: &self.chapters,
            places: places.map(|(at, it)| (it.path.as_path(), at)).collect(),
            index: self.index.clone().unwrap_or_else(|| {
                let index = Index::new(&self.chapters.all);
                Arc::new(index.renaming(renames(&context.config)))
            }),
            whole: self.index.is_none(),
            options: config::options(&context.config),
            files: BookFiles::of(&context.root, &context.config)?,
            fragments: fragments(&context.root, &context.config)?,
            navigation: navigation(&context.config, &book).filter(|_| html),
            html,
        };
        press.turn_all(&mut book);
        press.fragments.fault()?;
        Ok(book)
    }
}

/// Empties a chapter that is read here, which the PDF reads from its source:
/// `links`, which runs next, would look for its commands in it.
fn leave_to_the_source(chapter: &mut MdChapter) {
    if chapter.source_path.as_deref().is_some_and(is_tree) {
        chapter.content.clear();
    }
}

/// Whether mdBook's `index` runs, which makes `index.md` of `README.md`.
pub(crate) fn renames(config: &Config) -> bool {
    config.build.use_default_preprocessors || config.contains_key("preprocessor.index")
}

/// What `book`'s pages lead by, if they shall.
fn navigation(config: &Config, book: &MdBook) -> Option<Navigation> {
    let html = config.html_config().unwrap_or_default();
    let wanted = config::hornbook(config).navigation;
    wanted.then(|| Navigation::of(book, &config.book, &html, renames(config)))
}

/// The pieces of the book in `root`.
pub(crate) fn fragments(root: &Path, config: &Config) -> anyhow::Result<Fragments> {
    let html: HtmlConfig = config.get("output.html")?.unwrap_or_default();
    let rust = Rust {
        edition: edition(config),
        editable: config::hornbook(config).editable,
    };
    Fragments::new(&html.theme_dir(root), rust).context("cannot read the theme")
}

/// The edition of the book's programs, where they name none.
pub(crate) fn edition(config: &Config) -> String {
    // Its only public form is the one it is written in.
    let edition = toml::Value::try_from(config.rust.edition);
    let written = edition.ok().and_then(|it| it.as_str().map(str::to_owned));
    written.unwrap_or_else(|| EDITION.to_owned())
}

/// What turns chapters.
struct Press<'a> {
    chapters: &'a Chapters,
    /// Where they stand among them, by their files.
    places: HashMap<&'a Path, usize>,
    index: Arc<Index>,
    /// Whether they are all that the book has.
    whole: bool,
    options: Options,
    files: BookFiles,
    fragments: Fragments,
    navigation: Option<Navigation>,
    html: bool,
}

impl Press<'_> {
    /// Turns all chapters of `book`, many at a time.
    fn turn_all(&self, book: &mut MdBook) {
        let mut chapters = Vec::new();
        book.for_each_chapter_mut(|it| {
            chapters.push(MdChapter {
                name: it.name.clone(),
                content: std::mem::take(&mut it.content),
                path: it.path.clone(),
                source_path: it.source_path.clone(),
                ..MdChapter::default()
            });
        });
        let step = Step::new("writing", chapters.len());
        chapters.par_iter_mut().for_each(|it| {
            self.turn(it);
            step.advance(1, &it.name);
        });
        let mut turned = chapters.into_iter();
        book.for_each_chapter_mut(|it| {
            if let Some(chapter) = turned.next() {
                it.content = chapter.content;
                it.path = chapter.path;
            }
        });
    }

    fn turn(&self, chapter: &mut MdChapter) {
        let Some(path) = chapter.source_path.as_deref().and_then(lexical) else {
            return;
        };
        if !self.whole && !self.places.contains_key(path.as_path()) {
            if is_tree(&path) {
                chapter.path = chapter.path.take().map(|it| it.with_extension("md"));
            }
            return;
        }
        if is_tree(&path) {
            let document = self.document(&path, &chapter.content);
            chapter.content = self.markdown(document, &path, &chapter.name);
            chapter.path = chapter.path.take().map(|it| it.with_extension("md"));
        } else {
            let text = self.with_listings(&path, &chapter.content);
            chapter.content = rewrite(&text, |uri| self.index.ending(&path, uri));
        }
        if let Some(navigation) = &self.navigation {
            chapter.content = navigation.around(&path, &chapter.content);
        }
    }

    /// The tree of the chapter whose source is `path`: as it was read, unless
    /// another preprocessor has changed its text since.
    fn document(&self, path: &Path, text: &str) -> Document {
        let place = self.places.get(path).copied();
        if let Some(at) = place
            && let Body::Tree(document) = &self.chapters.all[at].body
            && self.chapters.all[at].text == text
        {
            return document.clone();
        }
        let source = Source::new(self.files.name(path), text);
        let (mut document, _) = book::tree(path, &source, &self.options, &self.files);
        pictures::choose(&mut document, source.name(), &self.files);
        if let Some(at) = place {
            self.chapters.references.resolve(at, &mut document);
        }
        document
    }

    /// A chapter in Markdown with its listings drawn.
    fn with_listings(&self, path: &Path, text: &str) -> String {
        // Not a byte of it may change.
        let source = Source::verbatim(self.files.name(path), text);
        // What is wrong with them was told when the book was read.
        let mut report = Report::default();
        let fences = fences::listings(&source, &self.options, &self.files, &mut report);
        fences::replace(text, &fences, |nodes| {
            let root = Node::with(Element::Document, Span::default(), nodes.to_vec());
            let sources = vec![source.clone()];
            self.write(Document { root, sources }, None)
        })
    }

    fn markdown(&self, mut document: Document, path: &Path, title: &str) -> String {
        lead(&mut document, &self.index, path);
        self.write(document, Some(title))
    }

    fn write(&self, mut document: Document, title: Option<&str>) -> String {
        if self.html {
            drawings::keep_text(&mut document);
            highlight::highlight(&mut document);
        } else {
            drawings::as_text(&mut document);
            let nodes = std::mem::take(&mut document.root.children);
            document.root.children = without_listings(nodes);
        }
        let draw = |node: &Node, _: &str| self.fragments.draw(node);
        let options = writer::markdown::Markdown {
            fragment: &draw,
            plain_code: !self.html,
            title,
            language_code: &self.options.language_code,
            ..Default::default()
        };
        writer::markdown::write(&document, &options)
    }
}

/// The nodes with every listing, and every cell of a notebook, taken apart into
/// what any renderer knows: a listing's caption as a paragraph, code and output
/// as blocks of code.
fn without_listings(nodes: Vec<Node>) -> Vec<Node> {
    let mut out = Vec::new();
    for mut node in nodes {
        if matches!(node.element, Element::Listing(_)) {
            let mut target = Node::new(Element::Target(Box::default()), node.span);
            target.attributes = node.attributes;
            out.push(target);
            out.extend(node.children.into_iter().map(plain_part));
        } else if CELL.iter().any(|class| node.attributes.has_class(class)) {
            out.extend(without_listings(node.children));
        } else {
            node.children = without_listings(node.children);
            out.push(node);
        }
    }
    out
}

fn plain_part(mut part: Node) -> Node {
    part.children.retain(|it| !is_hidden(it));
    if part.element == Element::Caption {
        part.element = Element::Paragraph;
    } else if part.attributes.has_class("output") {
        part.attributes = Attributes::default();
    }
    part
}
