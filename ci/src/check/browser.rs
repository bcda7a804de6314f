//! `browser`: the built pages in Chromium. The driving is done by the program
//! `browser` of this package, which alone needs the `DevTools` protocol; see
//! `ci/browser/main.rs`.

use std::path::{Path, PathBuf};
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
    let chrome = match chrome() {
        Some(chrome) => chrome,
        None => install()?,
    };
    book::build(repository)?;
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
    let mut drive = Command::new(repository.target.join(browser));
    drive
        .arg(repository.root.join("book/html"))
        .arg(repository.target.join("screenshots"))
        .arg(repository.hornbook()?)
        .arg(repository.root.join("theme"));
    command::run(drive.env("CHROME", chrome))?;
    Ok(Outcome::Passed)
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

/// Installs Chromium where that can be done without asking: Debian, as root.
fn install() -> anyhow::Result<PathBuf> {
    const ADVICE: &str = "install Chromium or Chrome, or set CHROME to the program";
    let root = command::output(Command::new("id").arg("-u")).is_ok_and(|it| it.trim() == "0");
    anyhow::ensure!(
        root && Path::new("/usr/bin/apt-get").exists(),
        "no browser found; {ADVICE}"
    );
    for arguments in [&["update", "-q"][..], &["install", "-y", "-q", "chromium"]] {
        let mut apt = Command::new("apt-get");
        apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        command::run(&mut apt).context(ADVICE)?;
    }
    chrome().with_context(|| format!("apt-get gave no browser; {ADVICE}"))
}
