//! `book`: the course builds into a site that is whole, and a PDF.

use std::process::Command;

use crate::check::Outcome;
use crate::command;
use crate::faults;
use crate::files;
use crate::repository::Repository;
use crate::site::Site;
use crate::summary;

/// Files of the book's source that have no business on the site.
const SOURCES: &[&str] = &["rst", "rs", "toml"];

/// What readers may take away, sources among it.
const DOWNLOADS: &str = "files/";

pub(crate) fn run(repository: &Repository) -> anyhow::Result<Outcome> {
    build(repository)?;
    let site = Site::read(&repository.root.join("book/html"))?;
    let summary = repository.read("src/SUMMARY.md")?;
    let mut told = missing_pages(&site, &summary);
    told.extend(published_sources(&site));
    told.extend(wrong_pages(&site));
    told.extend(site.broken_links());
    println!("{} pages, {} files", site.pages.len(), site.files.len());
    faults::conclude(&told)
}

/// Builds the course as a reader of README.md would.
pub(crate) fn build(repository: &Repository) -> anyhow::Result<()> {
    let hornbook = repository.hornbook()?;
    command::run(
        Command::new(hornbook)
            .current_dir(&repository.root)
            .arg("build"),
    )
}

fn missing_pages(site: &Site, summary: &str) -> Vec<String> {
    let chapters = summary::chapters(summary);
    let mut faults = Vec::new();
    if chapters.is_empty() {
        faults.push("src/SUMMARY.md lists no chapter".to_owned());
    }
    let pages = chapters
        .into_iter()
        .map(summary::page)
        .chain(["index.html".to_owned()]);
    let missing = pages.filter(|page| !site.pages.contains_key(page));
    faults.extend(missing.map(|page| format!("{page} is missing")));
    faults
}

fn published_sources(site: &Site) -> Vec<String> {
    let is_source = |path: &&String| SOURCES.iter().any(|it| files::has_extension(path, it));
    site.files
        .iter()
        .filter(|path| !path.starts_with(DOWNLOADS))
        .filter(is_source)
        .map(|path| format!("{path} is published"))
        .collect()
}

fn wrong_pages(site: &Site) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, page) in &site.pages {
        // print.html holds every chapter, toc.html only the sidebar.
        let single = !page.redirects && !matches!(path.as_str(), "print.html" | "toc.html");
        if single && page.titles != 1 {
            faults.push(format!("{path}: {} h1 elements, not one", page.titles));
        }
        let ids = page.repeated_ids.iter();
        faults.extend(ids.map(|id| format!("{path}: id `{id}` is given twice")));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html;

    fn site(files: &[(&str, &str)]) -> Site {
        let pages = files
            .iter()
            .filter(|(path, _)| files::has_extension(path, "html"));
        Site {
            pages: pages
                .map(|(path, text)| ((*path).to_owned(), html::read(text)))
                .collect(),
            files: files.iter().map(|(path, _)| (*path).to_owned()).collect(),
        }
    }

    #[test]
    fn every_chapter_has_its_page() {
        let site = site(&[("index.html", ""), ("a.html", "")]);
        assert!(missing_pages(&site, "[A](a.rst)").is_empty());
        assert_eq!(missing_pages(&site, "[B](b.rst)"), ["b.html is missing"]);
    }

    #[test]
    fn a_page_has_one_title() {
        let site = site(&[
            ("a.html", "<h1>A</h1><h1>B</h1>"),
            ("print.html", ""),
            ("b.html", "<h1>B</h1>"),
        ]);
        assert_eq!(wrong_pages(&site), ["a.html: 2 h1 elements, not one"]);
    }

    #[test]
    fn sources_are_not_published() {
        let files = ["a.rst", "x/Cargo.toml", "a.html", "files/a.rs"];
        let site = site(&files.map(|it| (it, "")));
        assert_eq!(
            published_sources(&site),
            ["a.rst is published", "x/Cargo.toml is published"]
        );
    }
}
