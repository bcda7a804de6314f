//! `test`: the tests of every crate, in the profile the book is built with,
//! so that no dependency is compiled a second time.

use crate::check::Outcome;
use crate::command;
use crate::repository::Repository;

pub(crate) fn run(repository: &Repository) -> anyhow::Result<Outcome> {
    command::run(
        repository
            .cargo()
            .args(["test", "--release", "--workspace", "--no-fail-fast"]),
    )?;
    Ok(Outcome::Passed)
}
