//! Building while a book is served.

use std::cell::RefCell;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use doctree::Severity;

use crate::diagnostics::{self, Format};
use crate::renew::Standing;
use crate::report::Report;
use crate::{log, site};

/// Builds a site when its book has changed, and tells what is wrong with it.
pub(crate) struct Builder {
    /// The site as it was built last, if pages of it can be made anew.
    pub(crate) standing: Option<Standing>,
    /// How to tell what is wrong.
    pub(crate) format: Format,
    /// Whether to tell what is no fault.
    pub(crate) notes: bool,
    /// Whether pages were made anew, and nothing else yet.
    pub(crate) unfinished: bool,
}

impl Builder {
    /// Brings the site of the book in `root` up to date after `changed`, which are
    /// all files that are other than before; if none are named, any may be. The
    /// answer is what is wrong with the book, as a text.
    pub(super) fn build(&mut self, root: &Path, changed: Option<&[PathBuf]>) -> String {
        let mut report = match self.renew(changed) {
            Ok(Some(report)) => {
                self.unfinished = true;
                report
            }
            Ok(None) => self.build_whole(root),
            Err(error) => {
                self.standing = None;
                let mut report = Report::default();
                report.general(Severity::Error, format!("{error:#}"));
                report
            }
        };
        log::report(&mut report);
        let mut stderr = std::io::stderr();
        let folder = root.to_string_lossy();
        // Nobody is left to be told that this could not be written.
        let _ = diagnostics::tell(&report, self.format, self.notes, &folder, &mut stderr);
        let _ = writeln!(stderr, "built anew");
        diagnostics::text(&report)
    }

    /// Does what need not be done before the pages are told.
    pub(super) fn finish(&mut self) {
        if !std::mem::take(&mut self.unfinished) {
            return;
        }
        let outcome = self.standing.as_ref().map(Standing::finish);
        if let Some(Err(error)) = outcome {
            self.standing = None;
            // As above.
            let _ = writeln!(std::io::stderr(), "hornbook: {error:#}");
        }
    }

    fn renew(&mut self, changed: Option<&[PathBuf]>) -> anyhow::Result<Option<Report>> {
        match (changed, &mut self.standing) {
            // Notes are about the whole book.
            (Some(changed), Some(standing)) if !self.notes && standing.is_certain() => {
                standing.renew(changed)
            }
            _ => Ok(None),
        }
    }

    fn build_whole(&mut self, root: &Path) -> Report {
        self.standing = None;
        self.unfinished = false;
        let report = Rc::new(RefCell::new(Report::default()));
        let result = site::build(root, &site::Plan::site(), &report);
        let mut report = report.take();
        match result {
            Ok(built) => self.standing = built.standing,
            Err(error) => {
                log::report(&mut report);
                report.general(Severity::Error, format!("{error:#}"));
            }
        }
        report
    }
}
