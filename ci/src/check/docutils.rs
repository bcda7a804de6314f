//! `docutils`: what the engine's own cases expect is what docutils says; on
//! request also fuzzing and real files, compared with docutils.
//!
//! The comparing is done by the scripts in `preprocessors/doctree/tests/docutils`.
//! They run in a virtual environment below the target folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::check::Outcome;
use crate::repository::Repository;
use crate::{command, python};

/// The version that the engine is held to.
const VERSION: &str = "0.23";

/// Where the scripts lie.
const SCRIPTS: &str = "preprocessors/doctree/tests/docutils";

pub(crate) fn run(repository: &Repository, options: &[String]) -> anyhow::Result<Outcome> {
    let script = script(options)?;
    let python = python::environment(&repository.target.join("docutils"), "docutils", VERSION)?;
    let mut call = Command::new(python);
    call.current_dir(&repository.root)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONUTF8", "1")
        .arg(Path::new(SCRIPTS).join(script.file))
        .args(script.arguments);
    if let Some(option) = script.engine {
        call.arg(option).arg(engine(repository)?);
    }
    command::run(&mut call)?;
    Ok(Outcome::Passed)
}

/// A script and what it is called with.
#[derive(Debug, PartialEq, Eq)]
struct Script {
    file: &'static str,
    arguments: Vec<String>,
    /// Behind which option it is told where our side of the comparison is.
    engine: Option<&'static str>,
}

/// Which script the options of the call ask for.
fn script(options: &[String]) -> anyhow::Result<Script> {
    let words: Vec<&str> = options.iter().map(String::as_str).collect();
    let (file, arguments, engine) = match words[..] {
        [] => ("renew.py", vec!["--check"], None),
        ["--renew"] => ("renew.py", vec![], None),
        ["--fuzz", count] => ("fuzz.py", vec!["--count", count], Some("--")),
        ["--fuzz", count, "--seed", seed] => {
            let arguments = vec!["--count", count, "--seed", seed];
            ("fuzz.py", arguments, Some("--"))
        }
        ["--corpus", folder] => ("corpus.py", vec![folder], Some("--engine")),
        _ => anyhow::bail!(
            "`docutils` knows --renew, --fuzz COUNT [--seed SEED] and --corpus FOLDER, not `{}`",
            options.join(" ")
        ),
    };
    Ok(Script {
        file,
        arguments: arguments.into_iter().map(str::to_owned).collect(),
        engine,
    })
}

/// Builds the program that answers as docutils would, and tells where it is.
fn engine(repository: &Repository) -> anyhow::Result<PathBuf> {
    let build = ["build", "--release", "--quiet", "--package", "doctree"];
    command::run(
        repository
            .cargo()
            .args(build)
            .args(["--example", "conformance"]),
    )?;
    let name = format!("conformance{}", std::env::consts::EXE_SUFFIX);
    Ok(repository.target.join("release/examples").join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(options: &[&str]) -> anyhow::Result<(&'static str, String)> {
        let options: Vec<String> = options.iter().map(|&it| it.to_owned()).collect();
        script(&options).map(|it| (it.file, it.arguments.join(" ")))
    }

    #[test]
    fn cases_are_checked_unless_they_are_to_be_renewed() {
        assert_eq!(asked(&[]).unwrap(), ("renew.py", "--check".into()));
        assert_eq!(asked(&["--renew"]).unwrap(), ("renew.py", String::new()));
    }

    #[test]
    fn fuzzing_and_corpora_have_scripts_of_their_own() {
        let fuzz = asked(&["--fuzz", "500", "--seed", "7"]).unwrap();
        assert_eq!(fuzz, ("fuzz.py", "--count 500 --seed 7".into()));
        let corpus = asked(&["--corpus", "docs"]).unwrap();
        assert_eq!(corpus, ("corpus.py", "docs".into()));
    }

    #[test]
    fn other_options_are_refused() {
        assert!(asked(&["--fuzz"]).is_err());
        assert!(asked(&["--nonsense"]).is_err());
    }
}
