//! `test`: the tests of every crate, in the profile the book is built with
//! and with the features that the check `browser` builds with, so that no
//! dependency is compiled for this check alone.

use crate::check::Outcome;
use crate::command;
use crate::repository::Repository;

pub(crate) fn run(repository: &Repository) -> anyhow::Result<Outcome> {
    let arguments = [
        "test",
        "--release",
        "--workspace",
        "--features",
        "ci/browser",
    ];
    command::run(repository.cargo().args(arguments).arg("--no-fail-fast"))?;
    Ok(Outcome::Passed)
}
