//! Opens a built site in Chromium and uses it as a reader would.
//!
//! `browser SITE PICTURES`: the folder of the site, and the folder for
//! pictures of its pages, for people to look at. Chromium is the program that
//! the environment variable `CHROME` names. The exit code is 1 if a trial
//! failed.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a check speaks to the terminal"
)]

mod pictures;
mod playground;
mod reading;
mod running;
mod searching;
mod server;
mod site;
mod window;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context as _;

use server::Server;
use site::Site;
use window::Window;

/// What every trial is given.
struct Setting {
    window: Window,
    site: Site,
    server: Server,
}

/// A trial hands back what it found wrong, one line each.
type Trial = fn(&Setting) -> anyhow::Result<Vec<String>>;

const TRIALS: &[(&str, Trial)] = &[
    (
        "pages open from the disk, with nothing on the console",
        reading::from_the_disk,
    ),
    (
        "pages open from a server, with nothing on the console",
        reading::from_a_server,
    ),
    ("pages fit a screen of 390 pixels", reading::on_a_phone),
    ("pages read with scripts off", reading::without_scripts),
    ("Run shows what the playground answers", running::success),
    ("Run tells of a program that fails", running::failure),
    ("Run tells of a playground that refuses", running::refusal),
    ("Run tells of a network that is not there", running::offline),
    ("Run works from the keyboard", running::keyboard),
    (
        "Search forgives a slip, and works from the keyboard",
        searching::by_keyboard,
    ),
    ("Search knows the forms of a word", searching::forms),
    ("pictures are taken", pictures::take),
];

fn main() -> ExitCode {
    match start() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("browser: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Whether no trial failed.
fn start() -> anyhow::Result<bool> {
    let mut arguments = std::env::args_os().skip(1);
    let folder = arguments.next().context("the site's folder is missing")?;
    let pictures = arguments
        .next()
        .context("the pictures' folder is missing")?;
    let site = Site::read(folder.as_ref(), pictures.as_ref())?;
    let setting = Setting {
        window: Window::open()?,
        server: Server::start(&site.folder)?,
        site,
    };
    let mut well = true;
    for (name, trial) in TRIALS {
        // No trial sees what another has left behind.
        setting.window.reset()?;
        let start = Instant::now();
        let faults = trial(&setting).unwrap_or_else(|error| vec![format!("{error:#}")]);
        let word = if faults.is_empty() { "ok" } else { "FAILED" };
        println!("{word:<6} {:>5.1} s  {name}", start.elapsed().as_secs_f64());
        for fault in &faults {
            println!("         {fault}");
        }
        well &= faults.is_empty();
    }
    Ok(well)
}
