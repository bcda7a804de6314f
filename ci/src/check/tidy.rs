//! `tidy`: the house rules, as far as a program can see them, and whether the
//! papers are true.

use crate::check::Outcome;
use crate::repository::Repository;
use crate::{crates, faults, files, house, imports, papers};

/// The papers whose words are checked.
const PAPERS: &[&str] = &[
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
];

/// The folder whose modules ARCHITECTURE.md's import table is about.
const ENGINE: &str = "preprocessors/doctree/src/";

pub(crate) fn run(repository: &Repository) -> anyhow::Result<Outcome> {
    let files = texts(repository)?;
    let mut told = house::faults(&files);
    told.extend(crates::faults(&repository.metadata()?));
    told.extend(module_edges(repository, &files)?);
    told.extend(unmapped_rooms(repository, &files)?);
    told.extend(untrue_papers(repository)?);
    told.extend(own_place(repository, &files));
    faults::conclude(&told)
}

/// The tracked files that are text.
fn texts(repository: &Repository) -> anyhow::Result<Vec<house::File>> {
    let paths = files::tracked(repository)?.into_iter();
    Ok(paths
        .filter_map(|path| {
            let text = std::fs::read_to_string(repository.root.join(&path)).ok()?;
            Some((path, text))
        })
        .collect())
}

fn module_edges(repository: &Repository, files: &[house::File]) -> anyhow::Result<Vec<String>> {
    let architecture = repository.read("ARCHITECTURE.md")?;
    let engine = files.iter().filter_map(|(path, text)| {
        let path = path
            .strip_prefix(ENGINE)
            .filter(|it| files::has_extension(it, "rs"))?;
        Some((path.to_owned(), text.clone()))
    });
    let code = imports::edges(&engine.collect::<Vec<_>>());
    let mut faults = imports::compare(&imports::table(&architecture), &code);
    faults.extend(imports::forward(&architecture));
    Ok(faults)
}

/// The code map must name every module of a crate's top level.
fn unmapped_rooms(repository: &Repository, files: &[house::File]) -> anyhow::Result<Vec<String>> {
    let map = repository.read("ARCHITECTURE.md")?;
    let rooms = files.iter().filter_map(|(path, _)| {
        let (_, path) = path
            .split_once("/src/")
            .filter(|_| !path.contains("/tests/"))?;
        let name = path.strip_suffix(".rs").filter(|it| !it.contains('/'))?;
        (!matches!(name, "lib" | "tests")).then_some(name)
    });
    let unmapped = rooms.filter(|name| !map.contains(&format!("`{name}`")));
    Ok(unmapped
        .map(|name| format!("ARCHITECTURE.md: the code map lacks `{name}`"))
        .collect())
}

fn untrue_papers(repository: &Repository) -> anyhow::Result<Vec<String>> {
    let (lock, manifest) = (
        repository.read("Cargo.lock")?,
        repository.read("Cargo.toml")?,
    );
    let mut faults = Vec::new();
    for paper in PAPERS {
        let text = repository.read(paper)?;
        faults.extend(papers::wrong_versions(paper, &text, &lock, &manifest));
        faults.extend(papers::missing_files(paper, &text, &repository.root));
    }
    Ok(faults)
}

/// The checkout's own place must not be written down in it.
fn own_place(repository: &Repository, files: &[house::File]) -> Vec<String> {
    let place = repository.root.to_string_lossy();
    let found = files
        .iter()
        .filter(|(_, text)| place.len() > 4 && text.contains(&*place));
    found
        .map(|(path, _)| format!("{path}: names the folder of this checkout"))
        .collect()
}
