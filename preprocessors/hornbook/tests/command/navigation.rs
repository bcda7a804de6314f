//! What `navigation = true` puts into pages.

use crate::book::Book;

/// Headings whose ids are mdBook's to choose, and hard to foresee.
const HEADINGS: &str = "# Two\n\n## A part {#a-part}\n\n## Same\n\n### Same\n\n## `x` & -- \"y\"\n\n\
    Setext *over*\ntwo lines\n---------\n\nTerm\n: Text\n\n## Term\n\n## Größe!\n\n## <b>Raw</b>\n\n";

/// The small book with navigation, its second chapter with `HEADINGS`,
/// with smart punctuation or not.
fn book(smart: bool) -> Book {
    let book = Book::new("small");
    let toml = book.read("book.toml");
    let toml = toml.replace(
        "before = [\"links\"]",
        "before = [\"links\"]\nnavigation = true",
    );
    let smart = format!("smart-punctuation = {smart}");
    book.write(
        "book.toml",
        &toml.replace("smart-punctuation = false", &smart),
    );
    book.write("src/two.md", HEADINGS);
    let ended = book.run(&["build"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    book
}

/// What stands in `text` behind each `before`, up to a quote.
fn quoted<'t>(text: &'t str, before: &str) -> Vec<&'t str> {
    let parts = text.split(before).skip(1);
    parts.map(|it| it.split('"').next().unwrap()).collect()
}

fn decoded(uri: &str) -> String {
    percent_encoding::percent_decode_str(uri)
        .decode_utf8()
        .unwrap()
        .into_owned()
}

#[test]
fn the_headings_of_a_page_are_listed_by_the_ids_they_have() {
    for smart in [false, true] {
        let book = book(smart);
        let page = book.read("book/two.html");
        let ids = quoted(&page, " id=\"");
        let list = page.split_once("on-this-page").unwrap().1;
        let links = quoted(list.split_once("</nav>").unwrap().0, "href=\"#");
        assert_eq!(links.len(), 8, "{links:?}");
        for link in links {
            assert!(ids.contains(&decoded(link).as_str()), "{link} in {ids:?}");
        }
    }
}

#[test]
fn every_chapter_is_a_link_away_and_its_own_is_marked() {
    let book = book(false);
    for (page, to) in [
        ("book/one.html", ["one.html", "two.html", "deep/three.html"]),
        (
            "book/deep/three.html",
            ["../one.html", "../two.html", "../deep/three.html"],
        ),
    ] {
        let page = book.read(page);
        let contents = page.split_once("class=\"book-contents\"").unwrap().1;
        let contents = contents.split_once("</nav>").unwrap().0;
        let links = quoted(contents, "href=\"");
        assert!(to.iter().all(|it| links.contains(it)), "{links:?}");
        assert_eq!(contents.matches("aria-current=\"page\"").count(), 1);
        assert!(page.contains("class=\"breadcrumbs\""));
    }
}

#[test]
fn what_leads_around_is_found_by_no_search_and_doubles_no_id_in_print() {
    let book = book(false);
    assert!(!book.read("book/search/0.js").contains("On this page"));
    let print = book.read("book/print.html");
    let mut ids = quoted(&print, " id=\"");
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn a_book_that_does_not_ask_has_none() {
    let book = Book::new("small");
    book.run(&["build"]);
    assert!(!book.read("book/one.html").contains("book-navigation"));
}
