//! Of what a recorded output was made: a table for each listing in
//! `recorded.toml`, beside the sources.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Error, Program};

/// The file that holds a table for each listing.
const RECORDS: &str = "recorded.toml";

/// What it opens with.
const HEAD: &str = "# What the recorded outputs were made of. Written by `hornbook record`.\n\n";

/// What an output was made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stamp {
    /// The [`fingerprint`] of the source.
    pub(crate) source: String,
    /// `debug` or `release`.
    pub(crate) mode: String,
    /// The edition of Rust.
    #[serde(default)]
    pub(crate) edition: String,
    /// The crates that the source names, with their versions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) dependencies: Vec<String>,
    /// The compiler.
    pub(crate) rustc: String,
}

/// The stamps of one folder, by the listings' names.
pub(crate) type Stamps = BTreeMap<String, Stamp>;

impl Stamp {
    /// The stamp that the program would get now.
    pub(crate) fn of(
        program: &Program,
        dependencies: Vec<String>,
        rustc: &str,
    ) -> Result<Self, Error> {
        Ok(Self {
            source: fingerprint(&program.text()?),
            mode: program.mode.as_str().to_owned(),
            edition: program.edition.clone(),
            dependencies,
            rustc: rustc.to_owned(),
        })
    }

    /// Why an output with the stamp `then` is none of the program as it is now.
    pub(crate) fn outdates(&self, then: &Self) -> Option<&'static str> {
        if then.source != self.source {
            Some("it has changed since its output was recorded")
        } else if then.mode != self.mode {
            Some("its output was recorded in another mode")
        } else if then.edition != self.edition {
            Some("its output was recorded in another edition of Rust")
        } else {
            None
        }
    }
}

/// The SHA-256 of `text` in hexadecimal digits; line ends count as `\n`.
pub fn fingerprint(text: &str) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(text.replace("\r\n", "\n")) {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
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

pub(crate) fn write(folder: &Path, stamps: &Stamps) -> Result<(), Error> {
    let path = folder.join(RECORDS);
    let text = toml::to_string(stamps).map_err(|error| Error::Records {
        path: path.display().to_string(),
        message: error.to_string(),
    })?;
    std::fs::write(&path, format!("{HEAD}{text}")).map_err(Error::file(&path))
}
