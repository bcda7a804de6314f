//! Opens a built site in Chromium and uses it as a reader would.
//!
//! `browser SITE PICTURES HORNBOOK THEME`: the folder of the site, the folder
//! for pictures of its pages, for people to look at, the program that builds
//! and serves a book of listings, and the theme of that. Chromium is the
//! program that the environment variable `CHROME` names. The exit code is 1 if
//! a trial failed.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a check speaks to the terminal"
)]

mod bench;
mod drawing;
mod editing;
mod figure;
mod local;
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

use bench::Bench;
use server::Server;
use site::Site;
use window::Window;

/// What every trial is given.
struct Setting {
    window: Window,
    /// The site whose pages are read.
    site: Site,
    server: Server,
    /// The book whose listings are run.
    bench: Bench,
}

/// A trial hands back what it found wrong, one line each.
type Trial = fn(&Setting) -> anyhow::Result<Vec<String>>;

const TRIALS: &[(&str, Trial)] = &[
    (
        "pages open from the disk, with nothing on the console",
        reading::from_the_disk,
    ),
    (
        "pages open from a server, with few requests and nothing on the console",
        reading::from_a_server,
    ),
    ("pages fit a screen of 390 pixels", reading::on_a_phone),
    ("pages read with scripts off", reading::without_scripts),
    ("Run shows what the playground answers", running::success),
    (
        "Run asks the playground if the server runs nothing",
        running::from_a_server,
    ),
    ("Run tells of a program that fails", running::failure),
    (
        "Run knows a program that is to fail",
        running::expected_failure,
    ),
    ("Run tells of a playground that refuses", running::refusal),
    ("Run tells of a playground that is late", running::late),
    ("Run can be cancelled", running::cancelled),
    ("Run tells of a network that is not there", running::offline),
    ("Run works from the keyboard", running::keyboard),
    ("Run is not offered where it can do nothing", running::local),
    ("a figure is told of its runs", running::events),
    ("Edit changes what is run", editing::run),
    ("Edit works from the keyboard", editing::keyboard),
    ("an edit is there again after a reload", editing::kept),
    ("an edit of an older program is offered", editing::older),
    ("Reset can be taken back", editing::reset),
    (
        "a browser that keeps nothing is told of",
        editing::forgetful,
    ),
    ("hidden lines can be shown", editing::hidden_lines),
    ("Copy and the playground get the whole", editing::copies),
    ("hornbook serve runs what is on the page", local::run),
    ("hornbook serve tells of what fails", local::failure),
    (
        "hornbook serve is asked anew when it is new",
        local::renewed,
    ),
    ("hornbook serve ends what is cancelled", local::cancelled),
    (
        "Search forgives a slip, and works from the keyboard",
        searching::by_keyboard,
    ),
    ("Search knows the forms of a word", searching::forms),
    (
        "the page draws what the build has drawn, and goes back",
        drawing::again,
    ),
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
    let mut next = |what| arguments.next().context(what);
    let folder = next("the site's folder is missing")?;
    let pictures = next("the pictures' folder is missing")?;
    let hornbook = next("the program hornbook is missing")?;
    let theme = next("the theme's folder is missing")?;
    // A part of a name, to try these trials alone.
    let only = arguments.next();
    let only = only.as_ref().and_then(|it| it.to_str()).unwrap_or_default();
    let site = Site::read(folder.as_ref(), pictures.as_ref())?;
    let setting = Setting {
        window: Window::open()?,
        server: Server::start(&site.folder)?,
        bench: Bench::build(hornbook.as_ref(), theme.as_ref())?,
        site,
    };
    let mut well = true;
    for (name, trial) in TRIALS.iter().filter(|it| it.0.contains(only)) {
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
