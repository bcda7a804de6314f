//! The PDF: the chapters as trees, handed to the typesetter.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use doctree::book::{Book, Survey};
use doctree::{Files as _, Options, Source};
use mdbook_driver::book::{BookItem, Chapter as MdChapter};
use mdbook_renderer::RenderContext;

use crate::config::{self, PdfTable};
use crate::drawings;
use crate::fences;
use crate::files::{BookFiles, lexical};
use crate::highlight::highlight;
use crate::inventories;
use crate::pictures;
use crate::report::Report;

/// The paper, if the book names none.
const PAPER: &str = "a4";

/// Sets the book of `context` and writes it to its destination. Reads the
/// chapters that are read here from their sources; those in Markdown as
/// mdBook's other preprocessors have left them.
pub(crate) fn render(context: &RenderContext, report: &mut Report) -> anyhow::Result<()> {
    let table = config::pdf(&context.config)?.unwrap_or_default();
    let files = BookFiles::of(&context.root, &context.config)?;
    let chapters = chapters(context, &files, report);
    let settings = settings(context, &table);
    let pictures = Pictures { files: &files };
    let set = pdf::typeset(&settings, &chapters, &pictures)?;
    for finding in set.findings {
        match finding.chapter.and_then(|it| chapters.get(it)) {
            Some(chapter) => report.document(&chapter.document, vec![finding.diagnostic]),
            None => report.general(finding.diagnostic.severity, finding.diagnostic.message),
        }
    }
    let path = context.destination.join(file_name(&settings, &table));
    std::fs::create_dir_all(&context.destination)?;
    std::fs::write(&path, set.pdf).with_context(|| format!("cannot write {}", path.display()))
}

/// The pictures that chapters name, by their path from the book's folder.
struct Pictures<'a> {
    files: &'a BookFiles,
}

impl pdf::Images for Pictures<'_> {
    fn load(&self, path: &str) -> Option<Vec<u8>> {
        let file = self.files.locate(&self.files.name(Path::new("_")), path);
        std::fs::read(file.ok()?).ok()
    }
}

fn settings(context: &RenderContext, table: &PdfTable) -> pdf::Settings {
    let book = &context.config.book;
    pdf::Settings {
        title: book.title.clone().unwrap_or_default(),
        subtitle: table.subtitle.clone().or_else(|| book.description.clone()),
        authors: book.authors.clone(),
        language: config::language(&context.config).to_owned(),
        version: table.version.clone(),
        date: table.date.clone(),
        paper: table.paper.clone().unwrap_or_else(|| PAPER.to_owned()),
        cover: table.cover.clone(),
    }
}

/// The file's name: as the book says, or its title in small letters.
fn file_name(settings: &pdf::Settings, table: &PdfTable) -> String {
    let wanted = table.name.as_deref().unwrap_or(&settings.title);
    let words: Vec<_> = wanted
        .strip_suffix(".pdf")
        .unwrap_or(wanted)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect();
    match words[..] {
        [] => "book.pdf".to_owned(),
        _ => format!("{}.pdf", words.join("-").to_lowercase()),
    }
}

/// The chapters, in reading order, drafts left out.
fn chapters(context: &RenderContext, files: &BookFiles, report: &mut Report) -> Vec<pdf::Chapter> {
    let options = config::options(&context.config);
    let mut part = None;
    let mut chapters = Vec::new();
    for item in context.book.iter() {
        match item {
            BookItem::PartTitle(title) => part = Some(title.clone()),
            BookItem::Separator => part = None,
            BookItem::Chapter(chapter) => {
                if let Some(path) = path(chapter) {
                    chapters.push(pdf::Chapter {
                        title: chapter.name.clone(),
                        number: chapter.number.as_ref().map(|it| it.to_vec()),
                        part: part.clone(),
                        document: document(chapter, &path, &options, files),
                        path: crate::files::slashed(&path),
                    });
                }
            }
        }
    }
    let survey = |it: &pdf::Chapter| {
        let number = it.number.clone().unwrap_or_default();
        Survey::of(&it.path, &it.document).numbered(number)
    };
    let surveys = chapters.iter().map(survey).collect();
    let references = Book::new(
        surveys,
        inventories::settings(&context.config, files, report),
    );
    for (at, chapter) in chapters.iter_mut().enumerate() {
        // What it finds has been reported when the book was read.
        references.resolve(at, &mut chapter.document);
        highlight(&mut chapter.document);
        drawings::as_pictures(&mut chapter.document);
    }
    chapters
}

fn path(chapter: &MdChapter) -> Option<PathBuf> {
    chapter
        .source_path
        .as_deref()
        .or(chapter.path.as_deref())
        .and_then(lexical)
}

/// The chapter's tree. What is wrong with the
/// text has been reported when the book was read.
fn document(
    chapter: &MdChapter,
    path: &Path,
    options: &Options,
    files: &BookFiles,
) -> doctree::Document {
    let name = files.name(path);
    if !crate::book::is_tree(path) {
        let source = Source::new(name, &chapter.content);
        let (mut document, _) = doctree::read_markdown(&source, options);
        let fences = fences::listings(&source, options, files, &mut Report::default());
        fences::place(&mut document, &fences);
        return document;
    }
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let text = files.read(&name, &file).unwrap_or_default();
    let source = Source::new(name, &text);
    let (mut document, _) = crate::book::tree(path, &source, options, files);
    pictures::choose(&mut document, source.name(), files);
    document
}
