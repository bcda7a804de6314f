//! `check`: everything is read and nothing is written.

use std::path::Path;

use crate::report::Report;
use crate::{book, references, shown, strays};

/// Reads the book in `root` and reports what is wrong with it.
pub(crate) fn check(root: &Path, report: &mut Report) -> anyhow::Result<()> {
    if let Some(book) = book::load(root, report)? {
        references::check(&book.chapters, &book.files, report);
        strays::check(&book, report);
        shown::check(&book, report)?;
    }
    Ok(())
}
