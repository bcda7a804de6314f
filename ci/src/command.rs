//! Starting other programs.

use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context as _, bail};

/// Runs a program, its output going straight to the terminal.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| not_started(command))?;
    succeeded(command, status)
}

/// Runs a program and hands back its standard output.
pub(crate) fn output(command: &mut Command) -> anyhow::Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| not_started(command))?;
    succeeded(command, output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Sees to it that `program` is there, which answers `option`: if it is not,
/// installs the package of Debian's that has it.
pub(crate) fn provide(program: &str, option: &str, package: &str) -> anyhow::Result<()> {
    let tried = Command::new(program).arg(option).output();
    if tried.is_ok_and(|it| it.status.success()) {
        return Ok(());
    }
    install(package).with_context(|| format!("{program} is needed"))
}

/// Installs a package where that can be done without asking: Debian, as root.
pub(crate) fn install(package: &str) -> anyhow::Result<()> {
    let root = output(Command::new("id").arg("-u")).is_ok_and(|it| it.trim() == "0");
    anyhow::ensure!(
        root && Path::new("/usr/bin/apt-get").exists(),
        "{package} is not installed"
    );
    for arguments in [&["update", "-q"][..], &["install", "-y", "-q", package]] {
        let mut apt = Command::new("apt-get");
        apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        run(&mut apt)?;
    }
    Ok(())
}

fn succeeded(command: &Command, status: ExitStatus) -> anyhow::Result<()> {
    if !status.success() {
        bail!("`{}` ended with {status}", shown(command));
    }
    Ok(())
}

fn not_started(command: &Command) -> String {
    format!("`{}` could not be started", shown(command))
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(std::ffi::OsStr::to_string_lossy).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_is_named() {
        let error = run(Command::new("cargo")
            .args(["no-such-command-at-all"])
            .stderr(Stdio::null()));
        let message = error.unwrap_err().to_string();
        assert!(
            message.starts_with("`cargo no-such-command-at-all` ended with"),
            "{message}"
        );
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = output(&mut Command::new("no-such-program-at-all")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`no-such-program-at-all` could not be started"
        );
    }
}
