//! `prose`: the course and the papers are spelt as in Britain, no word stands
//! there twice in a row by accident, and every sentence can be read aloud.
//!
//! Spelling is looked at by `typos`, which knows what is often misspelt, and
//! what is spelt otherwise across the ocean. It comes from `PyPI` as one binary.
//! Words that it may not know better stand in `ci/typos.toml`.

use std::process::Command;

use anyhow::Context as _;

use crate::check::Outcome;
use crate::repository::Repository;
use crate::{faults, files, python, sentences};

/// The version of `typos`; another one would find other words.
const VERSION: &str = "1.52.0";

pub(crate) fn run(repository: &Repository) -> anyhow::Result<Outcome> {
    if python::installed().is_none() {
        return Ok(Outcome::Skipped(
            "there is no Python, from which the spelling checker is installed".to_owned(),
        ));
    }
    let texts = texts(files::tracked(repository)?);
    let mut told = Vec::new();
    if !well_spelt(repository, &texts)? {
        let advice = "words are misspelt, see above; names that are not go to ci/typos.toml";
        told.push(advice.to_owned());
    }
    for path in &texts {
        told.extend(sentences::faults(path, &repository.read(path)?));
    }
    faults::conclude(&told)
}

/// What is written to be read: the course's chapters, and the papers.
fn texts(tracked: Vec<String>) -> Vec<String> {
    let read = |path: &String| {
        let tested = path.contains("/tests/") || path.contains("/fuzz/");
        let chapter = path.starts_with("src/") && files::has_extension(path, "rst");
        (chapter || files::has_extension(path, "md")) && !tested
    };
    tracked.into_iter().filter(read).collect()
}

/// Whether `typos` finds nothing; what it finds it prints.
fn well_spelt(repository: &Repository, texts: &[String]) -> anyhow::Result<bool> {
    let python = python::environment(&repository.target.join("typos"), "typos", VERSION)?;
    let typos = python.with_file_name(format!("typos{}", std::env::consts::EXE_SUFFIX));
    let mut call = Command::new(typos);
    call.current_dir(&repository.root)
        .args(["--config", "ci/typos.toml", "--format", "brief", "--"])
        .args(texts);
    let status = call.status().context("`typos` could not be started")?;
    Ok(status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_and_papers_are_read_and_cases_are_not() {
        let paths = [
            "src/the-gil.rst",
            "src/listings/toy_gil.rs",
            "src/SUMMARY.md",
            "README.md",
            "preprocessors/listings/LISTINGS.md",
            "preprocessors/doctree/tests/cases/README.md",
            "preprocessors/doctree/tests/a.rst",
        ];
        let read = texts(paths.map(str::to_owned).to_vec());
        let expected = [
            "src/the-gil.rst",
            "src/SUMMARY.md",
            "README.md",
            "preprocessors/listings/LISTINGS.md",
        ];
        assert_eq!(read, expected);
    }
}
