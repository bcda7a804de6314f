//! `pdf`: books on paper, the course and two that others wrote. No word of the
//! pages is missing, every link within a book lands, the outline is the table
//! of contents, no text lies outside the page or on other text, every character
//! has a glyph, the file is accessible and small, and making it takes little.

mod books;
mod boxes;
mod exceptions;
mod lost;
mod outline;
mod promise;
mod shown;
mod standard;

use std::path::PathBuf;
use std::process::Command;

use anyhow::Context as _;

use crate::check::Outcome;
use crate::print::{self, Print};
use crate::repository::Repository;
use crate::{command, faults, summary};
use books::{BOOKS, Book, Made};
use standard::{Running, Validator};

/// The programs that read the PDF, the options that make them tell their
/// versions, and Debian's packages of them.
const READERS: [(&str, &str, &str); 2] = [
    ("pdftotext", "-v", "poppler-utils"),
    ("qpdf", "--version", "qpdf"),
];

pub(crate) fn run(repository: &Repository) -> anyhow::Result<Outcome> {
    install_readers()?;
    let validator = Validator::new(repository)?;
    let mut looked_at = Vec::new();
    for book in &BOOKS {
        let found = look(book, repository, &validator);
        looked_at.push((book, found.with_context(|| book.name)?));
    }
    let mut told = Vec::new();
    for (book, (mut found, running)) in looked_at {
        if let Some(running) = running {
            found.extend(running.finish().with_context(|| book.name)?);
        }
        let left = exceptions::without(book.name, found);
        told.extend(left.into_iter().map(|it| format!("{}: {it}", book.name)));
    }
    faults::conclude(&told)
}

/// Installs what reads PDFs, where that can be done without asking.
pub(crate) fn install_readers() -> anyhow::Result<()> {
    for (program, option, package) in READERS {
        let tried = Command::new(program).arg(option).output();
        if !tried.is_ok_and(|it| it.status.success()) {
            command::install(package).with_context(|| format!("{program} is needed"))?;
        }
    }
    Ok(())
}

/// The PDF of the course, as it was built last.
pub(crate) fn of_course(repository: &Repository) -> anyhow::Result<PathBuf> {
    books::printed(&repository.root)
}

/// What is wrong with a book, as far as it is known when the validator, which
/// takes longest, is still at work.
fn look(
    book: &Book,
    repository: &Repository,
    validator: &Validator,
) -> anyhow::Result<(Vec<String>, Option<Running>)> {
    let made = book.make(repository)?;
    let mut told = Vec::from_iter(promise::unchanged(&made)?);
    let running = if book.validated {
        Some(validator.start(&made.pdf)?)
    } else {
        None
    };
    let print = print::read(&made.pdf)?;
    told.extend(faults(&made, &print)?);
    println!(
        "{}: {} pages, {} bookmarks, {} links, {} KB, {:.1} s of processor time, {:.0} MB",
        book.name,
        print.pages.len(),
        print.outline.len(),
        print.links,
        std::fs::metadata(&made.pdf)?.len() / 1000,
        made.load.seconds,
        made.load.megabytes,
    );
    Ok((told, running))
}

fn faults(made: &Made, print: &Print) -> anyhow::Result<Vec<String>> {
    let chapters = made.read("src/SUMMARY.md")?;
    let mut told = lost::lost(&shown::pages(&made.folder, &chapters)?, print);
    let dead = print.dead.iter();
    told.extend(dead.map(|it| format!("a link leads to {it}, which is nowhere")));
    told.extend(outline::unlisted(print));
    told.extend(outline::without_entry(print, &summary::names(&chapters)));
    for (index, page) in print.pages.iter().enumerate() {
        let found = boxes::outside(page).chain(boxes::overlapping(page));
        told.extend(found.map(|it| format!("page {}: {it}", index + 1)));
    }
    told.extend(promise::lacking(
        &std::fs::read(&made.pdf)?,
        print.pages.len(),
    ));
    told.extend(promise::greedy(made.load, print.pages.len()));
    Ok(told)
}
