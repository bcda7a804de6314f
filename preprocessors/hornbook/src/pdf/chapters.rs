//! The chapters as trees: those that are read here from their sources, those in
//! Markdown as mdBook's other preprocessors have left them.

use std::path::{Path, PathBuf};

use doctree::book::{Book, Survey};
use doctree::{Files as _, Options, Source};
use mdbook_driver::book::{BookItem, Chapter as MdChapter};
use mdbook_renderer::RenderContext;

use crate::config;
use crate::drawings;
use crate::fences;
use crate::files::{BookFiles, lexical};
use crate::highlight::highlight;
use crate::inventories;
use crate::pictures;
use crate::report::Report;

/// The chapters, in reading order, drafts left out.
pub(super) fn chapters(
    context: &RenderContext,
    files: &BookFiles,
    report: &mut Report,
) -> Vec<pdf::Chapter> {
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
