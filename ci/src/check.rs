//! What a check is. Each lives in its own file below; the table of them,
//! in running order, is in `main.rs`.

pub(crate) mod book;
pub(crate) mod browser;
pub(crate) mod clippy;
pub(crate) mod doc;
pub(crate) mod fmt;
pub(crate) mod licences;
pub(crate) mod listings;
pub(crate) mod seed;
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
    pub(crate) run: fn(&Repository) -> anyhow::Result<Outcome>,
}

/// How a check ended, when it did not fail.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well.
    Passed,
    /// There was nothing to look at here; the reason is told to the reader.
    Skipped(String),
}
