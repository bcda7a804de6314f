//! The crates that programs may use: those that the package of the listings
//! depends on, compiled once, and optimised for every program.
//!
//! Cargo compiles them, beside the server's other work; a program that needs
//! none does not wait. Which files were made is learnt from cargo's messages,
//! since a folder may hold several versions of one crate.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Deserialize;

/// What there is of them by now.
#[derive(Clone, Debug, Default)]
pub(super) struct Crates(Arc<Mutex<State>>);

#[derive(Clone, Debug, Default)]
struct State {
    made: Made,
    /// What a program that does not compile is told: they are not there yet, or
    /// why not at all.
    lacking: Option<String>,
}

/// Crates that were compiled.
#[derive(Clone, Debug, Default)]
pub(super) struct Made {
    /// Their names in programs, and their files.
    crates: BTreeMap<String, PathBuf>,
    /// The folders of these and of what they depend on.
    pub(super) folders: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    manifest_path: PathBuf,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Resolved>,
}

#[derive(Deserialize)]
struct Resolved {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    kind: Option<String>,
}

/// A line of `cargo build --message-format=json`, as far as it is of use.
#[derive(Deserialize)]
struct Artifact {
    package_id: String,
    target: Target,
    filenames: Vec<PathBuf>,
}

impl Crates {
    /// Begins to compile what the package in `folder` depends on.
    pub(super) fn start(folder: PathBuf) -> Self {
        let crates = Self::default();
        crates.state().lacking = Some("the crates are still being compiled".to_owned());
        let own = crates.clone();
        std::thread::spawn(move || {
            let result = make(&folder);
            let mut state = own.state();
            state.lacking = result.as_ref().err().cloned();
            state.made = result.unwrap_or_default();
        });
        crates
    }

    /// What has been compiled, and why some may be lacking.
    pub(super) fn now(&self) -> (Made, Option<String>) {
        let state = self.state().clone();
        (state.made, state.lacking)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Made {
    /// The compiler's arguments for them.
    pub(super) fn arguments(&self) -> impl Iterator<Item = String> {
        let named = self.crates.iter().map(|(name, file)| {
            let file = file.display();
            ["--extern".to_owned(), format!("{name}={file}")]
        });
        let found = self.folders.iter().map(|folder| {
            let folder = folder.display();
            ["-L".to_owned(), format!("dependency={folder}")]
        });
        named.chain(found).flatten()
    }
}

fn make(folder: &Path) -> Result<Made, String> {
    let metadata = cargo(folder, &["metadata", "--format-version=1"])?;
    let metadata: Metadata =
        serde_json::from_slice(&metadata).map_err(|error| error.to_string())?;
    let manifest = folder.join("Cargo.toml").canonicalize().ok();
    let mut packages = metadata.packages.iter();
    let package = packages
        .find(|it| it.manifest_path.canonicalize().ok() == manifest)
        .ok_or_else(|| format!("there is no package in {}", folder.display()))?;
    let wanted = direct(&metadata.resolve, &package.id);
    let mut binaries = package.targets.iter();
    let binary = binaries.find(|it| it.kind.iter().any(|it| it == "bin"));
    let (false, Some(binary)) = (wanted.is_empty(), binary) else {
        return Ok(Made::default());
    };
    // Cargo compiles a package's dependencies, with the features it wants, for
    // one of its programs alone.
    let arguments = [
        "build",
        "--release",
        "--message-format=json",
        "--bin",
        &binary.name,
    ];
    collect(&cargo(folder, &arguments)?, &wanted)
}

/// The packages that the one called `id` itself depends on, with the names its
/// programs have for them.
fn direct<'r>(resolve: &'r Resolve, id: &str) -> BTreeMap<&'r str, &'r str> {
    let own = resolve.nodes.iter().filter(|it| it.id == id);
    own.flat_map(|it| &it.deps)
        .filter(|it| it.dep_kinds.iter().any(|it| it.kind.is_none()))
        .map(|it| (it.pkg.as_str(), it.name.as_str()))
        .collect()
}

/// The files of the `wanted` packages among those that cargo says it has made.
fn collect(messages: &[u8], wanted: &BTreeMap<&str, &str>) -> Result<Made, String> {
    let mut made = Made::default();
    let lines = messages.split(|&byte| byte == b'\n');
    for artifact in lines.filter_map(|it| serde_json::from_slice::<Artifact>(it).ok()) {
        let is_program = |it: &String| matches!(it.as_str(), "bin" | "custom-build");
        if artifact.target.kind.iter().any(is_program) {
            continue;
        }
        let library = |it: &&PathBuf| it.extension().is_some_and(|it| it != "rmeta");
        let Some(file) = artifact.filenames.iter().find(library) else {
            continue;
        };
        if let Some(name) = wanted.get(artifact.package_id.as_str()) {
            made.crates.insert((*name).to_owned(), file.clone());
        }
        let folder = file.parent().unwrap_or(file).to_owned();
        // A crate of the same workspace is linked to the folder above, too.
        for folder in [folder.join("deps"), folder] {
            if folder.is_dir() && !made.folders.contains(&folder) {
                made.folders.push(folder);
            }
        }
    }
    let missing: Vec<_> = wanted
        .values()
        .filter(|it| !made.crates.contains_key(**it))
        .copied()
        .collect();
    if missing.is_empty() {
        Ok(made)
    } else {
        Err(format!("cargo made nothing of {}", missing.join(", ")))
    }
}

fn cargo(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(&program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{}: {error}", program.to_string_lossy()))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
    }
}
