//! `clippy`: the workspace's lints are silent.

use crate::check::{Outcome, fmt};
use crate::command;
use crate::repository::Repository;

pub(crate) fn run(repository: &Repository) -> anyhow::Result<Outcome> {
    fmt::component(repository, "clippy", "clippy")?;
    let arguments = [
        "clippy",
        "--release",
        "--workspace",
        "--all-targets",
        "--features",
        "ci/browser",
    ];
    command::run(
        repository
            .cargo()
            .args(arguments)
            .args(["--", "-D", "warnings"]),
    )?;
    Ok(Outcome::Passed)
}
