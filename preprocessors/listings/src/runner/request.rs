//! What is asked for and what is answered, in the form of the playground's
//! `/execute`.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The file that holds the program.
pub(super) const SOURCE: &str = "main.rs";

/// The file that is made of it.
pub(super) const BINARY: &str = "main";

/// The editions there are.
const EDITIONS: [&str; 4] = ["2015", "2018", "2021", "2024"];

/// A program to be compiled and run. Only the code has to be there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Request {
    /// `stable`, which stands for the compiler that is installed.
    #[serde(default = "stable")]
    pub channel: String,
    /// `debug` or `release`.
    #[serde(default)]
    pub mode: Mode,
    /// `2015`, `2018`, `2021` or `2024`.
    #[serde(default = "latest")]
    pub edition: String,
    /// `bin`: there is nothing to run of anything else.
    #[serde(default = "bin")]
    pub crate_type: String,
    /// Whether its tests are run in place of its `main`.
    #[serde(default)]
    pub tests: bool,
    /// The program: one file.
    pub code: String,
    /// Whether a panic shows where it came from.
    #[serde(default)]
    pub backtrace: bool,
}

/// What a program is compiled for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Quickly, with checks.
    #[default]
    Debug,
    /// To be fast.
    Release,
}

/// What became of a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// Whether it compiled, and ended with the exit code 0.
    pub success: bool,
    /// How it ended, in words: its exit code, its signal, or the limit it met.
    pub exit_detail: String,
    /// What it printed; the start, if that was too much.
    pub stdout: String,
    /// What the compiler said, and then what the program did.
    pub stderr: String,
}

fn stable() -> String {
    "stable".to_owned()
}

fn latest() -> String {
    "2024".to_owned()
}

fn bin() -> String {
    "bin".to_owned()
}

impl Request {
    /// Reads a request; otherwise says what is wrong with it.
    pub fn read(body: &[u8]) -> Result<Self, String> {
        let request: Self = serde_json::from_slice(body).map_err(|error| error.to_string())?;
        let known = [
            ("channel", &request.channel, &["stable"][..]),
            ("edition", &request.edition, &EDITIONS),
            ("crateType", &request.crate_type, &["bin"]),
        ];
        for (name, value, values) in known {
            if !values.contains(&value.as_str()) {
                return Err(format!("{name} must be {}", values.join(" or ")));
            }
        }
        Ok(request)
    }

    /// The compiler's arguments. What they name lies in the folder it runs in.
    pub(super) fn arguments(&self) -> Vec<&str> {
        let mut arguments = vec!["--crate-name", "main", "--edition", &self.edition];
        arguments.extend(["-C", "codegen-units=1", "-o", BINARY, SOURCE]);
        if self.mode == Mode::Release {
            arguments.push("-O");
        }
        if self.tests {
            arguments.push("--test");
        }
        arguments.extend(if self.backtrace {
            ["-C", "debuginfo=line-tables-only"]
        } else {
            ["-C", "strip=debuginfo"]
        });
        arguments
    }

    /// A name for what is made of it: a hash of all that makes a difference.
    pub(super) fn key(&self) -> String {
        let mut hash = Sha256::new();
        for argument in self.arguments() {
            hash.update(argument);
            hash.update([0]);
        }
        hash.update(&self.code);
        let mut key = String::new();
        for byte in hash.finalize() {
            // Writing to a string cannot fail.
            let _ = write!(key, "{byte:02x}");
        }
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(body: &str) -> String {
        Request::read(body.as_bytes()).unwrap_err()
    }

    #[test]
    fn a_request_of_the_playground_is_read() {
        let body = r#"{"channel":"stable","mode":"release","edition":"2021","crateType":"bin",
            "tests":false,"code":"fn main() {}","backtrace":true}"#;
        let request = Request::read(body.as_bytes()).unwrap();
        assert_eq!(request.mode, Mode::Release);
        assert!(request.arguments().contains(&"-O") && request.backtrace);
        let short = Request::read(br#"{"code":""}"#).unwrap();
        assert_eq!((short.edition.as_str(), short.tests), ("2024", false));
    }

    #[test]
    fn names_that_could_be_paths_or_arguments_are_refused() {
        assert!(wrong(r#"{"code":[{"name":"../../x.rs","content":""}]}"#).contains("string"));
        assert!(wrong(r#"{"code":"","edition":"../2024"}"#).contains("edition"));
        assert!(wrong(r#"{"code":"","channel":"-o/etc/x"}"#).contains("channel"));
        assert!(wrong(r#"{"code":"","crateType":"cdylib"}"#).contains("crateType"));
        assert!(
            wrong(r#"{"code":"","mode":"/"}"#).contains("mode")
                || !wrong(r#"{"code":"","mode":"/"}"#).is_empty()
        );
        assert!(!wrong("").is_empty());
    }

    #[test]
    fn what_makes_a_difference_changes_the_key() {
        let base = Request::read(br#"{"code":"fn main() {}"}"#).unwrap();
        let mut others = vec![base.clone(); 5];
        others[0].code.push('\n');
        others[1].mode = Mode::Release;
        others[2].tests = true;
        others[3].backtrace = true;
        others[4].edition = "2021".to_owned();
        for other in others {
            assert_ne!(base.key(), other.key());
        }
    }
}
