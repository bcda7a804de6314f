//! Opens built sites in Chromium, and uses them as readers would or judges them.
//!
//! - `browser use SITE PICTURES HORNBOOK THEME [WORDS]`: the folder of the site,
//!   the folder for pictures of its pages, for people to look at, the program
//!   that builds and serves a book of listings, and the theme of that; with
//!   WORDS, only the trials that have them in their names.
//! - `browser audit SITE TOOLS`: the folder of the site, and the folder with what
//!   npm has installed.
//! - `browser measure SITE TOOLS PAGE THEMES`: the same of any site, whoever made
//!   it; prints what was measured of one page as JSON. THEMES are the names of its
//!   themes, with commas between, behind `class:` or `data-theme:`, as the page
//!   has them.
//!
//! Chromium is the program that the environment variable `CHROME` names. The
//! exit code is 1 if something is wrong with the site.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a check speaks to the terminal"
)]

mod audit;
mod axe;
mod bench;
mod drawing;
mod editing;
mod figure;
mod keyboard;
mod lighthouse;
mod local;
mod measure;
mod pictures;
mod playground;
mod published;
mod reading;
mod running;
mod searching;
#[path = "../src/server.rs"]
mod server;
mod site;
mod trials;
mod weight;
mod window;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;

fn main() -> ExitCode {
    match start(std::env::args_os().skip(1)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("browser: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Whether nothing is wrong.
fn start(mut arguments: impl Iterator<Item = OsString>) -> anyhow::Result<bool> {
    let task = arguments.next().unwrap_or_default();
    let mut next = |what| arguments.next().map(PathBuf::from).context(what);
    let site = next("the site's folder is missing")?;
    match task.to_str() {
        Some("use") => {
            let pictures = next("the pictures' folder is missing")?;
            let hornbook = next("the program hornbook is missing")?;
            let theme = next("the theme's folder is missing")?;
            let words = arguments.next().unwrap_or_default();
            trials::run(
                &site,
                &pictures,
                &hornbook,
                &theme,
                &words.to_string_lossy(),
            )
        }
        Some("audit") => audit::run(&site, &next("the tools' folder is missing")?),
        Some("measure") => {
            let tools = next("the tools' folder is missing")?;
            let page = next("the page is missing")?;
            let themes = next("the themes are missing")?;
            measure::run(
                &site,
                &tools,
                &page.to_string_lossy(),
                &themes.to_string_lossy(),
            )?;
            Ok(true)
        }
        _ => anyhow::bail!("say `use`, `audit` or `measure`"),
    }
}
