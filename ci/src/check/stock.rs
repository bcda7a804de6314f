//! `stock`: an mdBook nobody has touched, installed outside the checkout,
//! builds the same pages from the same book.toml.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use crate::check::{Outcome, book};
use crate::repository::Repository;
use crate::{command, faults, files, same};

/// The version of mdBook that the engine links.
const VERSION: &str = "0.5.4";

pub(crate) fn run(repository: &Repository) -> anyhow::Result<Outcome> {
    let mdbook = installed()?;
    book::build(repository)?;
    let copy = tempfile::tempdir()?;
    files::copy(&repository.root, copy.path(), &["target", "book", ".git"])?;
    let hornbook = repository.hornbook()?;
    let path = place(&hornbook, copy.path(), &repository.read("book.toml")?)?;
    let mut build = Command::new(mdbook);
    build
        .arg("build")
        .current_dir(copy.path())
        .env("PATH", path);
    command::run(&mut build)?;
    let told = same::differences(
        &repository.root.join("book/html"),
        &copy.path().join("book/html"),
    )?;
    faults::conclude(&told)
}

/// The stock binary, installed now if it is not there yet.
pub(crate) fn installed() -> anyhow::Result<PathBuf> {
    let root = cache()?.join(format!("mdbook-{VERSION}"));
    let mdbook = root
        .join("bin")
        .join(format!("mdbook{}", std::env::consts::EXE_SUFFIX));
    if !mdbook.exists() {
        let build = root.join("build");
        let mut cargo = Command::new("cargo");
        cargo.args([
            "install",
            "mdbook",
            "--version",
            VERSION,
            "--locked",
            "--no-default-features",
        ]);
        cargo
            .args(["--features", "search", "--root"])
            .arg(&root)
            .env("CARGO_TARGET_DIR", &build);
        command::run(&mut cargo)?;
        std::fs::remove_dir_all(&build)?;
    }
    let said = command::output(Command::new(&mdbook).arg("--version"))?;
    anyhow::ensure!(
        said.trim().ends_with(VERSION),
        "{} is {}",
        mdbook.display(),
        said.trim()
    );
    Ok(mdbook)
}

/// Where the checks keep what takes long to make and is not the book's.
fn cache() -> anyhow::Result<PathBuf> {
    let named = |name: &str| {
        std::env::var_os(name)
            .filter(|it| !it.is_empty())
            .map(PathBuf::from)
    };
    let home = || {
        Some(
            named("HOME")
                .or_else(|| named("USERPROFILE"))?
                .join(".cache"),
        )
    };
    let folder = named("XDG_CACHE_HOME").or_else(home);
    Ok(folder
        .context("set XDG_CACHE_HOME or HOME: the stock mdBook is kept there")?
        .join("hornbook-ci"))
}

/// Puts the engine where the book's commands look for it: a command with a
/// folder is linked below the book, a bare name is found through the `PATH`
/// that this hands back.
fn place(hornbook: &Path, book: &Path, config: &str) -> anyhow::Result<OsString> {
    for program in programs(config)?.iter().filter(|it| it.contains('/')) {
        let link = book.join(program);
        if let Some(folder) = link.parent().filter(|_| !link.exists()) {
            std::fs::create_dir_all(folder)?;
            files::link(hornbook, &link)?;
        }
    }
    let folder = hornbook.parent().unwrap_or(book).to_owned();
    let old = std::env::var_os("PATH").unwrap_or_default();
    Ok(std::env::join_paths(
        std::iter::once(folder).chain(std::env::split_paths(&old)),
    )?)
}

/// The programs that book.toml's preprocessors and renderers start.
fn programs(config: &str) -> anyhow::Result<Vec<String>> {
    let config: toml::Table = toml::from_str(config).context("book.toml")?;
    let groups = ["preprocessor", "output"]
        .into_iter()
        .filter_map(|name| config.get(name)?.as_table());
    let commands = groups
        .flat_map(toml::Table::values)
        .filter_map(|it| it.get("command")?.as_str());
    Ok(commands
        .filter_map(|it| it.split_whitespace().next())
        .map(str::to_owned)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = "[preprocessor.hornbook]\ncommand = \"target/release/hornbook preprocess\"\n\
        [output.html]\n[output.pdf]\ncommand = \"hornbook render-pdf\"";

    #[test]
    fn commands_are_found() {
        assert_eq!(
            programs(CONFIG).unwrap(),
            ["target/release/hornbook", "hornbook"]
        );
    }

    #[test]
    #[cfg(unix)]
    fn the_engine_is_put_where_the_book_looks() {
        let book = tempfile::tempdir().unwrap();
        let path = place(Path::new("/opt/x/hornbook"), book.path(), CONFIG).unwrap();
        let link = book.path().join("target/release/hornbook");
        assert_eq!(
            std::fs::read_link(link).unwrap(),
            Path::new("/opt/x/hornbook")
        );
        assert!(path.to_string_lossy().starts_with("/opt/x:"));
    }
}
