//! `audit`: every page of the course, judged by the programs that others have
//! made for it: the HTML validator of the W3C, axe-core, and Lighthouse.

use std::path::Path;
use std::process::Command;

use crate::check::{Outcome, book, browser};
use crate::repository::Repository;
use crate::{command, node};

pub(crate) fn run(repository: &Repository) -> anyhow::Result<Outcome> {
    let tools = node::tools(repository)?;
    book::build(repository)?;
    let site = repository.root.join("book/html");
    // Both tell all they find before one of them fails.
    let valid = validate(&tools, &site);
    let mut judge = browser::program(repository)?;
    command::run(judge.arg("audit").arg(&site).arg(&tools))?;
    valid?;
    Ok(Outcome::Passed)
}

/// Every page is HTML as the standard has it.
fn validate(tools: &Path, site: &Path) -> anyhow::Result<()> {
    command::run(validator(tools)?.arg("--skip-non-html").arg(site))
}

/// The validator, which is to tell of errors alone.
pub(crate) fn validator(tools: &Path) -> anyhow::Result<Command> {
    command::provide("java", "-version", "default-jre-headless")?;
    let mut java = Command::new("java");
    java.arg("-jar")
        .arg(tools.join("node_modules/vnu-jar/build/dist/vnu.jar"))
        .arg("--errors-only");
    Ok(java)
}
