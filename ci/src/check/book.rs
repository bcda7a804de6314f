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

pub(crate) fn run(repository: &Repository) -> anyhow::Result<Outcome> {
    build(repository)?;
    let site = Site::read(&repository.root.join("book/html"))?;
    let summary = repository.read("src/SUMMARY.md")?;
    let mut told = missing_pages(&site, &summary);
    told.extend(published_sources(&site));
    told.extend(wrong_pages(&site));
    told.extend(site.broken_links());
    told.extend(missing_in_pdf(repository, &summary));
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

/// Every chapter must be in the PDF's outline, which Typst writes uncompressed.
fn missing_in_pdf(repository: &Repository, summary: &str) -> Vec<String> {
    let folder = repository.root.join("book/pdf");
    let outputs = files::below(&folder).unwrap_or_default().into_iter();
    let mut outputs = outputs.filter(|path| files::has_extension(path, "pdf"));
    let pdf = outputs.find_map(|path| std::fs::read(folder.join(path)).ok());
    match pdf.filter(|bytes| bytes.starts_with(b"%PDF-")) {
        Some(bytes) => without_entry(&bytes, summary),
        None => vec!["book/pdf holds no PDF".to_owned()],
    }
}

fn without_entry(pdf: &[u8], summary: &str) -> Vec<String> {
    let text = String::from_utf8_lossy(pdf);
    let names = summary::names(summary).into_iter();
    names
        .filter(|name| !entry(&text, name))
        .map(|name| format!("the PDF's outline lacks the chapter {name}"))
        .collect()
}

/// Whether the outline has an entry of this name, behind a number or not.
fn entry(text: &str, name: &str) -> bool {
    let titles = text.split("/Title(").skip(1);
    titles
        .filter_map(|rest| rest.split_once(')'))
        .any(|(title, _)| {
            let number = title.strip_suffix(name).map(str::trim_end);
            number.is_some_and(|it| it.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
        })
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
    fn every_chapter_is_in_the_pdf() {
        let pdf = b"%PDF-1.7 \xff <</Title(One)>> <</Title(2.1 Three)>> <</Title(Not Two)>>";
        assert!(without_entry(pdf, "[One](a.rst)\n- [Three](c.rst)").is_empty());
        assert_eq!(
            without_entry(pdf, "- [Two](b.rst)"),
            ["the PDF's outline lacks the chapter Two"]
        );
    }

    #[test]
    fn sources_are_not_published() {
        let site = site(&[("a.rst", ""), ("x/Cargo.toml", ""), ("a.html", "")]);
        assert_eq!(
            published_sources(&site),
            ["a.rst is published", "x/Cargo.toml is published"]
        );
    }
}
