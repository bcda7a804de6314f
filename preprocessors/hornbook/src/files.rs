//! Files, confined: what a book's documents may read.
//!
//! A path is followed twice. As written, it must stay in the folder of the
//! sources; as the file system resolves it, links and all, it must stay in the
//! book's folder. So `src/images` may be a link to `images` beside it, and
//! nothing leads to `/etc/passwd`. If the book says so (`read-beside`), chapters
//! may also include what lies in the book's folder beside the sources, such as
//! `../CHANGES.rst`.

use std::path::{Component, Path, PathBuf};

use anyhow::Context as _;
use doctree::{FileError, Files};
use mdbook_driver::config::Config;

use crate::config;
use crate::sources::is_published;

/// The files of one book.
#[derive(Clone, Debug)]
pub(crate) struct BookFiles {
    root: PathBuf,
    src: PathBuf,
    /// Whether files beside the sources may be included.
    beside: bool,
}

impl BookFiles {
    /// The files of the book in the folder `root`, whose sources lie in its
    /// folder `src`.
    pub(crate) fn new(root: &Path, src: &Path) -> std::io::Result<Self> {
        Ok(Self {
            root: root.canonicalize()?,
            src: lexical(src).unwrap_or_default(),
            beside: false,
        })
    }

    /// The files that the chapters of the book in `root` may read, as its
    /// configuration says.
    pub(crate) fn of(root: &Path, config: &Config) -> std::io::Result<Self> {
        let files = Self::new(root, &config.book.src)?;
        let beside = config::hornbook(config).read_beside;
        Ok(Self { beside, ..files })
    }

    /// The name under which messages know the source at `path` of `src`: the
    /// path from the book's folder, with `/` between its parts.
    pub(crate) fn name(&self, path: &Path) -> String {
        slashed(&self.src.join(path))
    }

    /// Where the file lies that the source called `from` links to as `path`. The
    /// file or folder exists and may be read.
    pub(crate) fn locate(&self, from: &str, path: &str) -> Result<PathBuf, FileError> {
        self.follow(from, path, &self.src)
    }

    /// The same, where as written the path must stay in `folder` of the book.
    fn follow(&self, from: &str, path: &str, folder: &Path) -> Result<PathBuf, FileError> {
        let beside = Path::new(from).parent().unwrap_or(Path::new(""));
        // As Sphinx has it, a path from the top counts from the sources.
        let whole = match path.strip_prefix('/') {
            Some(rest) => self.src.join(rest),
            None => beside.join(path),
        };
        let inside = lexical(&whole).ok_or(FileError::Outside)?;
        if !inside.starts_with(folder) {
            return Err(FileError::Outside);
        }
        let real = self
            .root
            .join(inside)
            .canonicalize()
            .map_err(|error| reason(&error))?;
        if real.starts_with(&self.root) {
            Ok(real)
        } else {
            Err(FileError::Outside)
        }
    }

    /// The folder of the book that included files must stay in as written.
    fn reach(&self) -> &Path {
        if self.beside {
            Path::new("")
        } else {
            &self.src
        }
    }

    /// The bytes of the file at `path` of the book's folder.
    pub(crate) fn read_beside(&self, path: &Path) -> anyhow::Result<Vec<u8>> {
        let inside = lexical(path).context("it lies outside the book")?;
        let real = self.root.join(inside).canonicalize()?;
        anyhow::ensure!(real.starts_with(&self.root), "it lies outside the book");
        Ok(std::fs::read(real)?)
    }

    /// Whether the file or folder at `path`, as [`Self::locate`] gives it, is
    /// published. What a link in the sources leads out to, is.
    pub(crate) fn publishes(&self, path: &Path) -> bool {
        let src = self.root.join(&self.src);
        !path.starts_with(&src) || is_published(&src, path)
    }

    /// Whether the file is there that the source called `from` calls `path`,
    /// wherever that leads. For what mdBook reads, which asks nobody.
    pub(crate) fn stands(&self, from: &str, path: &str) -> bool {
        let beside = Path::new(from).parent().unwrap_or(Path::new(""));
        self.root.join(beside).join(path).is_file()
    }
}

impl Files for BookFiles {
    fn read(&self, from: &str, path: &str) -> Result<String, FileError> {
        let file = self.follow(from, path, self.reach())?;
        std::fs::read_to_string(file).map_err(|error| reason(&error))
    }

    fn read_bytes(&self, from: &str, path: &str) -> Result<Vec<u8>, FileError> {
        let file = self.follow(from, path, self.reach())?;
        std::fs::read(file).map_err(|error| reason(&error))
    }
}

/// The path without `.` and `..`; none, if it is absolute or leads above its start.
pub(crate) fn lexical(path: &Path) -> Option<PathBuf> {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Prefix(_) | Component::RootDir => return None,
            Component::CurDir => {}
            Component::ParentDir => {
                if !out.pop() {
                    return None;
                }
            }
            Component::Normal(name) => out.push(name),
        }
    }
    Some(out)
}

/// Writes a file of an output.
pub(crate) fn put(path: &Path, text: &str) -> anyhow::Result<()> {
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// The path as it is written in links and messages, on every system.
pub(crate) fn slashed(path: &Path) -> String {
    path.components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

/// Why a file cannot be read, as the engine tells it.
pub(crate) fn reason(error: &std::io::Error) -> FileError {
    match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => FileError::NotFound,
        _ => FileError::Other(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book() -> (tempfile::TempDir, BookFiles) {
        let dir = tempfile::tempdir().unwrap();
        for folder in ["book/src/deep", "book/images"] {
            std::fs::create_dir_all(dir.path().join(folder)).unwrap();
        }
        for file in [
            "secret",
            "book/book.toml",
            "book/src/a.rst",
            "book/images/i.svg",
        ] {
            std::fs::write(dir.path().join(file), file).unwrap();
        }
        let files = BookFiles::new(&dir.path().join("book"), Path::new("src")).unwrap();
        (dir, files)
    }

    #[test]
    fn a_path_counts_from_the_file_that_names_it() {
        let (_dir, files) = book();
        assert_eq!(
            files.read("src/deep/b.rst", "../a.rst").unwrap(),
            "book/src/a.rst"
        );
        assert_eq!(files.read("src/b.rst", "b.rst"), Err(FileError::NotFound));
    }

    #[test]
    fn nothing_leads_out_of_the_sources() {
        let (dir, files) = book();
        let beside = BookFiles {
            beside: true,
            ..files.clone()
        };
        for path in ["../../secret", "x/../../../secret", "//../../secret"] {
            let outside = Err(FileError::Outside);
            assert_eq!(files.read("src/a.rst", path), outside, "{path}");
            assert_eq!(beside.read("src/a.rst", path), outside, "{path}");
        }
        for path in ["../book.toml", "x/../../book.toml", "/../book.toml"] {
            let outside = Err(FileError::Outside);
            assert_eq!(files.read("src/a.rst", path), outside, "{path}");
            let located = beside.locate("src/a.rst", path);
            assert_eq!(located, Err(FileError::Outside), "{path}");
            assert!(beside.read("src/a.rst", path).is_ok(), "{path}");
        }
        let secret = dir.path().join("secret");
        let read = files.read("src/a.rst", secret.to_str().unwrap());
        assert_eq!(read, Err(FileError::NotFound));
    }

    #[test]
    fn a_path_from_the_top_counts_from_the_sources() {
        let (_dir, files) = book();
        let read = files.read("src/deep/b.rst", "/a.rst");
        assert_eq!(read.unwrap(), "book/src/a.rst");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_inside_the_book_only() {
        let (dir, files) = book();
        let link = |to: &str, name: &str| {
            std::os::unix::fs::symlink(to, dir.path().join("book/src").join(name)).unwrap();
        };
        link("../images", "images");
        link("../../secret", "out");
        assert_eq!(
            files.read("src/a.rst", "images/i.svg").unwrap(),
            "book/images/i.svg"
        );
        assert_eq!(files.read("src/a.rst", "out"), Err(FileError::Outside));
    }
}
