//! A PDF as poppler and qpdf read it: its words and where they stand, its
//! links, its outline.

use std::path::Path;
use std::process::Command;

use anyhow::Context as _;
use serde_json::Value;

use crate::command;

/// A PDF, as far as it concerns the checks. Lengths are points.
#[derive(Debug, Default)]
pub(crate) struct Print {
    /// Its text, page by page.
    pub(crate) pages: Vec<Page>,
    /// Its bookmarks in order, those below others behind them.
    pub(crate) outline: Vec<Bookmark>,
    /// Where its links within the book lead that have no such place.
    pub(crate) dead: Vec<String>,
    /// How many links there are within the book.
    pub(crate) links: usize,
}

/// A page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// The number printed on it.
    pub(crate) label: String,
    pub(crate) words: Vec<Word>,
}

/// A word and its box, from the upper left corner of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

/// An entry of the outline, and the page it leads to, from 0.
#[derive(Debug, PartialEq)]
pub(crate) struct Bookmark {
    pub(crate) title: String,
    pub(crate) page: usize,
}

/// A print with one page, which has these words and the number 7.
#[cfg(test)]
pub(crate) fn of(words: &[&str]) -> Print {
    let word = |text: &&str| Word {
        text: (*text).to_owned(),
        ..Word::default()
    };
    let page = Page {
        label: "7".into(),
        words: words.iter().map(word).collect(),
        ..Page::default()
    };
    Print {
        pages: vec![page],
        ..Print::default()
    }
}

/// Reads the file at `path`.
pub(crate) fn read(path: &Path) -> anyhow::Result<Print> {
    let boxes = command::output(Command::new("pdftotext").arg("-bbox").arg(path).arg("-"))?;
    let json = command::output(Command::new("qpdf").arg("--json").arg(path))?;
    let json: Value = serde_json::from_str(&json).context("qpdf wrote no JSON")?;
    let mut print = Print {
        pages: pages(&boxes),
        ..Print::default()
    };
    name_pages(&mut print.pages, &json);
    bookmarks(&json["outlines"], &mut print.outline);
    let objects = json["qpdf"][1]
        .as_object()
        .context("qpdf told no objects")?;
    let values = objects.values().filter_map(|it| it.get("value"));
    let places = places(&values.clone().collect::<Vec<_>>());
    // A place without a name is an object of its own: a page, and where on it.
    let is_place = |to: &str| objects[&format!("obj:{to}")]["value"][0].is_string();
    let links = values.filter(|it| it["/Subtype"] == "/Link");
    for to in links.filter_map(destination) {
        print.links += 1;
        let lands = if to.ends_with(" R") {
            objects.contains_key(&format!("obj:{to}")) && is_place(&to)
        } else {
            places.contains(&to)
        };
        if !lands {
            print.dead.push(to);
        }
    }
    Ok(print)
}

/// The pages of what `pdftotext -bbox` writes: a line for each page and word.
fn pages(boxes: &str) -> Vec<Page> {
    let mut pages = Vec::new();
    for line in boxes.lines().map(str::trim) {
        let number = |name| {
            attribute(line, name)
                .and_then(|it| it.parse().ok())
                .unwrap_or(0.0)
        };
        if line.starts_with("<page ") {
            pages.push(Page {
                width: number("width"),
                height: number("height"),
                ..Page::default()
            });
        } else if let Some(word) = line.strip_prefix("<word ")
            && let Some(page) = pages.last_mut()
        {
            let text = word.split_once('>').and_then(|it| it.1.rsplit_once("</"));
            page.words.push(Word {
                text: unescaped(text.map_or("", |it| it.0)),
                left: number("xMin"),
                top: number("yMin"),
                right: number("xMax"),
                bottom: number("yMax"),
            });
        }
    }
    pages
}

fn attribute<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = line.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|it| it.0)
}

fn unescaped(text: &str) -> String {
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ];
    let replaced = |text: String, (from, to): &(&str, &str)| text.replace(from, to);
    pairs.iter().fold(text.to_owned(), replaced)
}

/// Gives the pages the numbers that are printed on them.
fn name_pages(pages: &mut [Page], json: &Value) {
    let labels = json["pages"].as_array().into_iter().flatten();
    for (page, told) in pages.iter_mut().zip(labels) {
        let number = told["label"]["/St"].as_u64().unwrap_or(0);
        page.label = match told["label"]["/S"].as_str() {
            Some("/r") => roman(number),
            Some(_) => number.to_string(),
            None => String::new(),
        };
    }
}

fn roman(mut number: u64) -> String {
    const DIGITS: [(u64, &str); 9] = [
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    for (value, digit) in DIGITS {
        while number >= value {
            out.push_str(digit);
            number -= value;
        }
    }
    out
}

fn bookmarks(entries: &Value, out: &mut Vec<Bookmark>) {
    for entry in entries.as_array().into_iter().flatten() {
        let page = entry["destpageposfrom1"].as_u64().unwrap_or(0);
        out.push(Bookmark {
            title: entry["title"].as_str().unwrap_or_default().to_owned(),
            page: usize::try_from(page).unwrap_or(0).wrapping_sub(1),
        });
        bookmarks(&entry["kids"], out);
    }
}

/// The names of the places that links can lead to.
fn places(values: &[&Value]) -> std::collections::BTreeSet<String> {
    let lists = values.iter().flat_map(|it| {
        let dests = &it["/Names"]["/Dests"];
        // A tree of names has its leaves in objects of their own.
        [&dests["/Names"], &it["/Names"]]
    });
    let names = lists.filter_map(Value::as_array).flatten();
    names
        .filter_map(Value::as_str)
        .filter(|it| it.starts_with("u:"))
        .map(str::to_owned)
        .collect()
}

/// The name of the place in the book that `link` leads to.
fn destination(link: &Value) -> Option<String> {
    let to = link.get("/Dest").or_else(|| {
        let action = link.get("/A")?;
        (action["/S"] == "/GoTo")
            .then(|| action.get("/D"))
            .flatten()
    })?;
    to.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn words_have_boxes() {
        let boxes = "<page width=\"10.0\" height=\"20.0\">\n<word xMin=\"1.0\" yMin=\"2.0\" xMax=\"3.0\" yMax=\"4.0\">a&lt;b</word>\n</page>";
        let page = &pages(boxes)[0];
        assert!((page.height - 20.0).abs() < 0.01);
        assert_eq!(page.words[0].text, "a<b");
        assert!((page.words[0].bottom - 4.0).abs() < 0.01);
    }

    #[test]
    fn outlines_are_flat_here() {
        let entry =
            |title: &str, kids: Value| json!({"title": title, "destpageposfrom1": 2, "kids": kids});
        let mut out = Vec::new();
        bookmarks(
            &json!([
                entry("a", json!([entry("b", json!([]))])),
                entry("c", json!([]))
            ]),
            &mut out,
        );
        let titles: Vec<_> = out.iter().map(|it| it.title.as_str()).collect();
        assert_eq!(titles, ["a", "b", "c"]);
        assert_eq!(out[0].page, 1);
    }

    #[test]
    fn links_have_names() {
        assert_eq!(
            destination(&json!({"/Dest": "u:a"})).as_deref(),
            Some("u:a")
        );
        assert_eq!(
            destination(&json!({"/A": {"/S": "/GoTo", "/D": "u:b"}})).as_deref(),
            Some("u:b")
        );
        assert_eq!(
            destination(&json!({"/A": {"/S": "/URI", "/URI": "u:c"}})),
            None
        );
        let catalog = json!({"/Names": {"/Dests": {"/Names": ["u:a", "9 0 R"]}}});
        assert!(places(&[&catalog]).contains("u:a"));
    }

    #[test]
    fn front_pages_are_roman() {
        assert_eq!(
            [1, 4, 9, 14, 48].map(roman),
            ["i", "iv", "ix", "xiv", "xlviii"]
        );
    }
}
