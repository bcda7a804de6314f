//! The package that the listings of a folder belong to, as cargo knows it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::{Error, compile};

/// A package.
#[derive(Clone, Debug, Default)]
pub(crate) struct Package {
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// Its binaries, by name.
    pub(crate) binaries: BTreeMap<String, Binary>,
    /// The crates it depends on, by the names that its sources use, with the
    /// versions of the lock file.
    pub(crate) crates: BTreeMap<String, Crate>,
}

/// What a package says of one of its binaries.
#[derive(Clone, Debug, Default)]
pub(crate) struct Binary {
    edition: String,
    /// The features it is compiled with, and without which it is left out.
    pub(crate) features: Vec<String>,
}

/// A crate that a package depends on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Crate {
    /// Its name in the registry.
    pub(crate) name: String,
    /// The version in use; empty, if there is no lock file.
    pub(crate) version: String,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Described>,
    workspace_root: PathBuf,
}

#[derive(Deserialize)]
struct Described {
    manifest_path: PathBuf,
    targets: Vec<Target>,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
    edition: String,
    #[serde(default, rename = "required-features")]
    required_features: Vec<String>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    rename: Option<String>,
    req: String,
}

#[derive(Default, Deserialize)]
struct Lock {
    #[serde(default)]
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
}

impl Package {
    /// The package in `folder`.
    pub(crate) fn read(folder: &Path) -> Result<Self, Error> {
        let arguments = ["metadata", "--no-deps", "--format-version=1", "--offline"];
        let output = compile::cargo(folder, &arguments)?;
        if !output.status.success() {
            let words = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            return Err(Error::Package(words));
        }
        let metadata: Metadata = serde_json::from_slice(&output.stdout)?;
        let manifest = folder.join("Cargo.toml").canonicalize().ok();
        let described = metadata
            .packages
            .into_iter()
            .find(|it| it.manifest_path.canonicalize().ok() == manifest)
            .ok_or_else(|| Error::Package(format!("there is none in {}", folder.display())))?;
        let lock = lock(&metadata.workspace_root);
        let is_binary = |it: &Target| it.kind.iter().any(|it| it == "bin");
        let binary = |it: Target| {
            let binary = Binary {
                edition: it.edition,
                features: it.required_features,
            };
            (it.name, binary)
        };
        Ok(Self {
            folder: folder.to_owned(),
            binaries: described
                .targets
                .into_iter()
                .filter(is_binary)
                .map(binary)
                .collect(),
            crates: described
                .dependencies
                .iter()
                .map(|it| locked(it, &lock))
                .collect(),
        })
    }

    /// The edition of the binary called `name`, if there is one.
    pub(crate) fn edition(&self, name: &str) -> Option<&str> {
        self.binaries.get(name).map(|it| it.edition.as_str())
    }

    /// The crates that `source` names, by the names it has for them.
    pub(crate) fn used<'p>(&'p self, source: &str) -> Vec<&'p str> {
        let names = self.crates.keys().map(String::as_str);
        names.filter(|it| names_crate(source, it)).collect()
    }

    /// The crates that `source` names, with their versions.
    pub(crate) fn dependencies(&self, source: &str) -> Vec<String> {
        let used = self.used(source).into_iter();
        let known = used.filter_map(|it| self.crates.get(it));
        known
            .map(|it| format!("{} {}", it.name, it.version))
            .collect()
    }
}

/// The lock file; without one, no version is known.
fn lock(root: &Path) -> Lock {
    let text = std::fs::read_to_string(root.join("Cargo.lock")).unwrap_or_default();
    toml::from_str(&text).unwrap_or_default()
}

fn locked(dependency: &Dependency, lock: &Lock) -> (String, Crate) {
    let name = dependency.rename.as_ref().unwrap_or(&dependency.name);
    let mut versions = lock.package.iter().filter(|it| it.name == dependency.name);
    let asked = dependency
        .req
        .trim_start_matches(['^', '=', '~', '>', '<', ' ']);
    let line = line(asked);
    let version = versions
        .clone()
        .find(|it| self::line(&it.version) == line)
        .or_else(|| versions.next())
        .map_or_else(String::new, |it| it.version.clone());
    let used = Crate {
        name: dependency.name.clone(),
        version,
    };
    (name.replace('-', "_"), used)
}

/// Whether the source uses something of the crate.
fn names_crate(source: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    source.match_indices(name).any(|(at, _)| {
        let (before, behind) = (&source[..at], &source[at + name.len()..]);
        let whole = !before.ends_with(is_word) && !behind.starts_with(is_word);
        let inside =
            before.ends_with("::") && !before.trim_end_matches("::").trim_end().ends_with("use");
        let imported = ["use", "crate"]
            .iter()
            .any(|it| before.trim_end().ends_with(it));
        whole && !inside && (behind.starts_with("::") || imported)
    })
}

/// What two versions have in common that semantic versioning takes for
/// compatible: the first part that is not zero, and what stands before it.
pub(crate) fn line(version: &str) -> String {
    let version = version.split(['-', '+']).next().unwrap_or_default();
    let mut line = Vec::new();
    for part in version.split('.').take(3) {
        line.push(part);
        if part != "0" {
            break;
        }
    }
    line.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_one_line_are_compatible() {
        assert_eq!(line("1.12.0"), line("1.3"));
        assert_eq!(line("0.12.5"), "0.12");
        assert_ne!(line("0.9.1"), line("0.10.2"));
        assert_ne!(line("0.0.1"), line("0.0.2"));
        assert_eq!(line("2.0.0-rc.1"), "2");
    }

    #[test]
    fn a_source_names_the_crates_it_uses() {
        assert!(names_crate("use rayon::prelude::*;", "rayon"));
        assert!(names_crate("use rand;", "rand") && names_crate("extern crate rand;", "rand"));
        assert!(names_crate("let x = rand::random();", "rand"));
        assert!(!names_crate("use brand::x; // rand", "rand"));
        assert!(!names_crate("use std::rand::x;", "rand"));
    }
}
