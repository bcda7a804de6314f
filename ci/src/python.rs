//! Python, and what is installed for a check from `PyPI`: in a virtual
//! environment of its own, below the target folder.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Context as _;

use crate::command;

/// What Python is called.
const NAMES: &[&str] = &["python3", "python"];

/// The first Python there is.
pub(crate) fn installed() -> Option<&'static str> {
    let runs = |name: &&&str| {
        let mut call = Command::new(name);
        let silent = call.arg("--version").stdout(Stdio::null());
        silent
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|it| it.success())
    };
    NAMES.iter().find(runs).copied()
}

/// The Python of the virtual environment in `folder`, made now if it is not
/// there or does not hold this version of `package`.
pub(crate) fn environment(folder: &Path, package: &str, version: &str) -> anyhow::Result<PathBuf> {
    let python = program(folder);
    if holds(&python, package, version) {
        return Ok(python);
    }
    make(folder)?;
    let wanted = format!("{package}=={version}");
    let install = ["-m", "pip", "install", "--quiet", "--no-deps", &wanted];
    command::run(Command::new(&python).args(install))
        .with_context(|| format!("{wanted} could not be installed; is PyPI within reach?"))?;
    Ok(python)
}

/// The Python of the virtual environment in `folder`, made now if it is not there
/// or was made for others than these packages, each `NAME==VERSION`, and what
/// they need.
pub(crate) fn with(folder: &Path, packages: &[&str]) -> anyhow::Result<PathBuf> {
    let python = program(folder);
    let mark = folder.join("packages");
    let wanted = packages.join("\n");
    if std::fs::read_to_string(&mark).is_ok_and(|it| it == wanted) {
        return Ok(python);
    }
    make(folder)?;
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet"]);
    command::run(install.args(packages)).with_context(|| {
        format!(
            "{} could not be installed; is PyPI within reach?",
            packages.join(", ")
        )
    })?;
    std::fs::write(mark, wanted)?;
    Ok(python)
}

fn program(folder: &Path) -> PathBuf {
    folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    })
}

fn make(folder: &Path) -> anyhow::Result<()> {
    let outer = installed().context("no python3 was found, and this check needs it")?;
    command::run(
        Command::new(outer)
            .args(["-m", "venv", "--clear"])
            .arg(folder),
    )
    .context("Python could make no virtual environment; Debian has it in python3-venv")
}

/// A package's sources, as its makers gave them to `PyPI`.
pub(crate) struct Source {
    pub(crate) package: &'static str,
    pub(crate) version: &'static str,
    /// Of the archive, in hexadecimal digits.
    pub(crate) sha256: &'static str,
}

/// The folder with the sources of a package below `folder`, fetched now if it
/// is not there.
pub(crate) fn sources(folder: &Path, source: &Source) -> anyhow::Result<PathBuf> {
    let Source {
        package, version, ..
    } = source;
    let name = format!("{package}-{version}");
    let unpacked = folder.join(&name);
    if !unpacked.exists() {
        let fetched = folder.join("fetched");
        download(&fetched, source, &["--no-binary", ":all:"])?;
        let archive = fetched.join(format!("{name}.tar.gz"));
        unpack("tarfile", &archive, &fetched)?;
        std::fs::rename(fetched.join(&name), &unpacked)?;
    }
    Ok(unpacked)
}

/// Fetches one file of a package from `PyPI` into `folder`, with pip's
/// `options`, and has pip compare its checksum.
pub(crate) fn download(folder: &Path, source: &Source, options: &[&str]) -> anyhow::Result<()> {
    let Source {
        package,
        version,
        sha256,
    } = source;
    let outer = installed().context("no python3 was found, and this check needs it")?;
    std::fs::create_dir_all(folder)?;
    let wanted = folder.join(format!("{package}.txt"));
    std::fs::write(
        &wanted,
        format!("{package}=={version} --hash=sha256:{sha256}\n"),
    )?;
    let mut pip = Command::new(outer);
    pip.args(["-m", "pip", "download", "--quiet", "--no-deps", "--dest"])
        .arg(folder)
        .args(options)
        .args(["--require-hashes", "--requirement"])
        .arg(&wanted);
    command::run(&mut pip).with_context(|| {
        format!("{package}=={version} could not be fetched; is PyPI within reach?")
    })
}

/// Unpacks an archive with one of Python's modules.
pub(crate) fn unpack(module: &str, archive: &Path, to: &Path) -> anyhow::Result<()> {
    let outer = installed().context("no python3 was found, and this check needs it")?;
    let mut call = Command::new(outer);
    command::run(call.args(["-m", module, "-e"]).arg(archive).arg(to))
}

fn holds(python: &Path, package: &str, version: &str) -> bool {
    let tell = format!("import importlib.metadata as it; print(it.version('{package}'))");
    let mut call = Command::new(python);
    let output = call.args(["-c", &tell]).stderr(Stdio::null()).output();
    output.is_ok_and(|it| String::from_utf8_lossy(&it.stdout).trim() == version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_environment_that_is_not_there_holds_nothing() {
        assert!(!holds(Path::new("no/such/python"), "docutils", "0.23"));
    }
}
