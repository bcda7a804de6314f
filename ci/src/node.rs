//! Node, and the programs installed for a check by npm: in a folder of their
//! own below the target folder, in the versions and with the checksums that
//! `ci/audit/package-lock.json` states. One package of Lighthouse's asks for
//! whichever `third-party-web` is the latest: there the lock must say a version,
//! or npm refuses it.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Context as _;

use crate::command;
use crate::repository::Repository;

/// What says which packages are wanted, and which bytes they are.
const FILES: [&str; 2] = ["package.json", "package-lock.json"];

/// The folder with the folder `node_modules`, filled now if it is not there or
/// holds something else than is wanted.
pub(crate) fn tools(repository: &Repository) -> anyhow::Result<PathBuf> {
    for (program, package) in [("node", "nodejs"), ("npm", "npm")] {
        command::provide(program, "--version", package)?;
    }
    let folder = repository.target.join("audit");
    std::fs::create_dir_all(&folder)?;
    let wanted = repository.read("ci/audit/package-lock.json")?;
    // Written last, so that what was stopped half way is begun anew.
    let mark = folder.join("installed.json");
    if std::fs::read_to_string(&mark).is_ok_and(|it| it == wanted) {
        return Ok(folder);
    }
    for file in FILES {
        std::fs::write(
            folder.join(file),
            repository.read(&format!("ci/audit/{file}"))?,
        )?;
    }
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    command::run(npm.arg("--loglevel=error").current_dir(&folder)).context(
        "the programs of ci/audit could not be installed; is npm's registry within reach?",
    )?;
    std::fs::write(mark, wanted)?;
    Ok(folder)
}
