//! Listings, compiled: one call of cargo for each package and mode.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use doctree::tree::element::Mode;
use serde::Deserialize;

use crate::{Error, Program};

/// The binary of a listing, or why there is none, in the compiler's words.
pub(crate) type Binary = Result<PathBuf, String>;

/// A line of `cargo build --message-format=json`, as far as it is of use.
#[derive(Deserialize)]
#[serde(tag = "reason")]
enum Message {
    #[serde(rename = "compiler-message")]
    Said { target: Target, message: Rendered },
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
struct Rendered {
    level: String,
    rendered: Option<String>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    manifest_path: PathBuf,
    targets: Vec<Target>,
}

/// Compiles `programs`, which all belong to the package in `folder`. The
/// binaries come in the order of the programs.
pub(crate) fn compile(folder: &Path, programs: &[&Program]) -> Result<Vec<Binary>, Error> {
    let known = binaries(folder)?;
    let mut made: BTreeMap<(String, bool), Binary> = BTreeMap::new();
    for mode in [Mode::Debug, Mode::Release] {
        let names: BTreeSet<&str> = programs
            .iter()
            .filter(|it| it.mode == mode && known.contains(&it.name))
            .map(|it| it.name.as_str())
            .collect();
        if !names.is_empty() {
            for (name, binary) in build(folder, &names, mode)? {
                made.insert((name, mode == Mode::Release), binary);
            }
        }
    }
    let binary = |it: &&Program| {
        made.get(&(it.name.clone(), it.mode == Mode::Release))
            .cloned()
            .unwrap_or_else(|| Err(missing(&it.name, folder)))
    };
    Ok(programs.iter().map(binary).collect())
}

fn missing(name: &str, folder: &Path) -> String {
    let manifest = folder.join("Cargo.toml");
    format!("`{name}` is no binary of {}", manifest.display())
}

/// The names of the binaries of the package in `folder`.
fn binaries(folder: &Path) -> Result<BTreeSet<String>, Error> {
    let output = cargo(
        folder,
        &["metadata", "--no-deps", "--format-version=1", "--offline"],
    )?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(Error::Package(words));
    }
    let metadata: Metadata = serde_json::from_slice(&output.stdout)?;
    let manifest = folder.join("Cargo.toml").canonicalize().ok();
    let package = metadata
        .packages
        .into_iter()
        .find(|it| it.manifest_path.canonicalize().ok() == manifest)
        .ok_or_else(|| Error::Package(format!("there is none in {}", folder.display())))?;
    Ok(package
        .targets
        .into_iter()
        .filter(is_binary)
        .map(|it| it.name)
        .collect())
}

fn is_binary(target: &Target) -> bool {
    target.kind.iter().any(|it| it == "bin")
}

/// Compiles the binaries called `names`.
fn build(
    folder: &Path,
    names: &BTreeSet<&str>,
    mode: Mode,
) -> Result<BTreeMap<String, Binary>, Error> {
    let mut arguments = vec!["build", "--quiet", "--message-format=json", "--keep-going"];
    if mode == Mode::Release {
        arguments.push("--release");
    }
    for name in names {
        arguments.extend(["--bin", name]);
    }
    let output = cargo(folder, &arguments)?;
    let mut paths: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut errors: BTreeMap<String, String> = BTreeMap::new();
    for line in output.stdout.split(|&byte| byte == b'\n') {
        match serde_json::from_slice(line) {
            Ok(Message::Said { target, message }) if message.level == "error" => {
                let words = errors.entry(target.name).or_default();
                words.push_str(&message.rendered.unwrap_or_default());
            }
            Ok(Message::Made { target, executable }) if is_binary(&target) => {
                paths.extend(executable.map(|it| (target.name, it)));
            }
            _ => {}
        }
    }
    let words = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    let mut binary = |name: &&str| match (paths.remove(*name), errors.remove(*name)) {
        (Some(path), _) => Ok(path),
        (None, Some(error)) => Err(format!("it does not compile\n{}", error.trim_end())),
        (None, None) => Err(format!("it was not compiled\n{words}")),
    };
    Ok(names
        .iter()
        .map(|name| ((*name).to_owned(), binary(name)))
        .collect())
}

/// Runs cargo in `folder`; the one that runs us, if one does.
fn cargo(folder: &Path, arguments: &[&str]) -> Result<Output, Error> {
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
