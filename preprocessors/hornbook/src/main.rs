//! The command line: what is called, and how it ends.

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::rc::Rc;

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};

mod book;
mod calendar;
mod check;
mod config;
mod convert;
mod diagnostics;
mod drawings;
mod exercise;
mod fences;
mod files;
mod fragments;
mod highlight;
mod import;
mod includes;
mod inventories;
mod log;
mod markdown;
mod navigation;
mod offline;
mod pages;
#[cfg(feature = "pdf")]
mod pdf;
mod pictures;
mod preprocess;
mod progress;
mod publish;
mod raw_html;
mod references;
mod render;
mod renew;
mod report;
mod rewrite;
mod search;
mod serve;
mod shown;
mod site;
mod sources;
mod strays;
mod summary;
mod tags;
mod wire;

use diagnostics::Format;
use mimalloc::MiMalloc;
use renew::Standing;
use report::Report;

/// Trees are many small pieces.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The book is wrong.
const WRONG_BOOK: u8 = 1;
/// The call is, or the machine.
const WRONG_CALL: u8 = 2;

/// reStructuredText in, an mdBook site and a PDF out.
#[derive(Debug, Parser)]
#[command(version)]
struct Call {
    #[command(subcommand)]
    command: Command,
    /// How to tell what is wrong.
    #[arg(long, global = true, value_enum, default_value_t)]
    message_format: Format,
    /// Tell what is no fault, too: labels that nothing refers to, names of code
    /// that nothing in the book describes.
    #[arg(long, global = true)]
    notes: bool,
    /// Let warnings fail.
    #[arg(long, global = true)]
    strict: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the site and the PDF, as book.toml says.
    Build(Build),
    /// Read everything, resolve every link, anchor and image; write nothing.
    Check(Folder),
    /// Compile and run every listing, and compare with what is recorded.
    Test(Folder),
    /// Make the recorded outputs of the listings anew.
    Record(Folder),
    /// Make a book of a Sphinx project, or of a folder of documents and notebooks.
    Import(import::Import),
    /// Build the book, and serve its site to this machine, where its programs run.
    Serve(serve::Call),
    /// Make one document into another.
    Convert(convert::Conversion),
    /// Preprocess for mdBook, which runs this.
    Preprocess {
        #[command(subcommand)]
        question: Option<Question>,
    },
    /// Render for mdBook, which runs this.
    RenderPdf,
}

#[derive(Debug, Subcommand)]
enum Question {
    /// Exit with 0, if there is something to do for the renderer.
    Supports {
        /// Its name.
        renderer: String,
    },
}

#[derive(Debug, Args)]
struct Build {
    #[command(flatten)]
    folder: Folder,
    /// Where the site will lie, such as <https://example.org/course/>; for the
    /// site map, the page for what is missing, and what other sites show. A
    /// domain of your own is named in the settings of GitHub Pages, which reads
    /// no file CNAME, and here.
    #[arg(long, value_name = "URL")]
    base_url: Option<publish::Address>,
}

#[derive(Debug, Args)]
struct Folder {
    /// The book's folder.
    #[arg(default_value = ".")]
    dir: PathBuf,
}

fn main() -> ExitCode {
    // The helper must become another program before it becomes much of this.
    serve::helper().unwrap_or_else(command)
}

fn command() -> ExitCode {
    let call = Call::parse();
    log::listen();
    let report = Rc::new(RefCell::new(Report::default()));
    let folder = folder(&call.command);
    let mut standing = None;
    let result = run(&call.command, &report, &mut standing);
    let mut report = report.take();
    log::report(&mut report);
    let mut stderr = io::stderr();
    let told = diagnostics::tell(
        &report,
        call.message_format,
        call.notes,
        &folder,
        &mut stderr,
    );
    let result = result
        .and_then(|()| told.context("cannot write messages"))
        .and_then(|()| then(&call, &report, standing));
    match result {
        Err(error) => {
            // Nobody is left to be told that this could not be written.
            let _ = writeln!(stderr, "hornbook: {error:#}");
            ExitCode::from(WRONG_CALL)
        }
        Ok(()) if fails(&call, &report) => ExitCode::from(WRONG_BOOK),
        Ok(()) => ExitCode::SUCCESS,
    }
}

/// What comes after all has been told.
fn then(call: &Call, report: &Report, standing: Option<Standing>) -> anyhow::Result<()> {
    let Command::Serve(it) = &call.command else {
        return Ok(());
    };
    let builder = serve::Builder {
        standing,
        format: call.message_format,
        notes: call.notes,
        unfinished: false,
    };
    serve::serve(it, diagnostics::text(report), builder, &mut io::stdout())
}

/// Whether what is wrong fails the call. mdBook takes a failed helper for a
/// failed build, and would write nothing at all; so there only a strict one fails.
fn fails(call: &Call, report: &Report) -> bool {
    let helps = matches!(
        call.command,
        Command::Preprocess { .. } | Command::RenderPdf
    );
    report.fails(call.strict) && (call.strict || !helps)
}

/// The folder that the names of files count from.
fn folder(command: &Command) -> String {
    match command {
        Command::Build(it) => it.folder.dir.to_string_lossy().into_owned(),
        Command::Check(it) | Command::Test(it) | Command::Record(it) => {
            it.dir.to_string_lossy().into_owned()
        }
        Command::Serve(it) => it.dir.to_string_lossy().into_owned(),
        Command::Import(it) => it.documents().to_string_lossy().into_owned(),
        Command::Convert(_) | Command::Preprocess { .. } | Command::RenderPdf => String::new(),
    }
}

fn run(
    command: &Command,
    report: &Rc<RefCell<Report>>,
    standing: &mut Option<Standing>,
) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    match command {
        Command::Build(it) => {
            let plan = site::Plan {
                address: it.base_url.clone(),
                ..site::Plan::default()
            };
            let places = site::build(&it.folder.dir, &plan, report)?.places;
            let lines: Vec<_> = places
                .iter()
                .map(|it| format!("made {}\n", it.strip_prefix(".").unwrap_or(it).display()))
                .collect();
            write_out(&mut stdout, &lines.concat())
        }
        Command::Serve(it) => {
            *standing = site::build(&it.dir, &site::Plan::site(), report)?.standing;
            Ok(())
        }
        Command::Check(it) => check::check(&it.dir, &mut report.borrow_mut()),
        Command::Test(it) => exercise::test(&it.dir, &mut report.borrow_mut(), &mut stdout),
        Command::Record(it) => exercise::record(&it.dir, &mut report.borrow_mut(), &mut stdout),
        Command::Import(call) => {
            let said = import::import(call, &mut report.borrow_mut())?;
            write_out(&mut stdout, &said)
        }
        Command::Convert(call) => {
            let text = convert::convert(call, &mut report.borrow_mut())?;
            write_out(&mut stdout, &text)
        }
        Command::Preprocess { question: None } => {
            wire::preprocess(io::stdin().lock(), stdout, &mut report.borrow_mut())
        }
        Command::Preprocess {
            question: Some(Question::Supports { renderer }),
        } => supports(renderer),
        Command::RenderPdf => wire::render_pdf(io::stdin().lock(), &mut report.borrow_mut()),
    }
}

fn supports(renderer: &str) -> anyhow::Result<()> {
    if wire::supports(renderer) {
        Ok(())
    } else {
        anyhow::bail!("nothing to do for {renderer}")
    }
}

/// Writes to a pipe; one that is closed early wants no more.
fn write_out(out: &mut dyn Write, text: &str) -> anyhow::Result<()> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(error).context("cannot write to standard output")
        }
        _ => Ok(()),
    }
}
