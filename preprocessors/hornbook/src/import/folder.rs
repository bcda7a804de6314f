//! The folder that is imported: its files, and those around it that its
//! documents include.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use doctree::{FileError, Files};
use walkdir::{DirEntry, WalkDir};

use super::findings::{Findings, Kind};
use crate::files::{lexical, reason, slashed};

/// What Sphinx, Python and others make, and nobody writes.
const MADE: &[&str] = &["_build", "__pycache__", "node_modules"];

/// What marks a folder of Python's own.
const ENVIRONMENT: &str = "pyvenv.cfg";

/// What a book has beside its sources.
const OWN: &[&str] = &["book", "book.toml", "import-report.md", "theme"];

/// A folder with its files.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    /// What may be included lies in this folder, which holds the first.
    limit: PathBuf,
    files: BTreeSet<String>,
    /// What documents have read, by its path.
    read: RefCell<BTreeSet<String>>,
    /// The same for files outside, by their paths from the folder above.
    read_outside: RefCell<BTreeSet<String>>,
}

impl Folder {
    /// The files below `root`, by their paths from there. Hidden ones are left
    /// out, and what is made and not written. No link leads out of the folder.
    /// Documents may include what lies in `limit`.
    pub(super) fn open(root: &Path, limit: &Path, findings: &mut Findings) -> anyhow::Result<Self> {
        let root = root
            .canonicalize()
            .with_context(|| format!("cannot read {}", root.display()))?;
        anyhow::ensure!(root.is_dir(), "{} is no folder", root.display());
        let mut files = BTreeSet::new();
        let walk = WalkDir::new(&root).into_iter();
        for entry in walk.filter_entry(is_wanted) {
            let entry = entry.context("cannot read the folder")?;
            let path = entry.path().strip_prefix(&root).unwrap_or(entry.path());
            let name = slashed(path);
            if path.to_str().is_none() {
                findings.note(Kind::NotCopied, format!("{name}: its name is not in UTF-8"));
            } else if entry.path_is_symlink() {
                match entry.path().canonicalize() {
                    Ok(real) if real.is_file() && real.starts_with(&root) => {
                        files.insert(name);
                    }
                    _ => findings.note(Kind::Link, format!("`{name}`")),
                }
            } else if entry.file_type().is_file() {
                files.insert(name);
            }
        }
        let limit = limit
            .canonicalize()
            .with_context(|| format!("cannot read {}", limit.display()))?;
        anyhow::ensure!(
            root.starts_with(&limit),
            "{} does not lie in {}",
            root.display(),
            limit.display()
        );
        Ok(Self {
            root,
            limit,
            files,
            read: RefCell::default(),
            read_outside: RefCell::default(),
        })
    }

    /// Where it is.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The paths of its files, in the order of their characters.
    pub(super) fn files(&self) -> &BTreeSet<String> {
        &self.files
    }

    /// Whether it has the file at `path`.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    /// The bytes of the file at `path`, which is one of [`Self::files`].
    pub(super) fn bytes(&self, path: &str) -> anyhow::Result<Vec<u8>> {
        std::fs::read(self.root.join(path)).with_context(|| format!("cannot read {path}"))
    }

    /// The files that documents have read so far.
    pub(super) fn read_so_far(&self) -> BTreeSet<String> {
        self.read.borrow().clone()
    }

    /// The files outside that documents have read so far, by their paths from
    /// the folder above this one, which is the book's in the new book.
    pub(super) fn read_outside(&self) -> BTreeSet<String> {
        self.read_outside.borrow().clone()
    }

    /// The bytes of one of [`Self::read_outside`].
    pub(super) fn bytes_outside(&self, path: &str) -> anyhow::Result<Vec<u8>> {
        std::fs::read(self.root.join("..").join(path))
            .with_context(|| format!("cannot read {path}"))
    }

    fn locate(&self, from: &str, path: &str) -> Result<PathBuf, FileError> {
        let Some(name) = beside(from, path) else {
            return self.locate_outside(from, path);
        };
        let real = self.real(&name)?;
        if !real.starts_with(&self.root) {
            return Err(FileError::Outside);
        }
        if name != from {
            self.read.borrow_mut().insert(name);
        }
        Ok(real)
    }

    /// The file that `path` leads to, out of the folder. The book has room for
    /// what lies beside the folder, where nothing of its own lies.
    fn locate_outside(&self, from: &str, path: &str) -> Result<PathBuf, FileError> {
        let beside = Path::new(from).parent().unwrap_or(Path::new(""));
        // As if the folder were `src` of a book.
        let whole = Path::new("src").join(beside).join(path);
        let name = lexical(&whole).ok_or(FileError::Outside)?;
        let first = name.iter().next().and_then(|it| it.to_str());
        let is_own = first.is_some_and(|it| OWN.contains(&it));
        let in_src = name.strip_prefix("src");
        let is_taken = in_src.is_ok_and(|it| self.has(&slashed(it)));
        let name = slashed(&name);
        let real = self.real(&format!("../{name}"))?;
        if is_own || is_taken || !real.starts_with(&self.limit) {
            return Err(FileError::Outside);
        }
        self.read_outside.borrow_mut().insert(name);
        Ok(real)
    }

    fn real(&self, name: &str) -> Result<PathBuf, FileError> {
        let real = self.root.join(name).canonicalize();
        real.map_err(|error| reason(&error))
    }
}

impl Files for Folder {
    fn read(&self, from: &str, path: &str) -> Result<String, FileError> {
        let file = self.locate(from, path)?;
        std::fs::read_to_string(file).map_err(|error| reason(&error))
    }

    fn read_bytes(&self, from: &str, path: &str) -> Result<Vec<u8>, FileError> {
        let file = self.locate(from, path)?;
        std::fs::read(file).map_err(|error| reason(&error))
    }
}

/// The path that the file at `from` calls `path`: from its own folder or, with
/// a slash before it, from the first. None, if it leads out of that.
pub(super) fn beside(from: &str, path: &str) -> Option<String> {
    let joined = match path.strip_prefix('/') {
        Some(path) => PathBuf::from(path),
        None => Path::new(from).parent()?.join(path),
    };
    lexical(&joined).map(|it| slashed(&it))
}

/// Whether the file at `path` has this ending, in capitals or not.
pub(super) fn has_ending(path: &str, ending: &str) -> bool {
    let own = Path::new(path).extension();
    own.is_some_and(|it| it.eq_ignore_ascii_case(ending))
}

fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_made = entry.file_type().is_dir()
        && (MADE.contains(&&*name) || entry.path().join(ENVIRONMENT).is_file());
    entry.depth() == 0 || (!name.starts_with('.') && !is_made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_count_from_the_file_or_from_the_top() {
        assert_eq!(beside("a/b.rst", "c.png").as_deref(), Some("a/c.png"));
        assert_eq!(beside("a/b.rst", "../c.png").as_deref(), Some("c.png"));
        assert_eq!(beside("a/b.rst", "/c.png").as_deref(), Some("c.png"));
        assert_eq!(beside("a/b.rst", "../../c.png"), None);
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_nowhere_outside() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("docs");
        std::fs::create_dir_all(root.join("_build")).unwrap();
        std::fs::write(dir.path().join("secret"), "s").unwrap();
        for file in ["a.rst", ".hidden", "_build/b.html"] {
            std::fs::write(root.join(file), "a").unwrap();
        }
        let link = |to: &str, name: &str| {
            std::os::unix::fs::symlink(to, root.join(name)).unwrap();
        };
        link("a.rst", "same.rst");
        link("../secret", "out");
        link("..", "up");
        let mut findings = Findings::default();
        let folder = Folder::open(&root, &root, &mut findings).unwrap();
        let names: Vec<_> = folder.files().iter().map(String::as_str).collect();
        assert_eq!(names, ["a.rst", "same.rst"]);
        assert_eq!(findings.markdown().matches("\n- `").count(), 2);
        assert_eq!(folder.read("a.rst", "out"), Err(FileError::Outside));
        assert_eq!(folder.read("a.rst", "../secret"), Err(FileError::Outside));
        assert_eq!(folder.read("x/a.rst", "../same.rst").as_deref(), Ok("a"));
    }
}
