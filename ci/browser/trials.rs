//! The trials: what readers do with a site, one after the other in one window.

use std::path::Path;
use std::time::Instant;

use crate::bench::Bench;
use crate::server::Server;
use crate::site::Site;
use crate::window::Window;
use crate::{drawing, editing, local, pictures, published, reading, running, searching};

/// What every trial is given.
pub(crate) struct Setting {
    pub(crate) window: Window,
    /// The site whose pages are read.
    pub(crate) site: Site,
    pub(crate) server: Server,
    /// The book whose listings are run.
    pub(crate) bench: Bench,
}

/// A trial hands back what it found wrong, one line each.
type Trial = fn(&Setting) -> anyhow::Result<Vec<String>>;

const TRIALS: &[(&str, Trial)] = &[
    (
        "pages open from the disk, with nothing on the console",
        reading::from_the_disk,
    ),
    (
        "pages open from a server, with few requests, few bytes and nothing on the console",
        reading::from_a_server,
    ),
    ("the text is near by keyboard", reading::by_keyboard),
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
    (
        "what is missing is told in a folder of a host",
        published::missing,
    ),
    ("what has moved is found", published::moved),
    (
        "the site is there without a network once it was opened",
        published::offline,
    ),
    ("pictures are taken", pictures::take),
];

/// Runs those whose names hold `words`; whether none failed.
pub(crate) fn run(
    site: &Path,
    pictures: &Path,
    hornbook: &Path,
    theme: &Path,
    words: &str,
) -> anyhow::Result<bool> {
    let site = Site::read(site, pictures)?;
    let setting = Setting {
        window: Window::open()?,
        server: Server::start(&site.folder)?,
        bench: Bench::build(hornbook, theme)?,
        site,
    };
    let mut well = true;
    for (name, trial) in TRIALS.iter().filter(|it| it.0.contains(words)) {
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
