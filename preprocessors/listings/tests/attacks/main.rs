//! Programs of readers who mean harm, and of some who do not, in the sandbox.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod closed;
mod files;
mod honest;
mod network;
mod processes;
mod resources;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use listings::runner::{Answer, Cancel, Request, Runner, Settings};
use listings::sandbox::Helper;

/// How long a program may run here.
const TIME: Duration = Duration::from_secs(6);

/// The helper, called with `arguments` before its own.
fn helper(arguments: &[&str]) -> Helper {
    Helper {
        program: PathBuf::from(env!("CARGO_BIN_EXE_confine")),
        arguments: arguments.iter().map(Into::into).collect(),
    }
}

fn settings(arguments: &[&str]) -> Settings {
    Settings {
        folder: PathBuf::from(env!("CARGO_MANIFEST_DIR")),
        package: None,
        helper: Some(helper(arguments)),
        time: TIME,
    }
}

/// A runner. A kernel that lacks a part of the sandbox has none, which `closed`
/// makes sure of, and then no test can show that its attack fails.
fn runner() -> Arc<Runner> {
    Runner::start(settings(&[])).unwrap()
}

/// The program `code`, to be compiled in debug mode.
fn request(code: &str) -> Request {
    let body = serde_json::json!({ "code": code });
    Request::read(body.to_string().as_bytes()).unwrap()
}

/// Compiles and runs `code`.
fn run(code: &str) -> Answer {
    let place = runner().place().unwrap();
    place.run(&request(code), &Cancel::default()).unwrap()
}

/// What the statements print, which must succeed.
#[track_caller]
fn printed(statements: &str) -> String {
    let answer = run(&format!("fn main() {{\n{statements}\n}}\n"));
    assert!(answer.success, "{answer:?}");
    answer.stdout
}

/// Fails unless each of the expressions, which are results, is an error.
#[track_caller]
fn refused(expressions: &[&str]) {
    let lines: Vec<_> = expressions
        .iter()
        .map(|it| {
            format!("println!(\"{{}}\", if ({it}).is_err() {{ \"refused\" }} else {{ {it:?} }});")
        })
        .collect();
    let told = printed(&lines.join("\n"));
    let wrong: Vec<_> = told.lines().filter(|it| *it != "refused").collect();
    assert!(wrong.is_empty(), "not refused: {wrong:#?}");
    assert_eq!(told.lines().count(), expressions.len());
}

/// Whether a process whose command line holds `word` is there.
fn alive(word: &str) -> bool {
    let entries = std::fs::read_dir("/proc").unwrap().flatten();
    entries
        .filter_map(|it| std::fs::read(it.path().join("cmdline")).ok())
        .any(|it| String::from_utf8_lossy(&it).contains(word))
}
