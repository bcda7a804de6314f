//! mdBook's two protocols, for a stock `mdbook build`: JSON on standard input,
//! a book on standard output, words on standard error.

use std::io::{self, Read, Write};

use anyhow::Context as _;
use doctree::Severity;
use mdbook_preprocessor::{MDBOOK_VERSION, Preprocessor, PreprocessorContext};

use crate::book::{self, Chapters};
use crate::files::BookFiles;
use crate::preprocess::Hornbook;
use crate::references;
use crate::report::Report;

/// Whether the preprocessor works for `renderer`: it does for every one, and
/// for the PDF, which reads the sources, it changes nothing.
pub(crate) fn supports(_renderer: &str) -> bool {
    true
}

/// `[context, book]` on `input`; the book, preprocessed, on `output`.
pub(crate) fn preprocess(
    input: impl Read,
    output: impl Write,
    report: &mut Report,
) -> anyhow::Result<()> {
    let (context, book) = mdbook_preprocessor::parse_input(input)?;
    compare_versions(&context.mdbook_version, report);
    let chapters = chapters(&context, &book, report)?;
    let book = Hornbook::new(chapters).run(&context, book)?;
    let mut output = io::BufWriter::new(output);
    serde_json::to_writer(&mut output, &book).context("cannot write the book")?;
    output.flush().context("cannot write the book")
}

/// A render context on `input`; the PDF in its destination.
#[cfg(feature = "pdf")]
pub(crate) fn render_pdf(input: impl Read, report: &mut Report) -> anyhow::Result<()> {
    let context = mdbook_renderer::RenderContext::from_json(input)?;
    compare_versions(&context.version, report);
    crate::pdf::render(&context, &context.destination, report)
}

/// Without the typesetter there is nothing to do with the book.
#[cfg(not(feature = "pdf"))]
pub(crate) fn render_pdf(_input: impl Read, _report: &mut Report) -> anyhow::Result<()> {
    anyhow::bail!("this hornbook was built without the PDF")
}

/// The chapters, and what is wrong with them and their links.
fn chapters(
    context: &PreprocessorContext,
    book: &mdbook_driver::book::Book,
    report: &mut Report,
) -> anyhow::Result<Chapters> {
    let files = BookFiles::of(&context.root, &context.config)
        .with_context(|| format!("cannot read the book in {}", context.root.display()))?;
    let chapters = book::read_all(book, &context.config, &files, report);
    references::check(&chapters, &files, report);
    Ok(chapters)
}

/// mdBook checks nothing, and promises nothing across minor versions.
fn compare_versions(theirs: &str, report: &mut Report) {
    let minor = |version: &str| {
        let mut parts = version.split('.').map(str::to_owned);
        (parts.next(), parts.next())
    };
    if minor(theirs) != minor(MDBOOK_VERSION) {
        let message = format!(
            "this is mdBook {theirs}, and hornbook was made for {MDBOOK_VERSION}: \
             pages may be wrong"
        );
        report.general(Severity::Warning, message);
    }
}
