//! Notebooks as chapters.

use crate::book::Book;

const SUMMARY: &str = "# Summary\n\n- [Threads](threads.ipynb)\n- [Locks](locks.rst)\n";
const LOCKS: &str = "Locks\n=====\n\nAfter `threads <threads.ipynb#Two-of-them>`__, and\n\
                     `its page <threads.html#two-of-them>`__.\n";
const PICTURE: &str =
    "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI0IiBoZWlnaHQ9IjQiLz4=";

/// A book of a notebook, which holds `markdown`, and a chapter.
fn book(markdown: &str) -> Book {
    let book = Book::new("small");
    let notebook = serde_json::json!({
        "cells": [
            {"cell_type": "code", "source": "import threading", "outputs": [], "metadata": {}},
            {"cell_type": "markdown", "source": markdown, "metadata": {}},
            {
                "cell_type": "code",
                "source": "show()",
                "metadata": {"image": {"alt": "Nothing"}, "tags": ["hide-input"]},
                "outputs": [
                    {"output_type": "stream", "name": "stdout", "text": "\u{1b}[31mred\u{1b}[0m\n\nline\n"},
                    {"output_type": "display_data", "metadata": {}, "data": {"image/svg+xml": PICTURE}},
                    {"output_type": "display_data", "metadata": {}, "data": {
                        "text/html": "<table><tr onclick='x()'><td>cell</td></tr></table>",
                    }},
                ],
            },
        ],
        "metadata": {"kernelspec": {"language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    });
    book.write("src/SUMMARY.md", SUMMARY);
    book.write("src/locks.rst", LOCKS);
    book.write("src/threads.ipynb", &format!("{notebook:#}"));
    book
}

const GOOD: &str = "# Threads\n\nSee [locks](locks.rst), $x$.\n\n## Two of them\n\nText.\n";

#[test]
fn a_notebook_is_a_chapter() {
    let book = book(GOOD);
    let ended = book.run(&["build", "--strict"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let page = book.read("book/threads.html");
    for piece in [
        "<div class=\"cell docutils container\">",
        "<span class=\"hl-k\">import",
        "href=\"locks.html\"",
        "<math",
        "<summary>Show code cell source</summary>",
        "<span class=\"ansi-red-fg\">red</span>",
        "<img alt=\"Nothing\" src=\"data:image/svg+xml;base64,",
        "<p>cell</p>",
        "id=\"Two-of-them\"",
    ] {
        assert!(page.contains(piece), "{piece} in {page}");
    }
    assert!(!page.contains("onclick"), "{page}");
    assert!(!book.has("book/threads.ipynb"));
    let locks = book.read("book/locks.html");
    assert!(
        locks.contains("href=\"threads.html#Two-of-them\""),
        "{locks}"
    );
}

#[test]
fn its_links_are_checked_where_they_stand() {
    let book = book("# Threads\n\n[a](no.rst) [b](locks.rst#no)\n[c](#no)\n");
    let ended = book.run(&["check"]);
    assert_eq!(ended.code, 1);
    for piece in [
        "broken link: there is no `no.rst`",
        "broken anchor: there is no `no` in locks.rst",
        "broken anchor: there is no `no` in threads.ipynb",
        "src/threads.ipynb:12:",
        "broken anchor: there is no `Two-of-them` in threads.ipynb",
    ] {
        assert!(ended.stderr.contains(piece), "{piece} in {}", ended.stderr);
    }
}

#[cfg(feature = "pdf")]
#[test]
fn the_pdf_has_it_too() {
    let book = book(GOOD);
    book.append("book.toml", "\n[output.pdf]\n");
    let ended = book.run(&["build", "--strict"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    let pdf = std::fs::read(book.path().join("book/pdf/a-small-book.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
}
