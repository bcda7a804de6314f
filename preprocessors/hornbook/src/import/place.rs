//! Where the new book goes: never into what is imported, never over what is
//! there unless that is wanted, and only when it is complete.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use tempfile::TempDir;

/// Folders that hold nothing but the book's own.
const OWN: [&str; 2] = ["src", "theme"];

/// A place for a book, and a folder beside it to make the book in.
#[derive(Debug)]
pub(super) struct Place {
    target: PathBuf,
    /// Holds `new`, the book, and `old`, what it takes the place of.
    scratch: TempDir,
}

impl Place {
    /// The place `target`, for a book made of the folder `source`. What is
    /// there is replaced only with `force`.
    pub(super) fn prepare(source: &Path, target: &Path, force: bool) -> anyhow::Result<Self> {
        let shown = target.display();
        let cannot = || format!("cannot write to {shown}");
        let name = target.file_name();
        let above = target.parent().filter(|it| *it != Path::new(""));
        let above = above.unwrap_or(Path::new("."));
        let target = if target.exists() {
            target.canonicalize().with_context(cannot)?
        } else {
            let name = name.with_context(cannot)?;
            above.canonicalize().with_context(cannot)?.join(name)
        };
        if target.starts_with(source) {
            bail!("{shown} lies in the folder that is imported: name another with --to");
        }
        let is_empty = || Ok::<_, std::io::Error>(target.read_dir()?.next().is_none());
        if target.exists() && !force && !is_empty().with_context(cannot)? {
            bail!("{shown} is not empty: --force replaces the book in it");
        }
        let beside = target.parent().with_context(cannot)?;
        let scratch = tempfile::Builder::new()
            .prefix(".hornbook-")
            .tempdir_in(beside)
            .with_context(cannot)?;
        for folder in ["new", "old"] {
            std::fs::create_dir(scratch.path().join(folder)).with_context(cannot)?;
        }
        let place = Self { target, scratch };
        place.refuse_source(source)?;
        Ok(place)
    }

    /// What is imported may lie in the target, but not where the book goes.
    fn refuse_source(&self, source: &Path) -> anyhow::Result<()> {
        let mut taken = OWN.iter().map(|it| self.target.join(it));
        if taken.any(|it| source.starts_with(it)) {
            bail!(
                "the book would take the place of the folder that is imported: name another with --to"
            );
        }
        Ok(())
    }

    /// Where the book will be.
    pub(super) fn target(&self) -> &Path {
        &self.target
    }

    /// Writes a file of the book.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let file = self.scratch.path().join("new").join(path);
        let written = file.parent().map_or(Ok(()), std::fs::create_dir_all);
        written
            .and_then(|()| std::fs::write(&file, bytes))
            .with_context(|| format!("cannot write {path}"))
    }

    /// Puts the book in its place, file by file, and as a whole the folders
    /// that are only the book's; what else is there stays. If one cannot be
    /// put, all is as it was.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        let new = self.scratch.path().join("new");
        let why = || format!("cannot write to {}", self.target.display());
        if !self.target.exists() {
            return std::fs::rename(&new, &self.target).with_context(why);
        }
        let mut put: Vec<PathBuf> = Vec::new();
        for name in self.pieces(&new).with_context(why)? {
            if let Err(error) = self.replace(&name) {
                for name in put.iter().rev() {
                    self.restore(name);
                }
                return Err(error).with_context(why);
            }
            put.push(name);
        }
        Ok(())
    }

    /// What is put in one piece: files, and folders that are only the book's
    /// or are not there yet.
    fn pieces(&self, new: &Path) -> std::io::Result<Vec<PathBuf>> {
        let mut pieces = Vec::new();
        let mut left = vec![PathBuf::new()];
        while let Some(folder) = left.pop() {
            for entry in new.join(&folder).read_dir()? {
                let name = folder.join(entry?.file_name());
                let is_own = OWN.iter().any(|it| name == Path::new(it));
                if !is_own && new.join(&name).is_dir() && self.target.join(&name).is_dir() {
                    left.push(name);
                } else {
                    pieces.push(name);
                }
            }
        }
        Ok(pieces)
    }

    fn replace(&self, name: &Path) -> std::io::Result<()> {
        let (target, old) = (self.target.join(name), self.old(name));
        if target.symlink_metadata().is_ok() {
            let above = old.parent().map_or(Ok(()), std::fs::create_dir_all);
            above.and_then(|()| std::fs::rename(&target, &old))?;
        }
        let new = self.scratch.path().join("new").join(name);
        std::fs::rename(&new, &target).inspect_err(|_| {
            // The first error is the one that counts.
            let _ = std::fs::rename(&old, &target);
        })
    }

    fn restore(&self, name: &Path) {
        let target = self.target.join(name);
        let _ = std::fs::rename(&target, self.scratch.path().join("new").join(name));
        let _ = std::fs::rename(self.old(name), target);
    }

    fn old(&self, name: &Path) -> PathBuf {
        self.scratch.path().join("old").join(name)
    }
}
