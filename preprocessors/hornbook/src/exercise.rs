//! `test` and `record`: the listings that the book shows, run.

use std::io::Write;
use std::path::Path;

use doctree::{Diagnostic, FileError, Severity};
use listings::{Found, Program, Recording, Verdict};

use crate::book::{self, Body, Book};
use crate::report::Report;

/// A listing, and where it is shown.
struct Shown {
    program: Program,
    chapter: usize,
    found: Found,
}

/// Compiles and runs every listing of the book in `root`, and reports those
/// that fail or print other than recorded.
pub(crate) fn test(root: &Path, report: &mut Report, out: &mut dyn Write) -> anyhow::Result<()> {
    let Some(book) = book::load(root, report)? else {
        return Ok(());
    };
    let shown = shown(&book, report);
    let verdicts = listings::test(&programs(&shown))?;
    let passed = verdicts
        .iter()
        .filter(|it| !matches!(it, Verdict::Failed(_)))
        .count();
    for (shown, verdict) in shown.iter().zip(&verdicts) {
        match verdict {
            Verdict::Passed => {}
            Verdict::OtherCompiler(then) => {
                let message = format!("recorded with {then}");
                tell(&book, shown, Severity::Info, &message, report);
            }
            Verdict::Failed(why) => tell(&book, shown, Severity::Error, why, report),
        }
    }
    writeln!(out, "{passed} of {} listings are as recorded", shown.len())?;
    Ok(())
}

/// Records what every listing of the book in `root` prints.
pub(crate) fn record(root: &Path, report: &mut Report, out: &mut dyn Write) -> anyhow::Result<()> {
    let Some(book) = book::load(root, report)? else {
        return Ok(());
    };
    let shown = shown(&book, report);
    let recordings = listings::record(&programs(&shown))?;
    for (shown, recording) in shown.iter().zip(&recordings) {
        let name = &shown.program.name;
        match recording {
            Recording::Written => writeln!(out, "{name}: recorded")?,
            Recording::Kept => writeln!(out, "{name}: as recorded")?,
            Recording::Failed(why) => tell(&book, shown, Severity::Error, why, report),
        }
    }
    Ok(())
}

fn programs(shown: &[Shown]) -> Vec<Program> {
    shown.iter().map(|it| it.program.clone()).collect()
}

/// The listings of the book, each program once. Those whose file is not there
/// have been reported when the book was read.
fn shown(book: &Book, report: &mut Report) -> Vec<Shown> {
    let rest: Vec<_> = book
        .chapters
        .all
        .iter()
        .enumerate()
        .filter_map(|(index, chapter)| match &chapter.body {
            Body::Tree(document) => Some((index, document)),
            Body::Markdown(_) => None,
        })
        .collect();
    let mut shown: Vec<Shown> = Vec::new();
    for found in listings::find(rest.iter().map(|it| it.1)) {
        let chapter = rest[found.chapter].0;
        match program(book, chapter, &found) {
            Ok(program) if shown.iter().any(|it| it.program == program) => {}
            Ok(program) => shown.push(Shown {
                program,
                chapter,
                found,
            }),
            Err(why) => {
                let message = format!("cannot read `{}`: {why}", found.listing.path);
                place(book, chapter, &found, Severity::Error, message, report);
            }
        }
    }
    shown
}

fn program(book: &Book, chapter: usize, found: &Found) -> Result<Program, FileError> {
    let from = book.files.name(&book.chapters.all[chapter].path);
    let listing = &found.listing;
    Ok(Program {
        name: listing.name.clone(),
        source: book.files.locate(&from, &listing.path)?,
        mode: listing.mode,
        compare: listing.compare,
    })
}

fn tell(book: &Book, shown: &Shown, severity: Severity, what: &str, report: &mut Report) {
    let message = format!("listing `{}`: {what}", shown.program.name);
    place(book, shown.chapter, &shown.found, severity, message, report);
}

/// Reports at the place where the listing is shown.
fn place(
    book: &Book,
    chapter: usize,
    found: &Found,
    severity: Severity,
    message: String,
    report: &mut Report,
) {
    if let Body::Tree(document) = &book.chapters.all[chapter].body {
        let diagnostic = Diagnostic::new(severity, message, found.span);
        report.document(document, vec![diagnostic]);
    }
}
