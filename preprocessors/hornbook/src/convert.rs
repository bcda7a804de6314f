//! `convert`: one document, for pipes.

use std::io::Read;
use std::path::Path;

use anyhow::Context as _;
use doctree::{Document, Files, NoFiles, Node, Options, Source, writer};

use crate::files::BookFiles;
use crate::fragments::Fragments;
use crate::highlight::highlight;
use crate::report::Report;

/// What a document can be made into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Target {
    /// For mdBook.
    Markdown,
    /// A page, or its body.
    Html,
    /// The tree, as docutils prints it.
    Pseudoxml,
}

/// The languages a document can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Language {
    /// reStructuredText.
    Rst,
    /// Markdown.
    Markdown,
}

/// Reads `file` (`-` is standard input) and writes it as `target`. It may read
/// what lies in its folder; standard input may read nothing. Without `from`
/// the file's name tells the language. `body` leaves away what makes a page.
pub(crate) fn convert(
    file: &Path,
    from: Option<Language>,
    target: Target,
    body: bool,
    report: &mut Report,
) -> anyhow::Result<String> {
    let (source, files) = open(file)?;
    let markdown = file.extension().is_some_and(|it| it == "md");
    let (mut document, found) = match from {
        Some(Language::Markdown) => doctree::read_markdown(&source, &Options::default()),
        None if markdown => doctree::read_markdown(&source, &Options::default()),
        Some(Language::Rst) | None => doctree::read(&source, &Options::default(), &*files),
    };
    report.document(&document, found);
    write(&mut document, target, body)
}

fn write(document: &mut Document, target: Target, body: bool) -> anyhow::Result<String> {
    if target == Target::Pseudoxml {
        return Ok(writer::pseudoxml::write(document));
    }
    highlight(document);
    let fragments = Fragments::new(Path::new("theme"), None)?;
    let draw = |node: &Node, _: &str| fragments.draw(node);
    if target == Target::Markdown {
        let options = writer::markdown::Markdown {
            fragment: &draw,
            plain_code: true,
            ..Default::default()
        };
        let text = writer::markdown::write(document, &options);
        return fragments.fault().map(|()| text);
    }
    let options = writer::html::Html {
        fragment: &draw,
        ..Default::default()
    };
    let html = writer::html::write(document, &options);
    fragments.fault()?;
    if body {
        Ok(html)
    } else {
        fragments.standalone(document, &html)
    }
}

/// The text, and the files it may read.
fn open(file: &Path) -> anyhow::Result<(Source, Box<dyn Files>)> {
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin()
            .read_to_end(&mut bytes)
            .context("cannot read standard input")?;
        let text = String::from_utf8_lossy(&bytes);
        return Ok((Source::new("-", &text), Box::new(NoFiles)));
    }
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let folder = match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let files = Beside {
        files: BookFiles::new(folder, Path::new(""))?,
    };
    let source = Source::new(file.to_string_lossy(), &String::from_utf8_lossy(&bytes));
    Ok((source, Box::new(files)))
}

/// The files in a document's folder, for a document called by its whole path.
struct Beside {
    files: BookFiles,
}

impl Files for Beside {
    fn read(&self, _from: &str, path: &str) -> Result<String, doctree::FileError> {
        self.files.read("", path)
    }
}
