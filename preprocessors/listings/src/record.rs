//! Recorded outputs: `NAME.out` beside `NAME.rs`, and of what they were made
//! in `recorded.toml` beside both.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use doctree::tree::element::{Compare, Mode};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::compare::difference;
use crate::{Error, Program, by_folder, compile, run};

/// The file that holds a table for each listing.
const RECORDS: &str = "recorded.toml";

/// What it opens with.
const HEAD: &str = "# What the recorded outputs were made of. Written by `hornbook record`.\n\n";

/// What an output was made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stamp {
    /// SHA-256 of the source, in hexadecimal digits; line ends count as `\n`.
    pub(crate) source: String,
    /// `debug` or `release`.
    pub(crate) mode: String,
    /// The compiler.
    pub(crate) rustc: String,
}

/// The stamps of one folder, by the listings' names.
pub(crate) type Stamps = BTreeMap<String, Stamp>;

/// What became of a listing's recorded output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recording {
    /// It is new, or other than it was.
    Written,
    /// It still stands for what the listing prints.
    Kept,
    /// There is nothing to record: why.
    Failed(String),
}

/// Compiles and runs each of `programs` and records what it prints. A recorded
/// output that still matches stays as it is. The answers come in the order of
/// the programs.
pub fn record(programs: &[Program]) -> Result<Vec<Recording>, Error> {
    let rustc = compile::rustc()?;
    let mut results = vec![Recording::Kept; programs.len()];
    for (folder, of_folder) in by_folder(programs) {
        let list: Vec<_> = of_folder.iter().map(|it| it.1).collect();
        let binaries = compile::compile(folder, &list)?;
        let mut stamps = read(folder)?;
        for ((index, program), binary) in of_folder.into_iter().zip(binaries) {
            let printed = match binary {
                Ok(path) => run::run(&path)?,
                Err(why) => Err(why),
            };
            results[index] = match printed {
                Ok(printed) => keep(program, &printed, &rustc, &mut stamps)?,
                Err(why) => Recording::Failed(why),
            };
        }
        write(folder, &stamps)?;
    }
    Ok(results)
}

/// Writes `printed`, unless what is recorded stands for it.
fn keep(
    program: &Program,
    printed: &str,
    rustc: &str,
    stamps: &mut Stamps,
) -> Result<Recording, Error> {
    let stamp = stamp(program, rustc)?;
    let old = stamps.get(&program.name);
    let same = old.is_some_and(|it| it.source == stamp.source && it.mode == stamp.mode);
    let recorded = recorded(program)?;
    let matches = recorded.as_deref().is_some_and(|recorded| {
        // A sample stands for any output of the same program.
        difference(recorded, printed, program.compare).is_none()
            && (same || program.compare != Compare::Sample)
    });
    if !matches {
        let path = program.output();
        std::fs::write(&path, printed).map_err(Error::file(&path))?;
    }
    if !matches || !same {
        stamps.insert(program.name.clone(), stamp);
    }
    Ok(if matches {
        Recording::Kept
    } else {
        Recording::Written
    })
}

/// The recorded output, if there is one.
pub(crate) fn recorded(program: &Program) -> Result<Option<String>, Error> {
    let path = program.output();
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text.replace("\r\n", "\n"))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::file(&path)(error)),
    }
}

/// The stamp that the program would get now.
pub(crate) fn stamp(program: &Program, rustc: &str) -> Result<Stamp, Error> {
    let path = &program.source;
    let text = std::fs::read_to_string(path).map_err(Error::file(path))?;
    let mut source = String::new();
    for byte in Sha256::digest(text.replace("\r\n", "\n")) {
        // Writing to a string cannot fail.
        let _ = write!(source, "{byte:02x}");
    }
    Ok(Stamp {
        source,
        mode: match program.mode {
            Mode::Debug => "debug",
            Mode::Release => "release",
        }
        .to_owned(),
        rustc: rustc.to_owned(),
    })
}

/// The stamps in `folder`; none, if nothing has been recorded.
pub(crate) fn read(folder: &Path) -> Result<Stamps, Error> {
    let path = folder.join(RECORDS);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Stamps::new()),
        Err(error) => return Err(Error::file(&path)(error)),
    };
    toml::from_str(&text).map_err(|error| Error::Records {
        path: path.display().to_string(),
        message: error.to_string(),
    })
}

fn write(folder: &Path, stamps: &Stamps) -> Result<(), Error> {
    let path = folder.join(RECORDS);
    let text = toml::to_string(stamps).map_err(|error| Error::Records {
        path: path.display().to_string(),
        message: error.to_string(),
    })?;
    std::fs::write(&path, format!("{HEAD}{text}")).map_err(Error::file(&path))
}
