//! `serve`: the book on this machine, where its programs run.
//!
//! The server listens on the loopback address alone, publishes the built site,
//! builds the book anew when it changes (`watch`), and runs what a page sends it.
//! A page that was served by it learns so by one
//! request to its own origin; a page that lies elsewhere gets no file of that
//! name there, and must use another back-end.
//!
//! # What a page asks
//!
//! `GET /hornbook-runner.json`, after the first press of Run, is answered by
//!
//! ```json
//! {"runs": true, "execute": "/execute", "token": "6b86b2…", "rustc": "rustc 1.95.0 (…)", "sandbox": true,
//!  "limits": {"compileSeconds": 30, "runSeconds": 10, "memoryMiB": 512, "outputKiB": 640, "bodyKiB": 256}}
//! ```
//!
//! or, if nothing is run, by `{"runs": false, "reason": "…"}`, which is for the
//! reader. Anything but 200 means that there is no such server. The token is
//! good until the server ends; when `/execute` answers 403, a new one can be
//! had.
//!
//! `POST /execute`, with the headers `Content-Type: application/json` and
//! `X-Hornbook-Token: 6b86b2…`, takes what the playground's `/execute` does:
//!
//! ```json
//! {"channel": "stable", "mode": "debug", "edition": "2024", "crateType": "bin", "tests": false,
//!  "code": "fn main() {}", "backtrace": false}
//! ```
//!
//! and answers 200 and
//!
//! ```json
//! {"success": true, "exitDetail": "Exited with status 0", "stdout": "…", "stderr": "…"}
//! ```
//!
//! `success` is false for what does not compile (`exitDetail` begins with
//! `rustc: `), fails, or meets a limit (`exitDetail` begins with `Stopped`).
//! `stderr` holds the compiler's words and then the program's. Breaking off the
//! request ends the program. Every other answer is `{"error": "…"}`:
//!
//! | status | why |
//! |---|---|
//! | 400 | the request is none, or asks for what there is not |
//! | 403 | the origin is another, or the token wrong |
//! | 405 | not `POST` |
//! | 408 | the request did not come in time |
//! | 413 | it is too long |
//! | 415 | it is no JSON |
//! | 421 | the server was asked for under another name |
//! | 500 | the machine failed |
//! | 503 | two programs run and eight wait (with `Retry-After`), or none are run |

use std::io::Write;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use clap::Args;
use listings::runner::{RUN, Runner, Settings};
use listings::sandbox::Helper;
use tokio::net::TcpListener;
use walkdir::WalkDir;

use crate::config;
use crate::report::Report;

mod build;
mod execute;
mod guard;
mod pages;
mod watch;

pub(crate) use build::Builder;
use guard::Guard;
use watch::Watch;

/// The argument that makes this program the helper of the sandbox.
const HELPER: &str = "sandbox";

/// How deep in the sources the package of the listings may lie.
const PACKAGE_DEPTH: usize = 3;

/// What is asked of `serve`.
#[derive(Debug, Args)]
pub(crate) struct Call {
    /// The book's folder.
    #[arg(default_value = ".")]
    pub(crate) dir: PathBuf,
    /// The port to listen on; 0 takes any that is free.
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// Run programs with all the rights of who calls this.
    #[arg(long)]
    no_sandbox: bool,
}

/// What every answer needs.
struct Server {
    /// The folder of the site.
    site: PathBuf,
    guard: Guard,
    watch: Watch,
    /// Why nothing is run, if nothing is.
    runner: Result<Arc<Runner>, String>,
}

/// The end of the helper of the sandbox, if this is the one: it confines itself
/// and becomes what it was called for.
pub(crate) fn helper() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    let helps = arguments.next()? == HELPER;
    helps.then(|| listings::sandbox::enter(&arguments.collect::<Vec<_>>()))
}

/// Serves the site of the book, which has been built, until it is interrupted.
/// `problems` are known of it; `builder` builds it anew.
pub(crate) fn serve(
    call: &Call,
    problems: String,
    builder: Builder,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let site = site(&call.dir)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, call.port))
            .await
            .with_context(|| format!("cannot listen on port {}", call.port))?;
        let port = listener.local_addr()?.port();
        let server = Arc::new(Server {
            site,
            guard: Guard::new(port)?,
            watch: Watch::start(call.dir.clone(), problems, builder),
            runner: runner(call),
        });
        writeln!(out, "serving http://127.0.0.1:{port}/")?;
        writeln!(out, "{}", words(&server.runner, call.no_sandbox))?;
        out.flush()?;
        tokio::select! {
            result = axum::serve(listener, router(server)) => result?,
            result = interrupted() => result?,
        }
        // What still runs is ended with the answers that nobody gets.
        Ok(())
    })
}

/// The folder of the site.
fn site(root: &Path) -> anyhow::Result<PathBuf> {
    // What is wrong with it was told when the book was built.
    let config = config::read(root, &mut Report::default())?;
    let config = config.context("there is no site to be served")?;
    let site = config::destination(root, &config, "html")?;
    anyhow::ensure!(
        site.is_dir(),
        "there is no site to be served in {}",
        site.display()
    );
    Ok(site)
}

fn runner(call: &Call) -> Result<Arc<Runner>, String> {
    let helper = if call.no_sandbox {
        None
    } else {
        Some(Helper::own(HELPER).map_err(|error| error.to_string())?)
    };
    let settings = Settings {
        folder: call.dir.clone(),
        package: package(&call.dir),
        helper,
        time: RUN,
    };
    Runner::start(settings).map_err(|error| error.to_string())
}

/// The folder of the package of the listings: the first that lies in a folder of
/// the sources.
fn package(root: &Path) -> Option<PathBuf> {
    let config = config::read(root, &mut Report::default()).ok()??;
    let folders = WalkDir::new(root.join(&config.book.src))
        .max_depth(PACKAGE_DEPTH)
        .sort_by_file_name();
    let found = folders.into_iter().flatten();
    found
        .map(walkdir::DirEntry::into_path)
        .find(|it| it.is_dir() && it.join("Cargo.toml").is_file())
}

/// What the one who called is told of the runner.
fn words(runner: &Result<Arc<Runner>, String>, no_sandbox: bool) -> String {
    match runner {
        Ok(it) if no_sandbox => format!(
            "programs are run by {} WITHOUT A SANDBOX, with all your rights",
            it.rustc()
        ),
        Ok(it) => {
            let parts: Vec<_> = it
                .parts()
                .iter()
                .map(|it| format!("{} ({})", it.name, it.detail))
                .collect();
            format!(
                "programs are run by {}, in a sandbox: {}",
                it.rustc(),
                parts.join(", ")
            )
        }
        Err(why) => format!("programs are not run: {why}"),
    }
}

fn router(server: Arc<Server>) -> Router {
    Router::new()
        .route("/hornbook-runner.json", get(execute::introduce))
        .route("/execute", post(execute::execute))
        .route(watch::NEWS, get(watch::news))
        .fallback(pages::page)
        .layer(from_fn_with_state(Arc::clone(&server), guard::watch))
        .with_state(server)
}

/// Comes back when the server is to end.
async fn interrupted() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            result = tokio::signal::ctrl_c() => result,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
