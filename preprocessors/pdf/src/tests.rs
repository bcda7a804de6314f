//! What must hold of every book: no text is lost, no link is dead, no single
//! fault stops it, and the same book gives the same bytes.

mod furniture;
mod numbers;
mod sample;
mod setting;

use std::collections::BTreeMap;

use doctree::tree::element::Link;
use doctree::{Document, Element, Node};
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

use crate::{Chapter, Error, Finding, Images, Settings, Step, Typeset, Watch, prepare};
use sample::{document, every_element, id, image, leaf, link, node, paragraph, section, text};

/// Pictures by path.
#[derive(Default)]
struct Shelf(BTreeMap<&'static str, &'static str>);

impl Images for Shelf {
    fn load(&self, path: &str) -> Option<Vec<u8>> {
        self.0.get(path).map(|data| data.as_bytes().to_vec())
    }
}

const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#888"/></svg>"##;

fn settings() -> Settings {
    Settings {
        title: "Book".into(),
        authors: vec!["Author".into()],
        language: "en-GB".into(),
        ..Settings::default()
    }
}

fn chapter(path: &str, document: Document) -> Chapter {
    Chapter {
        title: "Chapter".into(),
        path: path.into(),
        number: Some(vec![1]),
        part: None,
        document,
    }
}

/// Lets everything go on.
struct Patient;

impl Watch for Patient {
    fn goes_on(&self) -> Result<(), String> {
        Ok(())
    }

    fn begins(&self, _: Step) {}
}

/// The book as a PDF, with all that was found.
fn typeset(
    settings: &Settings,
    chapters: &[Chapter],
    images: &dyn Images,
) -> Result<Typeset, Error> {
    let prepared = prepare(settings, &mut chapters.to_vec(), images)?;
    let mut findings = prepared.findings.clone();
    let mut set = prepared.typeset(&Patient)?;
    findings.append(&mut set.findings);
    set.findings = findings;
    Ok(set)
}

fn pages(chapters: &[Chapter], images: &Shelf) -> (PagedDocument, Vec<Finding>) {
    pages_with(&settings(), chapters, images)
}

fn pages_with(
    settings: &Settings,
    chapters: &[Chapter],
    images: &Shelf,
) -> (PagedDocument, Vec<Finding>) {
    let mut it = prepare(settings, &mut chapters.to_vec(), images).unwrap();
    let findings = std::mem::take(&mut it.findings);
    (it.pages(&Patient).unwrap(), findings)
}

fn words_of(frame: &Frame, out: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => words_of(&group.frame, out),
            FrameItem::Text(text) => {
                out.push_str(&text.text);
                out.push(' ');
            }
            _ => {}
        }
    }
}

fn shown(document: Vec<Node>) -> String {
    shown_in(&[chapter("a.rst", sample::document(document))])
}

fn shown_in(chapters: &[Chapter]) -> String {
    shown_with(&settings(), chapters)
}

fn shown_with(settings: &Settings, chapters: &[Chapter]) -> String {
    let (pages, _) = pages_with(settings, chapters, &Shelf::default());
    let mut out = String::new();
    for page in pages.pages() {
        words_of(&page.frame, &mut out);
    }
    out
}

fn messages(findings: &[Finding]) -> String {
    let messages = findings.iter().map(|it| it.diagnostic.message.as_str());
    messages.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_text_of_every_element_is_on_a_page() {
    let (document, count) = every_element();
    let shown = shown_in(&[chapter("a.rst", document)]);
    let found = |number: &usize| {
        let word = format!("word{number}");
        let mut ends = shown.match_indices(&word).map(|(at, _)| at + word.len());
        ends.any(|end| !shown[end..].starts_with(|it: char| it.is_ascii_digit()))
    };
    let lost: Vec<_> = (1..=count).filter(|number| !found(number)).collect();
    assert!(lost.is_empty(), "lost: {lost:?}\n{shown}");
    assert!(!shown.contains("unseen"));
}

#[test]
fn every_element_can_be_linked_to() {
    let (mut document, _) = every_element();
    let mut count = 0;
    document.root.walk_mut(&mut |node| {
        count += 1;
        node.attributes.edit().ids.push(format!("id-{count}"));
    });
    let to = |number| link(Link::Id(format!("id-{number}")), "there ");
    let links = (1..=count).map(to).collect();
    document.root.children.push(node(Element::Paragraph, links));
    let (pages, findings) = pages(&[chapter("a.rst", document)], &Shelf::default());
    let mut links = Vec::new();
    for page in pages.pages() {
        destinations(&page.frame, &mut links);
    }
    let inside = links.iter().filter(|it| it.starts_with("Location"));
    assert!(inside.count() >= count, "{links:?}");
    assert!(!messages(&findings).contains("has the id"), "{findings:?}");
}

#[test]
fn text_is_never_a_command() {
    let hostile = r#"#panic("x") *b* _e_ $1$ // -- @r \ `a` ```raw``` <l> = h [x] ~ https://a.b"#;
    let shown = shown(vec![
        paragraph(hostile),
        leaf(Element::LiteralBlock, hostile),
        section(hostile, vec![leaf(Element::Literal, hostile)]),
    ]);
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    let times = squeeze(&shown).matches(&squeeze(hostile)).count();
    assert_eq!(times, 5, "{shown}");
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    let book = || {
        let chapters = [chapter("a.rst", every_element().0)];
        typeset(&settings(), &chapters, &Shelf::default())
            .unwrap()
            .pdf
    };
    let pdf = book();
    assert!(pdf.starts_with(b"%PDF-1."));
    assert_eq!(pdf, book());
}

#[test]
fn a_book_without_faults_is_accessible() {
    let chapters = [chapter("a.rst", every_element().0)];
    let set = typeset(&settings(), &chapters, &Shelf::default()).unwrap();
    let metadata = String::from_utf8_lossy(&set.pdf);
    assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"));
    assert!(metadata.contains("<rdf:li>en-GB</rdf:li>"));
    assert!(!messages(&set.findings).contains("PDF/UA"));
}

#[test]
fn long_lines_of_code_stay_on_the_page() {
    let line = format!("    {}", "abc, ".repeat(60));
    let long = leaf(Element::LiteralBlock, &line);
    let word = paragraph(&"^".repeat(400));
    let (pages, _) = pages(
        &[chapter("a.rst", document(vec![long, word]))],
        &Shelf::default(),
    );
    for page in pages.pages() {
        let right = page.frame.width().to_pt() * (1.0 - 0.159) + 7.0;
        assert!(rightmost(&page.frame, 0.0) <= right);
    }
}

fn rightmost(frame: &Frame, left: f64) -> f64 {
    let ends = frame.items().map(|(at, item)| {
        let left = left + at.x.to_pt();
        match item {
            FrameItem::Group(group) => rightmost(&group.frame, left),
            FrameItem::Text(text) => left + text.width().to_pt(),
            _ => left,
        }
    });
    ends.fold(0.0, f64::max)
}

#[test]
fn links_land_between_chapters_and_in_them() {
    let to = |uri: &str| link(Link::Uri(uri.into()), uri);
    let first = vec![
        to("sub/b.rst"),
        to("sub/b.rst#deep"),
        to("#own"),
        to("nowhere.rst"),
        to("sub/b.rst#nowhere"),
        to("file:///etc/passwd"),
        to("mailto:a@example.org"),
        id(paragraph("own"), "own"),
    ];
    let second = vec![
        to("../a.rst"),
        section("S", vec![id(paragraph("deep"), "deep")]),
    ];
    let chapters = [
        chapter("a.rst", document(first)),
        chapter("sub/b.rst", document(second)),
    ];
    let (pages, findings) = pages(&chapters, &Shelf::default());
    let mut links = Vec::new();
    for page in pages.pages() {
        destinations(&page.frame, &mut links);
    }
    let inside = links.iter().filter(|it| it.starts_with("Location")).count();
    // Four in the contents, four in the first chapter, one in the second.
    assert_eq!(inside, 3 + 4 + 1, "{links:?}");
    assert!(links.iter().any(|it| it.contains("mailto:a@example.org")));
    assert!(!links.iter().any(|it| it.contains("passwd")));
    let said = messages(&findings);
    for part in ["nowhere.rst", "has the id `nowhere`", "file:///etc/passwd"] {
        assert!(said.contains(part), "{said}");
    }
    assert_eq!(findings.len(), 3, "{said}");
}

fn destinations(frame: &Frame, out: &mut Vec<String>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => destinations(&group.frame, out),
            FrameItem::Link(destination, _) => out.push(format!("{destination:?}")),
            _ => {}
        }
    }
}

#[test]
fn a_fault_costs_one_thing_and_is_reported() {
    let twice = || id(paragraph("kept"), "twice");
    let faults = vec![
        twice(),
        twice(),
        image("gone.png", Some("described")),
        image("broken.svg", None),
        image("linking.svg", Some("linking")),
        image("https://example.org/far.png", Some("far")),
        image("ok.svg", Some("fine")),
        paragraph("\u{0e01} thai"),
        leaf(
            Element::Raw {
                format: "html".into(),
            },
            "<b>x</b>",
        ),
    ];
    let shelf = Shelf(BTreeMap::from([
        ("broken.svg", "<svg"),
        (
            "linking.svg",
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><image href="x.png" width="4" height="4"/></svg>"#,
        ),
        ("ok.svg", SVG),
    ]));
    let chapters = [chapter("a.rst", document(faults))];
    let set = typeset(&settings(), &chapters, &shelf).unwrap();
    let said = messages(&set.findings);
    for part in [
        "Duplicate ID: \"twice\"",
        "`gone.png` is left out",
        "`broken.svg` is left out",
        "`broken.svg` has no alternative text",
        "`linking.svg` is left out",
        "far.png` is not in the book",
        "U+0E01",
    ] {
        assert!(said.contains(part), "no {part} in:\n{said}");
    }
    assert!(!said.contains("ok.svg"), "{said}");
}

#[test]
fn nesting_without_end_is_set_flat() {
    let wraps: [fn(Node) -> Node; 4] = [
        |inner| node(Element::BlockQuote, vec![inner]),
        |inner| {
            let item = node(Element::ListItem, vec![inner]);
            node(Element::BulletList { bullet: '*' }, vec![item])
        },
        |inner| {
            node(
                Element::Admonition(doctree::tree::element::Admonition::Note),
                vec![inner],
            )
        },
        |inner| section("S", vec![inner]),
    ];
    let deep = |count: usize| {
        let bottom = (0..count).fold(text("innermost"), |inner, _| {
            node(Element::Emphasis, vec![inner])
        });
        let bottom = node(Element::Paragraph, vec![bottom]);
        (0..count).fold(bottom, |inner, level| wraps[level % wraps.len()](inner))
    };
    let shown = shown(vec![deep(200)]);
    assert!(shown.contains("innermost"), "{shown}");
    for wrap in wraps {
        let bottom = paragraph("bottom");
        let deep = (0..200).fold(bottom, |inner, _| wrap(inner));
        assert!(self::shown(vec![deep]).contains("bottom"));
    }
}

#[test]
fn a_part_opens_once() {
    let mut chapters = ["a.rst", "b.rst", "c.rst"].map(|path| chapter(path, document(vec![])));
    chapters[0].part = Some("Part one".into());
    // A caller may name the part at each chapter in it, or at the first alone.
    chapters[1].part = Some("Part one".into());
    chapters[2].number = None;
    let shown = shown_in(&chapters);
    // In the contents and on its page.
    assert_eq!(shown.matches("Part one").count(), 2, "{shown}");
}

#[test]
fn a_book_may_be_empty() {
    assert!(shown_in(&[]).contains("Book"));
    let set = typeset(
        &Settings::default(),
        &[chapter("", document(Vec::new()))],
        &Shelf::default(),
    );
    assert!(set.is_ok(), "{set:?}");
}
