//! The law of the Markdown writer, stated once.

#![allow(dead_code, reason = "each test takes what it needs")]

use doctree::Document;
use doctree::writer::html;
use doctree::writer::markdown::{self, Markdown};
use pulldown_cmark::{Options, Parser};

use super::dom;

/// mdBook's options.
pub(crate) fn render(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let mut out = String::new();
    pulldown_cmark::html::push_html(&mut out, Parser::new_ext(markdown, options));
    out
}

#[track_caller]
pub(crate) fn holds(document: &Document) -> String {
    same(sides(document, &Markdown::default()))
}

/// What there is and what should be, in normal form, and the Markdown.
pub(crate) fn sides(document: &Document, options: &Markdown) -> [String; 3] {
    let written = markdown::write(document, options);
    let rendered = render(&written);
    let expected = html::write(document, &options.html());
    [dom::normal(&rendered), dom::normal(&expected), written]
}

#[track_caller]
pub(crate) fn same([left, right, written]: [String; 3]) -> String {
    let differ = left.lines().zip(right.lines()).position(|(a, b)| a != b);
    let at = differ.unwrap_or(0).saturating_sub(3);
    let around = |page: &str| {
        let lines: Vec<&str> = page.lines().skip(at).take(9).collect();
        lines.join("\n")
    };
    assert!(
        left == right,
        "\n--- Markdown\n{written}\n--- is\n{}\n--- should be\n{}",
        around(&left),
        around(&right)
    );
    written
}
