//! `paper`: how much processor time and memory the PDF of a book takes, beside
//! what Chromium takes to print mdBook's `print.html` of the same book. On
//! request, since it needs a large book in Markdown: `cargo ci paper --book DIR`.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Context as _;

use crate::check::{Outcome, browser};
use crate::command;
use crate::load::{self, Load};
use crate::repository::Repository;

/// What our PDF may take of what Chromium takes.
const TIME: f64 = 1.0 / 5.0;
const MEMORY: f64 = 1.0 / 3.0;

pub(crate) fn run(repository: &Repository, options: &[String]) -> anyhow::Result<Outcome> {
    let [option, book] = options else {
        anyhow::bail!("say which book: `cargo ci paper --book DIR`");
    };
    anyhow::ensure!(option == "--book", "there is no option {option}");
    let src = Path::new(book).join("src").canonicalize()?;
    let hornbook = repository.hornbook()?;
    let chrome = browser::found()?;
    let folder = tempfile::tempdir()?;
    let printed = print(&chrome, &src, &folder.path().join("html"))?;
    let set = typeset(&hornbook, &src, &folder.path().join("pdf"))?;
    println!("{}", row("Chromium, print.html", printed));
    println!("{}", row("hornbook", set));
    let (time, memory) = (
        set.seconds / printed.seconds,
        set.megabytes / printed.megabytes,
    );
    println!(
        "of its time {time:.2} (at most {TIME:.2}), of its memory {memory:.2} (at most {MEMORY:.2})"
    );
    anyhow::ensure!(
        time <= TIME && memory <= MEMORY,
        "the PDF takes more than it may"
    );
    Ok(Outcome::Passed)
}

fn row(who: &str, load: Load) -> String {
    let Load { seconds, megabytes } = load;
    format!("{who:<22} {seconds:6.1} s of processor time {megabytes:6.0} MB")
}

/// A copy of the book in `folder` with the output `output` alone.
fn prepare(src: &Path, folder: &Path, output: &str) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)?;
    command::run(
        Command::new("cp")
            .arg("-r")
            .arg(src)
            .arg(folder.join("src")),
    )?;
    let text = format!("[book]\ntitle = \"A book\"\nlanguage = \"en\"\n\n[output.{output}]\n");
    std::fs::write(folder.join("book.toml"), text)?;
    Ok(())
}

/// What Chromium takes; building the page is not counted.
fn print(chrome: &Path, src: &Path, folder: &Path) -> anyhow::Result<Load> {
    prepare(src, folder, "html")?;
    let mut build = Command::new("mdbook");
    command::run(build.arg("build").arg(folder).stderr(Stdio::null()))
        .context("mdBook is needed: `cargo install mdbook`")?;
    let page = folder.join("book/print.html").canonicalize()?;
    let mut call = Command::new(chrome);
    call.args([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--generate-pdf-document-outline",
    ])
    .arg(format!(
        "--user-data-dir={}",
        folder.join("profile").display()
    ))
    .arg(format!(
        "--print-to-pdf={}",
        folder.join("print.pdf").display()
    ))
    .arg(format!("file://{}", page.display()))
    .stderr(Stdio::null());
    load::of(&mut call)
}

/// What we take, from the sources to the file.
fn typeset(hornbook: &Path, src: &Path, folder: &Path) -> anyhow::Result<Load> {
    prepare(src, folder, "pdf")?;
    let mut call = Command::new(hornbook);
    call.arg("build")
        .arg(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let load = load::of(&mut call)?;
    anyhow::ensure!(
        folder.join("book/a-book.pdf").exists(),
        "hornbook made no PDF"
    );
    Ok(load)
}
