//! `seed`: the course as it reached us, once exported from a notebook and
//! once as a text without indentation, converts without a crash, a lost word
//! or a second title.

use std::path::Path;
use std::process::Command;

use anyhow::Context as _;

use crate::check::Outcome;
use crate::repository::Repository;
use crate::{faults, html, words};

/// Beside the checkout, since it is not ours to publish.
const FOLDER: &str = "../shared/seed";

pub(crate) fn run(repository: &Repository) -> anyhow::Result<Outcome> {
    let folder = repository.root.join(FOLDER);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        return Ok(Outcome::Skipped(format!(
            "no folder {FOLDER} beside the checkout"
        )));
    };
    let hornbook = repository.hornbook()?;
    let mut told = Vec::new();
    let mut files = 0;
    for entry in entries {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|it| it == "rst" || it == "txt")
        {
            told.extend(faults_of(&hornbook, &path)?);
            files += 1;
        }
    }
    println!("{files} files");
    faults::conclude(&told)
}

fn faults_of(hornbook: &Path, path: &Path) -> anyhow::Result<Vec<String>> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let output = Command::new(hornbook)
        .arg("convert")
        .arg(path)
        .args(["--to", "html"])
        .output();
    let output = output.context("hornbook could not be started")?;
    // 1 says that the text has faults, which these have.
    if !matches!(output.status.code(), Some(0 | 1)) {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Ok(vec![format!(
            "{name}: ended with {}: {said}",
            output.status
        )]);
    }
    let source = std::fs::read_to_string(path)?;
    let page = html::read(&String::from_utf8_lossy(&output.stdout));
    Ok(compare(&source, &page)
        .into_iter()
        .map(|fault| format!("{name}: {fault}"))
        .collect())
}

fn compare(source: &str, page: &html::Page) -> Vec<String> {
    let mut faults = Vec::new();
    let lost = words::lost(source, &page.text);
    if !lost.is_empty() {
        faults.push(format!("lost words: {}", lost.join(", ")));
    }
    let exported = source.contains("<div class=\"toc\">");
    if exported && page.text.contains("Table of Contents") {
        faults.push("the notebook's table of contents is dead text".to_owned());
    }
    if page.titles > 1 {
        faults.push(format!("{} h1 elements", page.titles));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_word_and_a_second_title_are_told() {
        let page = html::read("<h1>One</h1><h1>two</h1>");
        assert_eq!(
            compare("One two three", &page),
            ["lost words: three (0 of 1)", "2 h1 elements"]
        );
    }

    #[test]
    fn a_whole_page_is_fine() {
        assert!(compare("One *two*", &html::read("<h1>One</h1><p><em>two</em></p>")).is_empty());
    }
}
