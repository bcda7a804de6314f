//! `browser`: the built pages in Chromium. The driving is done by the program
//! `browser` of this package, which alone needs the `DevTools` protocol; see
//! `ci/browser/main.rs`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Context as _;

use crate::check::{Outcome, book};
use crate::command;
use crate::repository::Repository;

/// What Chromium and its kin are called on the `PATH`.
const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

/// Where they lie when they are not on the `PATH`.
const PLACES: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

pub(crate) fn run(repository: &Repository) -> anyhow::Result<Outcome> {
    book::build(repository)?;
    let mut drive = program(repository)?;
    drive
        .arg("use")
        .arg(repository.root.join("book/html"))
        .arg(repository.target.join("screenshots"))
        .arg(repository.hornbook()?)
        .arg(repository.root.join("theme"));
    command::run(&mut drive)?;
    Ok(Outcome::Passed)
}

/// The program that drives Chromium, which is told where that is.
pub(crate) fn program(repository: &Repository) -> anyhow::Result<Command> {
    let chrome = found()?;
    // The whole workspace, so that no dependency gets other features, and so
    // a second compilation, on this program's account.
    let build = [
        "build",
        "--release",
        "--quiet",
        "--workspace",
        "--features",
        "ci/browser",
    ];
    command::run(repository.cargo().args(build))?;
    let browser = format!("release/browser{}", std::env::consts::EXE_SUFFIX);
    let mut program = Command::new(repository.target.join(browser));
    program.env("CHROME", chrome);
    Ok(program)
}

/// The browser, installed if there is none.
pub(crate) fn found() -> anyhow::Result<PathBuf> {
    chrome().map_or_else(install, Ok)
}

fn chrome() -> Option<PathBuf> {
    let named = std::env::var_os("CHROME").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let on_path = NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let fixed = PLACES.iter().map(PathBuf::from);
    named
        .into_iter()
        .chain(on_path)
        .chain(fixed)
        .find(|it| it.is_file())
}

/// Installs Chromium where that can be done without asking.
fn install() -> anyhow::Result<PathBuf> {
    const ADVICE: &str = "install Chromium or Chrome, or set CHROME to the program";
    command::install("chromium").context(ADVICE)?;
    chrome().with_context(|| format!("apt-get gave no browser; {ADVICE}"))
}
