//! What pages list, and how much of it.

use mdbook_driver::book::{Book, BookItem, Chapter, SectionNumber};
use mdbook_driver::config::{BookConfig, HtmlConfig};

use super::*;

fn chapter(name: &str, number: Option<u32>, below: Vec<BookItem>) -> BookItem {
    let mut chapter = Chapter::new(name, String::new(), format!("{name}.md"), Vec::new());
    chapter.number = number.map(|it| SectionNumber::new([it]));
    chapter.sub_items = below;
    BookItem::Chapter(chapter)
}

fn book(items: Vec<BookItem>) -> Navigation {
    let mut about = BookConfig::default();
    about.title = Some("A & B".to_owned());
    let mut html = HtmlConfig::default();
    html.smart_punctuation = false;
    Navigation::of(&Book::new_with_items(items), &about, &html, true)
}

fn small() -> Navigation {
    book(vec![
        chapter("intro", None, vec![]),
        BookItem::PartTitle("Part <1>".to_owned()),
        chapter(
            "one",
            Some(1),
            vec![chapter("deep/two {{#x}}", Some(2), vec![])],
        ),
        chapter(
            "deep/README",
            Some(3),
            vec![chapter("leaf", Some(4), vec![])],
        ),
        chapter("end", None, vec![]),
    ])
}

#[test]
fn a_page_tells_the_way_to_it() {
    let page = small().around(Path::new("deep/two {{#x}}.md"), "# Two");
    let crumbs = page.split_once("\n\n").unwrap().0;
    assert_eq!(
        crumbs,
        "<nav class=\"breadcrumbs\" aria-label=\"Breadcrumbs\">\n<ol>\n\
         <li><a href=\"../index.html\">A &amp; B</a></li>\n\
         <li>Part &lt;1&gt;</li>\n\
         <li><a href=\"../one.html\">one</a></li>\n\
         <li><span aria-current=\"page\">deep/two &#123;&#123;#x}}</span></li>\n</ol>\n</nav>"
    );
}

#[test]
fn the_front_page_has_no_way_to_it() {
    let front = book(vec![chapter("A & B", None, vec![])]);
    let page = front.around(Path::new("A & B.md"), "# A & B");
    assert!(!page.contains("breadcrumbs"), "{page}");
}

#[test]
fn the_branch_of_the_page_is_open_and_the_page_marked() {
    let page = small().around(Path::new("deep/two {{#x}}.md"), "# Two");
    assert_eq!(page.matches("<details open>").count(), 1);
    assert_eq!(page.matches("<details>").count(), 1);
    let marked = "<a href=\"../deep/two%20%7B%7B%23x%7D%7D.html\" aria-current=\"page\">";
    assert!(page.contains(marked), "{page}");
    assert!(page.contains("<a href=\"../deep/index.html\"><span>3.</span> deep/README</a>"));
}

#[test]
fn what_stands_around_the_parts_belongs_to_none() {
    let page = small().around(Path::new("end.md"), "# End");
    assert!(!page.split_once("\n\n").unwrap().0.contains("Part"));
    assert_eq!(page.matches("class=\"part-title\"").count(), 1);
    assert_eq!(page.matches("</ol>\n<ol>").count(), 1, "{page}");
}

#[test]
fn a_page_lists_its_headings_on_two_levels() {
    let text = "# T\n\n## A `b`\n\n### C\n\n#### no\n\n### C\n\n## D {#d}\n";
    let page = small().around(Path::new("one.md"), text);
    let from = page.find("<p id=\"book-on-this-page\">").unwrap();
    let list = &page[from..page.find("</nav></div>").unwrap()];
    assert_eq!(
        list,
        "<p id=\"book-on-this-page\">On this page</p>\n<ol>\n\
         <li><a href=\"#a-b\">A <code>b</code></a>\n<ol>\n\
         <li><a href=\"#c\">C</a></li>\n<li><a href=\"#c-1\">C</a></li>\n</ol></li>\n\
         <li><a href=\"#d\">D</a></li>\n</ol>\n"
    );
    let single = small().around(Path::new("one.md"), "# T\n\n## A\n");
    assert!(!single.contains("on-this-page"));
}

#[test]
fn what_is_left_open_does_not_swallow_the_navigation() {
    for (text, missing) in [
        ("```rust\nfn", "\n```\n\n<div id=\"book-n"),
        ("~~~~\n~~~\n", "\n~~~~\n\n<div"),
        ("```\nx\n```", "x\n```\n\n<div"),
    ] {
        let page = small().around(Path::new("one.md"), text);
        assert!(page.contains(missing), "{page}");
    }
}

#[test]
fn a_page_of_a_large_book_is_no_larger_for_it() {
    let of = |count: u32| {
        let chapters = (0..count).map(|it| {
            let below = (0..30).map(|leaf| chapter(&format!("{it}-{leaf:03}"), Some(leaf), vec![]));
            chapter(&format!("c{it:05}"), Some(1), below.collect())
        });
        let mut items = vec![BookItem::PartTitle("First".to_owned())];
        items.extend(chapters);
        for part in 0..count {
            items.push(BookItem::PartTitle(format!("P{part:05}")));
            items.push(chapter(&format!("p{part}"), Some(1), vec![]));
        }
        book(items).around(Path::new("90-015.md"), "")
    };
    let (large, larger) = (of(300), of(400));
    assert_eq!(large.len(), larger.len());
    assert!(large.contains("aria-current=\"page\"><span>"));
    for part in ["<p class=\"all\">", "80 more", "5 more", "First", "P00009"] {
        assert!(large.contains(part), "{part} in {large}");
    }
    assert!(!large.contains("P00010"));
}
