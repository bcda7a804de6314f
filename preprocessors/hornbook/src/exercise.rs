//! `test` and `record`: the listings that the book shows, run.

use std::io::Write;
use std::path::Path;

use doctree::Severity;
use listings::{Recording, Verdict};

use crate::book;
use crate::report::Report;
use crate::shown::{programs, shown};

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
            Verdict::OtherTools(then) => {
                let message = format!("recorded with {then}");
                shown.tell(&book, Severity::Info, &message, report);
            }
            Verdict::Failed(why) => shown.tell(&book, Severity::Error, why, report),
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
            Recording::Failed(why) => shown.tell(&book, Severity::Error, why, report),
        }
    }
    Ok(())
}
