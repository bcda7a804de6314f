//! Listings, compiled: one call of cargo for each package and mode.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use doctree::tree::element::{End, Mode};
use serde::Deserialize;

use crate::expect::Outcome;
use crate::package::Package;
use crate::{Error, Program, run};

/// What came of compiling a listing.
#[derive(Clone, Debug)]
pub(crate) enum Made {
    /// A binary.
    Binary(PathBuf),
    /// Errors of these codes, in the compiler's words.
    Refused {
        codes: BTreeSet<String>,
        words: String,
    },
    /// Nothing: why.
    Nothing(String),
}

/// A line of `cargo build --message-format=json`, as far as it is of use.
#[derive(Deserialize)]
#[serde(tag = "reason")]
enum Message {
    #[serde(rename = "compiler-message")]
    Said { target: Target, message: Said },
    #[serde(rename = "compiler-artifact")]
    Made {
        target: Target,
        executable: Option<PathBuf>,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Said {
    level: String,
    code: Option<Code>,
    rendered: Option<String>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

/// Compiles `programs`, which all belong to `package`. What is made of them
/// comes in the order of the programs.
pub(crate) fn compile(package: &Package, programs: &[&Program]) -> Result<Vec<Made>, Error> {
    let mut made: BTreeMap<(String, bool), Made> = BTreeMap::new();
    for mode in [Mode::Debug, Mode::Release] {
        let names: BTreeSet<&str> = programs
            .iter()
            .filter(|it| it.mode == mode && package.binaries.contains_key(&it.name))
            .map(|it| it.name.as_str())
            .collect();
        if !names.is_empty() {
            for (name, binary) in build(package, &names, mode)? {
                made.insert((name, mode == Mode::Release), binary);
            }
        }
    }
    let of = |it: &&Program| {
        made.get(&(it.name.clone(), it.mode == Mode::Release))
            .cloned()
            .unwrap_or_else(|| Made::Nothing(missing(&it.name, &package.folder)))
    };
    Ok(programs.iter().map(of).collect())
}

/// What comes of a compiled program: it is run, unless it is not to be.
pub(crate) fn outcome(program: &Program, made: &Made) -> Result<Result<Outcome, String>, Error> {
    let binary = match made {
        Made::Nothing(why) => return Ok(Err(why.clone())),
        Made::Refused { codes, words } => {
            let (codes, words) = (codes.clone(), words.clone());
            return Ok(Ok(Outcome::Refused { codes, words }));
        }
        Made::Binary(binary) => binary,
    };
    match program.expect.end {
        End::Compiles | End::CompileFail(_) => Ok(Ok(Outcome::Compiled)),
        End::Timeout(seconds) => Ok(run::run(binary, Some(seconds))?.map(Outcome::Ran)),
        End::Success | End::Exit(_) | End::Panic => Ok(run::run(binary, None)?.map(Outcome::Ran)),
    }
}

fn missing(name: &str, folder: &Path) -> String {
    let manifest = folder.join("Cargo.toml");
    format!("`{name}` is no binary of {}", manifest.display())
}

/// Compiles the binaries called `names`.
fn build(
    package: &Package,
    names: &BTreeSet<&str>,
    mode: Mode,
) -> Result<BTreeMap<String, Made>, Error> {
    let mut arguments = vec!["build", "--quiet", "--message-format=json", "--keep-going"];
    if mode == Mode::Release {
        arguments.push("--release");
    }
    for name in names {
        arguments.extend(["--bin", name]);
        for feature in package
            .binaries
            .get(*name)
            .map_or(&[][..], |it| &it.features)
        {
            arguments.extend(["--features", feature]);
        }
    }
    let output = cargo(&package.folder, &arguments)?;
    let mut paths: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut errors: BTreeMap<String, (BTreeSet<String>, String)> = BTreeMap::new();
    for line in output.stdout.split(|&byte| byte == b'\n') {
        match serde_json::from_slice(line) {
            Ok(Message::Said { target, message }) if message.level == "error" => {
                let (codes, words) = errors.entry(target.name).or_default();
                codes.extend(message.code.map(|it| it.code));
                words.push_str(&message.rendered.unwrap_or_default());
            }
            Ok(Message::Made { target, executable }) if is_binary(&target) => {
                paths.extend(executable.map(|it| (target.name, it)));
            }
            _ => {}
        }
    }
    let words = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    let mut of = |name: &&str| match (paths.remove(*name), errors.remove(*name)) {
        (Some(path), _) => Made::Binary(path),
        (None, Some((codes, words))) => Made::Refused { codes, words },
        (None, None) => Made::Nothing(format!("it was not compiled\n{words}")),
    };
    Ok(names
        .iter()
        .map(|name| ((*name).to_owned(), of(name)))
        .collect())
}

fn is_binary(target: &Target) -> bool {
    target.kind.iter().any(|it| it == "bin")
}

/// Runs cargo in `folder`; the one that runs us, if one does.
pub(crate) fn cargo(folder: &Path, arguments: &[&str]) -> Result<Output, Error> {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    Command::new(&program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|source| Error::Start {
            program: program.to_string_lossy().into_owned(),
            source,
        })
}

/// The compiler's name and version, as it states them.
pub(crate) fn rustc() -> Result<String, Error> {
    let program = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(&program)
        .arg("--version")
        .stdin(Stdio::null())
        .output()
        .map_err(|source| Error::Start {
            program: program.to_string_lossy().into_owned(),
            source,
        })?;
    let words = String::from_utf8_lossy(&output.stdout);
    // `rustc 1.95.0 (59807616e 2026-04-14)`: the version is enough.
    let version: Vec<_> = words.split_whitespace().take(2).collect();
    Ok(version.join(" "))
}
