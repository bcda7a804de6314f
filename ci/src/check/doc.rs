//! `doc`: the crates' documentation builds, and no link in it is broken.

use crate::check::Outcome;
use crate::command;
use crate::repository::Repository;

pub(crate) fn run(repository: &Repository) -> anyhow::Result<Outcome> {
    let mut cargo = repository.cargo();
    cargo.env("RUSTDOCFLAGS", "-D warnings");
    command::run(cargo.args([
        "doc",
        "--release",
        "--no-deps",
        "--workspace",
        "--features",
        "ci/browser",
    ]))?;
    Ok(Outcome::Passed)
}
