//! Where the checkout lies, and the commands that are run in it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use crate::command;

/// The checkout under test.
pub(crate) struct Repository {
    /// The folder with the workspace's `Cargo.toml` and `book.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's target folder, wherever the environment puts it.
    pub(crate) target: PathBuf,
}

impl Repository {
    /// The checkout that the current folder belongs to.
    pub(crate) fn find() -> anyhow::Result<Self> {
        let here = std::env::current_dir()?;
        let text =
            command::output(cargo(&here).args(["metadata", "--format-version", "1", "--no-deps"]))?;
        let metadata: serde_json::Value = serde_json::from_str(&text)?;
        let folder = |key: &str| -> anyhow::Result<PathBuf> {
            let value = metadata[key].as_str();
            Ok(value
                .with_context(|| format!("cargo metadata has no `{key}`"))?
                .into())
        };
        Ok(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
        })
    }

    /// Cargo, to be run in the checkout.
    pub(crate) fn cargo(&self) -> Command {
        cargo(&self.root)
    }

    /// Git, to be run in the checkout.
    pub(crate) fn git(&self) -> Command {
        let mut git = Command::new("git");
        git.current_dir(&self.root);
        git
    }

    /// What `cargo metadata` knows, dependencies included.
    pub(crate) fn metadata(&self) -> anyhow::Result<serde_json::Value> {
        let text =
            command::output(
                self.cargo()
                    .args(["metadata", "--format-version", "1", "--locked"]),
            )?;
        Ok(serde_json::from_str(&text)?)
    }

    /// Builds the engine's binary, if it is not up to date, and tells where it is.
    pub(crate) fn hornbook(&self) -> anyhow::Result<PathBuf> {
        command::run(self.cargo().args(["build", "--release", "--quiet"]))?;
        Ok(self
            .target
            .join("release")
            .join(format!("hornbook{}", std::env::consts::EXE_SUFFIX)))
    }

    /// The text of a file of the checkout.
    pub(crate) fn read(&self, path: &str) -> anyhow::Result<String> {
        std::fs::read_to_string(self.root.join(path)).with_context(|| format!("{path} is missing"))
    }
}

fn cargo(folder: &Path) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(folder);
    // Set by `cargo run` for this process; they describe the package `ci`,
    // not the one about to be built.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR" {
            cargo.env_remove(name);
        }
    }
    cargo
}
