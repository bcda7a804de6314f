//! What `book.toml` says of the PDF, as the typesetter takes it.

use std::path::Path;

use anyhow::Context as _;
use mdbook_renderer::RenderContext;
use walkdir::WalkDir;

use crate::calendar;
use crate::config::{self, PdfTable, Solutions};
use crate::files::{BookFiles, slashed};
use crate::preprocess;

/// The settings of the book of `context`.
pub(super) fn settings(
    context: &RenderContext,
    table: &PdfTable,
    files: &BookFiles,
) -> anyhow::Result<pdf::Settings> {
    let book = &context.config.book;
    let hornbook = config::hornbook(&context.config);
    Ok(pdf::Settings {
        title: book.title.clone().unwrap_or_default(),
        subtitle: table.subtitle.clone().or_else(|| book.description.clone()),
        authors: book.authors.clone(),
        language: config::language(&context.config).to_owned(),
        version: table
            .version
            .clone()
            .or(hornbook.release)
            .or(hornbook.version),
        date: table
            .date
            .clone()
            .or_else(|| calendar::given().map(calendar::written)),
        cover: table.cover.clone(),
        edition: preprocess::edition(&context.config),
        site: table
            .site
            .as_ref()
            .map(|it| it.trim_end_matches('/').to_owned() + "/"),
        look: look(table),
        fonts: fonts(table, files)?,
        template: template(context, table)?,
    })
}

fn look(table: &PdfTable) -> pdf::Look {
    let default = pdf::Look::default();
    pdf::Look {
        paper: table.paper.clone().unwrap_or(default.paper),
        margins: table.margins.map(config::Margins::points),
        text_font: table.text_font.clone(),
        code_font: table.code_font.clone(),
        size: table.size.map(|it| it.0),
        grey: table.grey,
        contents: table.contents.unwrap_or(default.contents),
        lists: table.lists.unwrap_or(default.lists),
        addresses: table.addresses.unwrap_or(default.addresses),
        solutions: match table.solutions {
            Solutions::Appendix => pdf::Solutions::Appendix,
            Solutions::InPlace => pdf::Solutions::InPlace,
            Solutions::LeftOut => pdf::Solutions::LeftOut,
        },
    }
}

fn fonts(table: &PdfTable, files: &BookFiles) -> anyhow::Result<Vec<Vec<u8>>> {
    let read = |path: &std::path::PathBuf| {
        let why = || format!("the font {} cannot be read", path.display());
        files.read_beside(path).with_context(why)
    };
    table.font_files.iter().map(read).collect()
}

/// The files of the book's own template, by their paths in its folder.
fn template(context: &RenderContext, table: &PdfTable) -> anyhow::Result<Vec<(String, String)>> {
    let Some(folder) = &table.template else {
        return Ok(Vec::new());
    };
    let why = || format!("the template {} cannot be read", folder.display());
    let root = context.root.canonicalize()?;
    let folder = root.join(folder).canonicalize().with_context(why)?;
    anyhow::ensure!(
        folder.starts_with(&root),
        "the template {} lies outside the book",
        folder.display()
    );
    let mut files = Vec::new();
    for entry in WalkDir::new(&folder).sort_by_file_name() {
        let entry = entry.with_context(why)?;
        let is_typst = |path: &Path| path.extension().is_some_and(|it| it == "typ");
        if entry.file_type().is_file() && is_typst(entry.path()) {
            let path = entry.path().strip_prefix(&folder)?;
            let text = std::fs::read_to_string(entry.path()).with_context(why)?;
            files.push((slashed(path), text));
        }
    }
    Ok(files)
}
