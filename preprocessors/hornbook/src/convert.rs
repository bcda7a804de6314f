//! `convert`: one document, for pipes.

use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use doctree::book::{Book, Settings, Survey};
use doctree::{
    Diagnostic, Document, FileError, Files, NoFiles, Node, Options, Severity, Source, writer,
};

use crate::drawings;
use crate::files::reason;
use crate::fragments::{Fragments, Rust};
use crate::highlight::highlight;
use crate::preprocess::EDITION;
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
    /// The tree, as docutils' XML.
    Xml,
}

/// The languages a document can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Language {
    /// reStructuredText.
    Rst,
    /// Markdown.
    Markdown,
    /// A notebook.
    Notebook,
}

/// What is to be converted, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct Conversion {
    /// The document; `-` is standard input.
    file: PathBuf,
    /// What to make.
    #[arg(long, value_enum)]
    to: Target,
    /// The document's language, if its name does not tell.
    #[arg(long, value_enum)]
    from: Option<Language>,
    /// The folder that the document may read files in; without it, its own.
    #[arg(long)]
    root: Option<PathBuf>,
    /// HTML without what makes it a page.
    #[arg(long)]
    body: bool,
}

/// Makes a document into another; standard input may read no files.
pub(crate) fn convert(call: &Conversion, report: &mut Report) -> anyhow::Result<String> {
    let (source, files) = open(call)?;
    let ending = call.file.extension().and_then(OsStr::to_str);
    let language = call.from.unwrap_or(match ending {
        Some("md") => Language::Markdown,
        Some("ipynb") => Language::Notebook,
        _ => Language::Rst,
    });
    let options = Options {
        doctitle_xform: true,
        ..Options::default()
    };
    let (mut document, mut found) = match language {
        Language::Markdown => doctree::read_markdown(&source, &options),
        Language::Notebook => doctree::read_notebook(&source, &options),
        Language::Rst => doctree::read(&source, &options, &*files),
    };
    found.extend(alone(&mut document, &call.file));
    report.document(&document, found);
    write(&mut document, call.to, call.body)
}

/// Resolves the references of a document that stands alone; those to other
/// documents are no errors of its own.
fn alone(document: &mut Document, file: &Path) -> Vec<Diagnostic> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let survey = Survey::of(&name, document);
    let mut found = Book::new(vec![survey], Settings::default()).resolve(0, document);
    for diagnostic in &mut found {
        diagnostic.severity = diagnostic.severity.min(Severity::Warning);
    }
    found
}

fn write(document: &mut Document, target: Target, body: bool) -> anyhow::Result<String> {
    if target == Target::Pseudoxml {
        return Ok(writer::pseudoxml::write(document));
    }
    if target == Target::Xml {
        return Ok(writer::xml::write(document, &writer::xml::Xml::default()));
    }
    drawings::keep_text(document);
    highlight(document);
    let rust = Rust {
        edition: EDITION.to_owned(),
        editable: false,
    };
    let fragments = Fragments::new(Path::new("theme"), rust)?;
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
fn open(call: &Conversion) -> anyhow::Result<(Source, Box<dyn Files>)> {
    let file = &call.file;
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
    let root = call.root.as_deref().unwrap_or(folder);
    let root = root
        .canonicalize()
        .with_context(|| format!("cannot read {}", root.display()))?;
    let source = Source::new(file.to_string_lossy(), &String::from_utf8_lossy(&bytes));
    Ok((source, Box::new(Within { root })))
}

/// The files in a folder, for a document that is called by its whole path.
struct Within {
    root: PathBuf,
}

impl Within {
    fn locate(&self, from: &str, path: &str) -> Result<PathBuf, FileError> {
        let folder = Path::new(from).parent().unwrap_or(Path::new(""));
        let file = folder
            .join(path)
            .canonicalize()
            .map_err(|error| reason(&error))?;
        if !file.starts_with(&self.root) {
            return Err(FileError::Outside);
        }
        Ok(file)
    }
}

impl Files for Within {
    fn read(&self, from: &str, path: &str) -> Result<String, FileError> {
        let file = self.locate(from, path)?;
        std::fs::read_to_string(file).map_err(|error| reason(&error))
    }

    fn read_bytes(&self, from: &str, path: &str) -> Result<Vec<u8>, FileError> {
        let file = self.locate(from, path)?;
        std::fs::read(file).map_err(|error| reason(&error))
    }
}
