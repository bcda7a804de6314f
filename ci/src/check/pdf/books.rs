//! The books that are looked at on paper: the course, and two that others
//! wrote, as they come from `PyPI`, imported.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Context as _;

use crate::load::{self, Load};
use crate::python::Source;
use crate::repository::Repository;
use crate::{files, python};

/// A book, and where it comes from.
pub(super) struct Book {
    pub(super) name: &'static str,
    /// What it is imported from: a package's sources, and the folder of the
    /// documents in them. The course is imported from nothing.
    source: Option<(Source, &'static str)>,
    /// Whether veraPDF looks at it, which takes a second for nine pages.
    pub(super) validated: bool,
}

/// All of them. The last two have more than 300 pages each.
pub(super) const BOOKS: [Book; 3] = [
    Book {
        name: "course",
        source: None,
        validated: true,
    },
    Book {
        name: "docutils",
        source: Some((
            Source {
                package: "docutils",
                version: "0.23",
                sha256: "746f5060322511280a1e50eb76846ed6bf2342984b2ac04dc42caa1a8d78799e",
            },
            "docs",
        )),
        validated: true,
    },
    Book {
        name: "sphinx",
        source: Some((
            Source {
                package: "sphinx",
                version: "9.0.4",
                sha256: "594ef59d042972abbc581d8baa577404abe4e6c3b04ef61bd7fc2acbd51f3fa3",
            },
            "doc",
        )),
        validated: false,
    },
];

/// A book that was built.
pub(super) struct Made {
    /// The folder with its `book.toml`.
    pub(super) folder: PathBuf,
    pub(super) pdf: PathBuf,
    /// What building it took.
    pub(super) load: Load,
    hornbook: PathBuf,
}

impl Book {
    /// Builds the book, whether or not a build of it stands.
    pub(super) fn make(&self, repository: &Repository) -> anyhow::Result<Made> {
        let hornbook = repository.hornbook()?;
        let folder = match &self.source {
            None => repository.root.clone(),
            Some((source, documents)) => {
                let books = repository.target.join("pdf-books");
                let folder = books.join(self.name);
                let documents = python::sources(&books, source)?.join(documents);
                import(&hornbook, &documents, &folder)?;
                folder
            }
        };
        let printed = folder.join("book/pdf");
        if printed.exists() {
            std::fs::remove_dir_all(&printed)?;
        }
        let load = build(&hornbook, &folder)?;
        Ok(Made {
            pdf: self::printed(&folder)?,
            folder,
            load,
            hornbook,
        })
    }
}

impl Made {
    /// Builds the book once more.
    pub(super) fn again(&self) -> anyhow::Result<()> {
        build(&self.hornbook, &self.folder).map(drop)
    }

    /// A file of the book's.
    pub(super) fn read(&self, path: &str) -> anyhow::Result<String> {
        let path = self.folder.join(path);
        std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    }
}

/// The one PDF of the book in `folder`.
pub(super) fn printed(folder: &Path) -> anyhow::Result<PathBuf> {
    let printed = folder.join("book/pdf");
    let made = files::below(&printed).context("there is no PDF")?;
    let made = made.into_iter().find(|it| files::has_extension(it, "pdf"));
    Ok(printed.join(made.context("there is no PDF")?))
}

/// Makes a book of `documents`. What they have of faults is their own.
fn import(hornbook: &Path, documents: &Path, folder: &Path) -> anyhow::Result<()> {
    let mut call = Command::new(hornbook);
    call.arg("import").arg(documents).arg("--to").arg(folder);
    call.arg("--force");
    let output = call.output().context("hornbook could not be started")?;
    let said = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(matches!(output.status.code(), Some(0 | 1)), "{said}");
    Ok(())
}

/// Builds a book, whose texts may have faults. What is said of them is not
/// shown: `hornbook build` in its folder tells.
fn build(hornbook: &Path, folder: &Path) -> anyhow::Result<Load> {
    let mut call = Command::new(hornbook);
    call.arg("build").current_dir(folder);
    load::of(call.stdout(Stdio::null()).stderr(Stdio::null()))
}
