//! `fmt`: the code looks as rustfmt writes it.

use crate::check::Outcome;
use crate::command;
use crate::repository::Repository;

pub(crate) fn run(repository: &Repository) -> anyhow::Result<Outcome> {
    component(repository, "rustfmt", "fmt")?;
    command::run(repository.cargo().args(["fmt", "--all", "--check"]))?;
    Ok(Outcome::Passed)
}

/// Makes sure that a cargo subcommand is there, with rustup's help if need be.
pub(crate) fn component(
    repository: &Repository,
    name: &str,
    subcommand: &str,
) -> anyhow::Result<()> {
    if command::output(repository.cargo().args([subcommand, "--version"])).is_ok() {
        return Ok(());
    }
    let mut rustup = std::process::Command::new("rustup");
    command::run(
        rustup
            .current_dir(&repository.root)
            .args(["component", "add", name]),
    )
    .map_err(|error| error.context(format!("install {name}: `rustup component add {name}`")))
}
