//! The code shown in a book: found, compiled, run, recorded and compared.
//!
//! A listing is a file and a binary of one package; what it printed is
//! recorded beside it, and may be drawn. What readers make of it is compiled and run in a
//! sandbox. This crate alone starts processes: cargo, the compiler, and the
//! listings themselves.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use doctree::tree::element::{Expect, Mode, Run};

mod compare;
mod compile;
pub mod drawing;
mod expect;
mod find;
mod package;
mod pattern;
mod playground;
mod record;
mod run;
pub mod runner;
pub mod sandbox;
mod stamp;
mod verify;

pub use find::{Found, find};
pub use record::{Recording, State, record, states, unshown};
pub use stamp::fingerprint;
pub use verify::{Verdict, test};

/// A listing to be compiled and run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The name of the binary.
    pub name: String,
    /// The file it is compiled from, which lies in its package's folder.
    pub source: PathBuf,
    /// What it is compiled for.
    pub mode: Mode,
    /// The edition of Rust that its chapter shows it in.
    pub edition: String,
    /// Where it can run, as its chapter says.
    pub run: Run,
    /// What is expected of it.
    pub expect: Expect,
}

/// Why the listings cannot be compiled or run at all.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A program is missing, or cannot be started.
    #[error("cannot run `{program}`: {source}")]
    Start {
        /// What was to be started.
        program: String,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// Cargo does not take the folder for a package.
    #[error("cargo cannot read the package of the listings: {0}")]
    Package(String),
    /// Cargo said what nobody understands.
    #[error("cargo's answer makes no sense: {0}")]
    Answer(#[from] serde_json::Error),
    /// A file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: String,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The file of records is no TOML, or not of the form that is written.
    #[error("{path}: {message}")]
    Records {
        /// The file.
        path: String,
        /// What is wrong.
        message: String,
    },
}

impl Error {
    fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |source| Self::File {
            path: path.display().to_string(),
            source,
        }
    }
}

impl Program {
    /// The folder of its package.
    fn folder(&self) -> &Path {
        self.source.parent().unwrap_or(Path::new("."))
    }

    /// Its text.
    fn text(&self) -> Result<String, Error> {
        std::fs::read_to_string(&self.source).map_err(Error::file(&self.source))
    }

    /// The text of the file of the same name with another ending, if it is
    /// there.
    fn file(&self, ending: &str) -> Result<Option<String>, Error> {
        let path = self.source.with_extension(ending);
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text.replace("\r\n", "\n"))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::file(&path)(error)),
        }
    }
}

/// The programs by their package's folder, and the place of each in `programs`.
fn by_folder(programs: &[Program]) -> BTreeMap<&Path, Vec<(usize, &Program)>> {
    let mut folders: BTreeMap<&Path, Vec<_>> = BTreeMap::new();
    for (index, program) in programs.iter().enumerate() {
        folders
            .entry(program.folder())
            .or_default()
            .push((index, program));
    }
    folders
}
