//! `pdf`: the course on paper. No word of the pages is missing, every link
//! within the book lands, the outline is the table of contents, no text lies
//! outside the page or on other text, every character has a glyph, and the
//! file is tagged and small.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use crate::check::{Outcome, book};
use crate::print::{self, Page, Print, Word};
use crate::repository::Repository;
use crate::{command, faults, files, html, summary};

/// The programs that read the PDF, the options that make them tell their
/// versions, and Debian's packages of them.
const READERS: [(&str, &str, &str); 2] = [
    ("pdftotext", "-v", "poppler-utils"),
    ("qpdf", "--version", "qpdf"),
];

/// Bytes for each page, at most.
const LARGEST: usize = 2_000_000;

/// How much of the smaller of two words may lie under the other.
const OVERLAP: f64 = 0.35;

pub(crate) fn run(repository: &Repository) -> anyhow::Result<Outcome> {
    for (program, option, package) in READERS {
        let tried = Command::new(program).arg(option).output();
        if !tried.is_ok_and(|it| it.status.success()) {
            command::install(package).with_context(|| format!("{program} is needed"))?;
        }
    }
    book::build(repository)?;
    let path = file(repository)?;
    let print = print::read(&path)?;
    let bytes = std::fs::read(&path)?;
    let pages = pages_of_site(repository)?;
    let chapters = repository.read("src/SUMMARY.md")?;
    let mut told = lost(&pages, &print);
    told.extend(
        print
            .dead
            .iter()
            .map(|it| format!("a link leads to {it}, which is nowhere")),
    );
    told.extend(unlisted(&print));
    told.extend(without_entry(&print, &summary::names(&chapters)));
    for (index, page) in print.pages.iter().enumerate() {
        told.extend(
            outside(page)
                .chain(overlapping(page))
                .map(|it| format!("page {}: {it}", index + 1)),
        );
    }
    told.extend(lacking(&bytes, print.pages.len()));
    println!(
        "{} pages, {} bookmarks, {} links, {} KB",
        print.pages.len(),
        print.outline.len(),
        print.links,
        bytes.len() / 1000
    );
    faults::conclude(&told)
}

/// The one PDF of the course.
fn file(repository: &Repository) -> anyhow::Result<PathBuf> {
    let folder = repository.root.join("book/pdf");
    let made = files::below(&folder)?;
    let made = made.into_iter().find(|it| files::has_extension(it, "pdf"));
    Ok(folder.join(made.context("book/pdf holds no PDF")?))
}

/// What a reader finds on each page of the site, by its path.
fn pages_of_site(repository: &Repository) -> anyhow::Result<Vec<(String, String)>> {
    let chapters = repository.read("src/SUMMARY.md")?;
    let mut pages = Vec::new();
    for chapter in summary::chapters(&chapters) {
        let page = summary::page(chapter);
        let path = repository.root.join("book/html").join(&page);
        let mut text = read(&path)?;
        if chapter.contains("genindex") {
            // Its links are called by chapters, which are pages in print.
            text = without(&text, "<a ", "</a>");
        }
        pages.push((page, shown(&text)));
    }
    Ok(pages)
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// What stands on a page and is no text in print: formulas, which are drawn;
/// what is clicked on; programs' hidden lines; drawings, and what says in words
/// what they show.
const PARTS: [(&str, &str); 7] = [
    ("<div class=\"listing-drawing\"", "</details>"),
    ("<p class=\"listing-output-title\"", "</p>"),
    ("<math", "</math>"),
    ("<button", "</button>"),
    ("<nav", "</nav>"),
    ("<svg", "</svg>"),
    (" alt=\"", "\""),
];

/// Words of the site's own, which say where to click.
const OWN: [&str; 8] = [
    "run", "copy", "recorded", "output", "solution", "show", "index", "exercise",
];

/// The text of a page's `main` element.
fn shown(page: &str) -> String {
    let main = page
        .split_once("<main")
        .and_then(|it| it.1.split_once('>')?.1.split_once("</main>"));
    let mut text = main.map_or(page, |it| it.0).to_owned();
    for (start, end) in PARTS {
        text = without(&text, start, end);
    }
    html::read(&without_hidden(&text)).text
}

/// `text` without the lines of programs that are not shown, which are spans
/// that hold spans.
fn without_hidden(text: &str) -> String {
    let mut parts = text.split("<span class=\"hidden\"");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut depth = 1;
        let mut rest = part;
        while depth > 0
            && let Some(end) = rest.find("</span>")
        {
            depth += rest[..end].matches("<span").count();
            depth -= 1;
            rest = &rest[end + "</span>".len()..];
        }
        out.push_str(rest);
    }
    out
}

fn without(text: &str, start: &str, end: &str) -> String {
    let mut parts = text.split(start);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push(' ');
        out.push_str(part.split_once(end).map_or("", |it| it.1));
    }
    out
}

/// The words of `pages` that `print` has not, or not so often.
fn lost(pages: &[(String, String)], print: &Print) -> Vec<String> {
    let words = || print.pages.iter().flat_map(|it| &it.words);
    let printed = counted(words().map(|it| it.text.as_str()));
    // A word may be parted by the end of a line, with a hyphen or without.
    let letters: String = words()
        .map(|it| bare(it.text.trim_end_matches(['-', '\u{2010}', '\u{ad}'])))
        .collect();
    let mut told = Vec::new();
    let mut before: BTreeMap<String, usize> = BTreeMap::new();
    for (page, text) in pages {
        for (word, count) in counted(text.split_whitespace()) {
            let wanted = before.entry(word.clone()).or_default();
            *wanted += count;
            let found = printed.get(&word).copied().unwrap_or_default();
            if found < *wanted && letters.matches(&word).count() < *wanted && !OWN.contains(&&*word)
            {
                told.push(format!(
                    "{page}: `{word}` is not printed ({found} of {wanted})"
                ));
            }
        }
    }
    told
}

/// How often each word occurs, as letters and digits in small type.
fn counted<'a>(text: impl Iterator<Item = &'a str>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in text.flat_map(|it| it.split(|c: char| !c.is_alphanumeric())) {
        if !word.is_empty() {
            *counts.entry(bare(word)).or_default() += 1;
        }
    }
    counts
}

/// The letters and digits of a word, ligatures taken apart.
fn bare(word: &str) -> String {
    let word = word
        .replace('\u{fb01}', "fi")
        .replace('\u{fb02}', "fl")
        .replace('\u{fb00}', "ff");
    let letters = word.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Bookmarks that the table of contents has not, in their order, each with the
/// number of its page.
fn unlisted(print: &Print) -> Vec<String> {
    let first = print.outline.first().map_or(0, |it| it.page);
    let contents = print.pages.iter().take(first).flat_map(|it| &it.words);
    let contents: String = contents.map(|it| squeezed(&it.text)).collect();
    let mut rest = contents.as_str();
    let mut told = Vec::new();
    for bookmark in &print.outline {
        let number = print.pages.get(bookmark.page).map_or("", |it| &it.label);
        // Numbers of chapters stand in a column of their own.
        let numbers = |it: char| it.is_ascii_digit() || it == '.' || it == ' ';
        let entry = squeezed(bookmark.title.trim_start_matches(numbers)) + number;
        match rest.find(&entry) {
            Some(at) => rest = &rest[at + entry.len()..],
            None => told.push(format!(
                "the contents lack `{}` on page {number}, which the outline has",
                bookmark.title
            )),
        }
    }
    told
}

/// A text without blanks, and without the dots that lead to a page's number.
fn squeezed(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).collect()
}

fn without_entry(print: &Print, names: &[&str]) -> Vec<String> {
    let has = |name: &str| {
        print
            .outline
            .iter()
            .any(|it| squeezed(&it.title).ends_with(&squeezed(name)))
    };
    let names = names.iter().filter(|name| !has(name));
    names
        .map(|it| format!("the outline lacks the chapter {it}"))
        .collect()
}

fn outside(page: &Page) -> impl Iterator<Item = String> {
    let beyond = |it: &&Word| {
        it.left < 0.0 || it.top < 0.0 || it.right > page.width || it.bottom > page.height
    };
    let words = page.words.iter().filter(beyond);
    words.map(|it| format!("`{}` lies outside the page", it.text))
}

/// Words that lie on one another. Single signs may: a formula has roots and
/// braces around others.
fn overlapping(page: &Page) -> impl Iterator<Item = String> {
    let is_word = |it: &&Word| it.text.chars().filter(char::is_ascii_alphanumeric).count() > 1;
    let words: Vec<&Word> = page.words.iter().filter(is_word).collect();
    let mut bad = Vec::new();
    for (at, one) in words.iter().enumerate() {
        let others = words[at + 1..].iter();
        let others = others.filter(|other| covered(one, other) > OVERLAP);
        bad.extend(others.map(|other| format!("`{}` lies on `{}`", one.text, other.text)));
    }
    bad.into_iter()
}

/// Which part of the smaller of two words lies under the other.
fn covered(one: &Word, other: &Word) -> f64 {
    let width = one.right.min(other.right) - one.left.max(other.left);
    let height = one.bottom.min(other.bottom) - one.top.max(other.top);
    if width <= 0.0 || height <= 0.0 {
        return 0.0;
    }
    let area = |it: &Word| (it.right - it.left) * (it.bottom - it.top);
    width * height / area(one).min(area(other)).max(0.01)
}

/// What the file lacks of what is promised.
fn lacking(pdf: &[u8], pages: usize) -> Vec<String> {
    let text = String::from_utf8_lossy(pdf);
    let mut told = Vec::new();
    // Typst claims the standard only for what keeps to it; a character without
    // a glyph, a picture without words or a table without a head does not.
    if !text.contains("<pdfuaid:part>1</pdfuaid:part>") {
        told.push("the file does not claim to be PDF/UA-1".to_owned());
    }
    if pdf.len() > pages * LARGEST {
        told.push(format!("{} bytes for {pages} pages", pdf.len()));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::Bookmark;

    fn word(text: &str, left: f64, right: f64) -> Word {
        Word {
            text: text.into(),
            left,
            right,
            top: 0.0,
            bottom: 10.0,
        }
    }

    fn page(words: Vec<Word>) -> Page {
        Page {
            width: 100.0,
            height: 100.0,
            label: "7".into(),
            words,
        }
    }

    fn print(words: &[&str]) -> Print {
        let words = words.iter().map(|it| word(it, 0.0, 1.0)).collect();
        Print {
            pages: vec![page(words)],
            ..Print::default()
        }
    }

    #[test]
    fn a_lost_word_is_told_and_a_broken_one_is_not() {
        let site = [(
            "a.html".to_owned(),
            "Concurrency matters twice twice".to_owned(),
        )];
        let printed = print(&["Concur-", "rency", "matters.", "twice"]);
        assert_eq!(
            lost(&site, &printed),
            ["a.html: `twice` is not printed (1 of 2)"]
        );
    }

    #[test]
    fn machinery_is_no_text() {
        let page =
            "<nav>x</nav><main><p>a <math>b</math> c<button>Go</button></p><img alt=\"d\"></main>";
        let shown: String = shown(page).split_whitespace().collect();
        assert_eq!(shown, "ac");
    }

    #[test]
    fn hidden_lines_are_no_text() {
        let code = "a<span class=\"hidden\">b<span>c</span>d</span>e<span>f</span>";
        assert_eq!(without_hidden(code), "ae<span>f</span>");
    }

    #[test]
    fn the_outline_is_the_contents() {
        let mut print = print(&["Contents", "One", ".", ".", "7"]);
        print.pages.push(page(Vec::new()));
        let bookmark = |title: &str| Bookmark {
            title: title.into(),
            page: 1,
        };
        print.outline = vec![bookmark("One")];
        assert_eq!(unlisted(&print), [""; 0]);
        print.outline.push(bookmark("Two"));
        assert_eq!(unlisted(&print).len(), 1);
        assert_eq!(without_entry(&print, &["One", "Three"]).len(), 1);
    }

    #[test]
    fn words_stay_on_the_page_and_off_each_other() {
        let words = vec![
            word("a", 0.0, 10.0),
            word("bee", 9.0, 20.0),
            word("c", 95.0, 101.0),
            word("dee", 12.0, 20.0),
        ];
        let page = page(words);
        assert_eq!(
            outside(&page).collect::<Vec<_>>(),
            ["`c` lies outside the page"]
        );
        assert_eq!(
            overlapping(&page).collect::<Vec<_>>(),
            ["`bee` lies on `dee`"]
        );
    }

    #[test]
    fn what_is_promised_is_looked_for() {
        assert_eq!(lacking(b"<pdfuaid:part>1</pdfuaid:part>", 1), [""; 0]);
        assert_eq!(lacking(b"", 0).len(), 1);
    }
}
