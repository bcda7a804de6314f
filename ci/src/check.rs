//! What a check is. Each lives in its own file below; the table of them,
//! in running order, is in `main.rs`.

pub(crate) mod audit;
pub(crate) mod book;
pub(crate) mod browser;
pub(crate) mod clippy;
pub(crate) mod crawl;
pub(crate) mod doc;
pub(crate) mod docutils;
pub(crate) mod fmt;
pub(crate) mod fuzz;
pub(crate) mod licences;
pub(crate) mod listings;
pub(crate) mod paper;
pub(crate) mod pdf;
pub(crate) mod peers;
pub(crate) mod prose;
pub(crate) mod seed;
pub(crate) mod sheet;
pub(crate) mod stock;
pub(crate) mod test;
pub(crate) mod tidy;

use crate::repository::Repository;

/// One row of the table of checks.
pub(crate) struct Check {
    /// The name on the command line.
    pub(crate) name: &'static str,
    /// What holds when it passes, in a few words.
    pub(crate) about: &'static str,
    /// The check itself; an error is a failure and says what is wrong.
    pub(crate) run: Run,
}

/// The two sorts of checks.
#[derive(Clone, Copy)]
pub(crate) enum Run {
    /// Needs no more than what builds the book, or fetches it: one of those
    /// that are run when none is named.
    Always(fn(&Repository) -> anyhow::Result<Outcome>),
    /// Is run only when it is named, and takes the options that stand behind.
    OnRequest(fn(&Repository, &[String]) -> anyhow::Result<Outcome>),
}

/// How a check ended, when it did not fail.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well.
    Passed,
    /// There was nothing to look at here; the reason is told to the reader.
    Skipped(String),
}
