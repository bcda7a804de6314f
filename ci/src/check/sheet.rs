//! `sheet`: all pages of the course's PDF on one picture, each with its number,
//! to be looked at. On request: `cargo ci sheet --to FILE.png`.

use std::path::Path;
use std::process::Command;

use crate::check::{Outcome, book, pdf};
use crate::repository::Repository;
use crate::{command, python};

/// What puts pictures together.
const PILLOW: (&str, &str) = ("pillow", "13.0.0");

/// What it is told, in Python.
const PROGRAM: &str = "ci/src/check/sheet.py";

/// How fine the pages are drawn, in dots an inch.
const DOTS: &str = "24";

pub(crate) fn run(repository: &Repository, options: &[String]) -> anyhow::Result<Outcome> {
    let [option, to] = options else {
        anyhow::bail!("say where to: `cargo ci sheet --to FILE.png`");
    };
    anyhow::ensure!(option == "--to", "there is no option {option}");
    pdf::install_readers()?;
    let (package, version) = PILLOW;
    let python = python::environment(&repository.target.join(package), package, version)?;
    book::build(repository)?;
    let pages = tempfile::tempdir()?;
    let mut draw = Command::new("pdftoppm");
    draw.args(["-r", DOTS, "-png"]);
    draw.arg(pdf::of_course(repository)?)
        .arg(pages.path().join("page"));
    command::run(&mut draw)?;
    let mut paste = Command::new(python);
    paste.arg(repository.root.join(PROGRAM)).arg(pages.path());
    command::run(paste.arg(Path::new(to)))?;
    println!("{to}");
    Ok(Outcome::Passed)
}
