//! The listings that a book shows, and whether what is recorded of them still
//! stands. Nothing is run.

use doctree::{Diagnostic, Document, Element, FileError, Node, Severity, Span};
use listings::{Found, Program, State};

use crate::book::{Body, Book};
use crate::drawings;
use crate::files::slashed;
use crate::preprocess;
use crate::report::Report;

/// What to do about a recording that does not stand.
const REMEDY: &str = "`hornbook record` makes it anew";

/// A listing, and where it is shown.
pub(crate) struct Shown {
    pub(crate) program: Program,
    chapter: usize,
    span: Span,
}

impl Shown {
    /// Reports what is found about it, at the place where it is shown.
    pub(crate) fn tell(&self, book: &Book, severity: Severity, what: &str, report: &mut Report) {
        let message = format!("listing `{}`: {what}", self.program.name);
        tell(book, self.chapter, self.span, severity, message, report);
    }
}

/// Reports what is found about a place in a chapter.
pub(crate) fn tell(
    book: &Book,
    chapter: usize,
    span: Span,
    severity: Severity,
    message: String,
    report: &mut Report,
) {
    let diagnostic = Diagnostic::new(severity, message, span);
    report.chapter(&book.chapters.all[chapter], vec![diagnostic]);
}

/// The programs alone.
pub(crate) fn programs(shown: &[Shown]) -> Vec<Program> {
    shown.iter().map(|it| it.program.clone()).collect()
}

/// The listings of the book, each program once. Those whose file is not there
/// have been reported when the book was read; a program of which two chapters
/// say different things is reported.
pub(crate) fn shown(book: &Book, report: &mut Report) -> Vec<Shown> {
    let edition = preprocess::edition(&book.config);
    let mut shown: Vec<Shown> = Vec::new();
    for (chapter, found) in found(book) {
        let program = match program(book, chapter, &found, &edition) {
            Ok(program) => program,
            Err(why) => {
                let message = format!("cannot read `{}`: {why}", found.listing.path);
                tell(book, chapter, found.span, Severity::Error, message, report);
                continue;
            }
        };
        let new = Shown {
            program,
            chapter,
            span: found.span,
        };
        match shown
            .iter()
            .find(|it| it.program.source == new.program.source)
        {
            None => shown.push(new),
            Some(first) if first.program == new.program => {}
            Some(_) => {
                let what = "another place says something else of how it runs and what is expected";
                new.tell(book, Severity::Error, what, report);
            }
        }
    }
    shown
}

/// The listings of all chapters, in reading order.
pub(crate) fn found(book: &Book) -> Vec<(usize, Found)> {
    let chapters = book.chapters.all.iter().enumerate();
    let of_chapter = |(index, chapter): (usize, &crate::book::Chapter)| {
        let found = match &chapter.body {
            Body::Tree(document) => listings::find([document]),
            Body::Markdown(source, fences) => {
                let nodes = fences.iter().flat_map(|it| it.nodes.iter().cloned());
                let root = Node::with(Element::Document, Span::default(), nodes.collect());
                let sources = vec![source.clone()];
                listings::find([&Document { root, sources }])
            }
        };
        found
            .into_iter()
            .map(move |it| (index, it))
            .collect::<Vec<_>>()
    };
    chapters.flat_map(of_chapter).collect()
}

fn program(
    book: &Book,
    chapter: usize,
    found: &Found,
    edition: &str,
) -> Result<Program, FileError> {
    let from = book.files.name(&book.chapters.all[chapter].path);
    let listing = &found.listing;
    Ok(Program {
        name: listing.name.clone(),
        source: book.files.locate(&from, &listing.path)?,
        mode: listing.mode,
        edition: listing
            .edition
            .clone()
            .unwrap_or_else(|| edition.to_owned()),
        run: listing.run.clone(),
        expect: listing.expect.clone(),
    })
}

/// Warns of every listing whose output is not recorded, was before its source
/// changed, or cannot be drawn as its chapter wants.
pub(crate) fn warn(book: &Book, report: &mut Report) -> anyhow::Result<Vec<Shown>> {
    let shown = shown(book, report);
    let states = listings::states(&programs(&shown))?;
    for (shown, state) in shown.iter().zip(states) {
        let what = match state {
            State::Recorded => continue,
            State::Missing => "its output is not recorded",
            State::Stale(why) => why,
        };
        let message = format!("{what}: {REMEDY}");
        shown.tell(book, Severity::Warning, &message, report);
    }
    drawings::warn(book, report);
    Ok(shown)
}

/// Does as [`warn`] does, and warns of recorded outputs that no chapter shows.
pub(crate) fn check(book: &Book, report: &mut Report) -> anyhow::Result<()> {
    let shown = warn(book, report)?;
    let root = book.root.canonicalize()?;
    for path in listings::unshown(&programs(&shown))? {
        let name = slashed(path.strip_prefix(&root).unwrap_or(&path));
        let message = format!("{name} belongs to no listing that a chapter shows");
        report.general(Severity::Warning, message);
    }
    Ok(())
}
