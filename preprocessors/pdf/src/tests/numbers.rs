//! Page numbers, which are put into finished pages.

use doctree::Element;
use doctree::tree::element::Link;
use typst::introspection::Introspector as _;
use typst::layout::{Frame, FrameItem};
use typst::model::Destination;
use typst_layout::PagedDocument;

use super::sample::{document, id, leaf, link, node, paragraph};
use super::{Shelf, chapter, pages, words_of};
use crate::Chapter;

/// The words of each page, without spaces.
fn words(set: &PagedDocument) -> Vec<String> {
    let of = |frame: &Frame| {
        let mut out = String::new();
        words_of(frame, &mut out);
        out.split_whitespace().collect()
    };
    set.pages().iter().map(|page| of(&page.frame)).collect()
}

/// The page that `word` stands on, from 0.
fn page_of(words: &[String], word: &str) -> usize {
    words.iter().rposition(|it| it.contains(word)).unwrap()
}

/// The pages that links in `frame` lead to, from 0.
fn targets(frame: &Frame, set: &PagedDocument, out: &mut Vec<usize>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => targets(&group.frame, set, out),
            FrameItem::Link(Destination::Location(location), _) => {
                out.push(set.introspector().page(*location).unwrap().get() - 1);
            }
            _ => {}
        }
    }
}

/// A chapter that tells of places in others, two long ones, one of them of code
/// that is longer on paper than as data, and one that tells of the first.
fn book() -> Vec<Chapter> {
    let to = |uri: &str| {
        node(
            Element::Paragraph,
            vec![link(Link::Uri(uri.into()), "there")],
        )
    };
    let prose = "many words that fill a page and no one reads ".repeat(12);
    let mut long: Vec<_> = (0..150).map(|_| paragraph(&prose)).collect();
    long.push(id(paragraph("farmark"), "far"));
    let code = "x\n".repeat(900);
    let mut chapters = vec![
        chapter(
            "a.rst",
            document(vec![
                paragraph("nearmark"),
                to("b.rst#far"),
                to("c.rst"),
                to("d.rst"),
            ]),
        ),
        chapter("b.rst", document(long)),
        chapter(
            "c.rst",
            document(vec![
                leaf(Element::LiteralBlock, &code),
                paragraph("endmark"),
            ]),
        ),
        chapter(
            "d.rst",
            document(vec![paragraph("lastmark"), to("a.rst"), to("b.rst#far")]),
        ),
    ];
    for it in &mut chapters {
        it.number = None;
    }
    chapters
}

#[test]
fn pages_are_told_as_they_are_numbered() {
    let (set, _) = pages(&book(), &Shelf::default());
    let words = words(&set);
    let near = page_of(&words, "nearmark");
    let number = |mark: &str| page_of(&words, mark) + 1 - near;
    let [far, end, last] = ["farmark", "endmark", "lastmark"].map(number);
    assert!(
        far > 20 && end > far + 10 && last == end + 1,
        "{far} {end} {last}"
    );
    let code = far + 1;
    let told = format!("there(p.{far})there(p.{code})there(p.{last})");
    assert!(words[near].contains(&told), "{told} in {}", words[near]);
    let told = format!("there(p.1)there(p.{far})");
    assert!(words[near + last - 1].contains(&told), "{told}");
    let folio = format!("{last}");
    assert!(words[near + last - 1].ends_with(&folio), "{folio}");
}

#[test]
fn links_lead_to_the_pages_they_tell() {
    let (set, _) = pages(&book(), &Shelf::default());
    let words = words(&set);
    let near = page_of(&words, "nearmark");
    let mut found = Vec::new();
    targets(&set.pages()[near].frame, &set, &mut found);
    let far = page_of(&words, "farmark");
    assert_eq!(found, [far, far + 1, page_of(&words, "lastmark")]);
}

#[test]
fn pages_tell_their_chapter_but_not_where_it_opens() {
    let mut chapters = book();
    chapters[1].title = "Running".into();
    let (set, _) = pages(&chapters, &Shelf::default());
    let words = words(&set);
    let opening = page_of(&words, "nearmark") + 1;
    let has_head = |page: usize| words[page].contains("BookRunning");
    assert_eq!(
        [opening, opening + 1, opening + 2].map(has_head),
        [false, true, true]
    );
    assert!(!has_head(page_of(&words, "lastmark")));
}
