//! What a book designer asks for: what belongs together is on one page, and
//! nothing is told twice, or nowhere.

use doctree::tree::element::{End, Expect, Listing};
use doctree::{Element, Node};

use super::furniture::{look, read, squeezed};
use super::sample::{document, id, image, leaf, node, paragraph};
use super::{SVG, Shelf, chapter, messages, pages, shown_in, shown_with, words_of};
use crate::Chapter;

/// The words of each page, without blanks.
fn by_page(chapters: &[Chapter]) -> Vec<String> {
    let (set, _) = pages(chapters, &Shelf::default());
    let words = |frame| {
        let mut out = String::new();
        words_of(frame, &mut out);
        squeezed(&out)
    };
    set.pages().iter().map(|it| words(&it.frame)).collect()
}

/// So many short paragraphs, to come near the foot of a page.
fn filled(count: usize) -> String {
    "Filled.\n\n".repeat(count)
}

/// The page behind the contents that holds `word`.
fn page_of(pages: &[String], word: &str) -> usize {
    pages.iter().rposition(|it| it.contains(word)).unwrap()
}

#[test]
fn a_note_stands_on_the_page_of_its_mark() {
    let long = "and so it goes on for a line or two of text, which nobody need read. ".repeat(3);
    let announcing = "Marked is `this <https://example.org/far/away>`__:\n\n::\n\n  a\n  b\n  c\n";
    let listed = "* Marked is `this <https://example.org/far/away>`__, a page.\n* Other.\n";
    let plain = format!("Marked is `this <https://example.org/far/away>`__, {long}\n");
    for text in [announcing, listed, &plain] {
        for count in 28..36 {
            let source = format!("{}{text}", filled(count));
            let pages = by_page(&[read("a.rst", &source)]);
            let (mark, note) = (page_of(&pages, "Markedis"), page_of(&pages, "example.org"));
            assert_eq!(mark, note, "{count} before {text}");
        }
    }
}

#[test]
fn no_few_lines_of_code_are_left_alone() {
    let part = "    fn line(x)\n    if line {\n        line\n    }\n    line\n\n    line\n";
    let code = part.repeat(6);
    for count in 20..36 {
        let source = format!("{}::\n\n{code}\nAfter.\n", filled(count));
        let pages = by_page(&[read("a.rst", &source)]);
        for page in &pages {
            let lines = page.matches("line").count();
            assert!(lines == 0 || lines >= 4, "{lines} with {count} before");
        }
    }
}

fn listing(code: &str, end: End) -> Node {
    let expect = Expect {
        end,
        ..Expect::default()
    };
    let listing = Listing {
        path: "a.rs".into(),
        name: "a".into(),
        expect,
        ..Listing::default()
    };
    let body = vec![
        leaf(Element::LiteralBlock, code),
        leaf(Element::LiteralBlock, "printed").class("output"),
    ];
    node(Element::Listing(Box::new(listing)), body)
}

#[test]
fn long_lines_with_markup_keep_their_words() {
    let long = "a *long* line that goes on ".repeat(8);
    let source = format!("* .. parsed-literal::\n\n     first\n\n     {long}\n     last\n");
    let shown = shown_in(&[read("a.rst", &source)]);
    assert_eq!(shown.matches("goes").count(), 8, "{shown}");
    for word in ["first", "last"] {
        assert!(shown.contains(word), "{word} in {shown}");
    }
}

#[test]
fn an_output_stays_with_the_end_of_its_program() {
    let code = format!("{}last_line();", "a\nb\nc\nd\n\n".repeat(5));
    for count in 14..30 {
        let filling = (0..count).map(|_| paragraph("Filled."));
        let body = filling.chain([listing(&code, End::Success)]).collect();
        let pages = by_page(&[chapter("a.rst", document(body))]);
        let end = page_of(&pages, "last_line");
        assert_eq!(end, page_of(&pages, "printed"), "{count}");
        assert_eq!(end, page_of(&pages, "cargorun"), "{count}");
    }
}

#[test]
fn an_answer_stays_with_its_exercise() {
    let answer = ".. class:: details\n\nAnswer\n   It is so.\n";
    for count in 28..38 {
        let source = format!("{}What is it?\n\n{answer}", filled(count));
        let pages = by_page(&[read("a.rst", &source)]);
        assert_eq!(
            page_of(&pages, "Whatis"),
            page_of(&pages, "Answer"),
            "{count}"
        );
    }
}

#[test]
fn how_a_program_ends_is_told() {
    let ends = [
        (
            End::CompileFail(vec!["E0499".into()]),
            "The compiler refuses this program: E0499.",
        ),
        (End::Panic, "This program panics."),
        (End::Timeout(3), "This program does not end by itself."),
        (End::Exit(3), "This program ends with the exit code 3."),
    ];
    for (end, told) in ends {
        let body = vec![listing("a", end)];
        let shown = squeezed(&shown_in(&[chapter("a.rst", document(body))]));
        assert!(shown.contains(&squeezed(told)), "{told} in {shown}");
    }
    let shown = shown_in(&[chapter("a.rst", document(vec![listing("a", End::Success)]))]);
    assert!(!shown.contains("This program"), "{shown}");
}

#[test]
fn all_terms_of_a_definition_are_set() {
    let term = |text: &str| leaf(Element::Term, text);
    let definition = node(Element::Definition, vec![paragraph("One at a time.")]);
    let item = node(
        Element::DefinitionListItem,
        vec![term("lock"), id(term("mutex"), "term-mutex"), definition],
    );
    let list = node(Element::DefinitionList, vec![item]);
    let shown = shown_in(&[chapter("a.rst", document(vec![list]))]);
    assert!(shown.contains("lock") && shown.contains("mutex"), "{shown}");
}

#[test]
fn labels_do_not_shout() {
    let shown = shown_in(&[read(
        "a.rst",
        ".. caution:: a\n\n.. danger:: b\n\n.. warning:: c\n",
    )]);
    for word in ["Caution", "Danger", "Warning"] {
        assert!(shown.contains(word), "{word} in {shown}");
    }
    assert!(!shown.contains('!'), "{shown}");
}

#[test]
fn files_of_the_book_are_told() {
    let chapters = [read(
        "deep/a.rst",
        "Take `it <files/b.py>`__, `it again <files/b.py>`__.\n",
    )];
    let count = |shown: &str, path: &str| squeezed(shown).matches(path).count();
    assert_eq!(count(&shown_in(&chapters), "deep/files/b.py"), 1);
    let settings = look(|it| it.site = Some("https://example.org/book/".into()));
    let shown = shown_with(&settings, &chapters);
    assert_eq!(
        count(&shown, "example.org/book/deep/files/b.py"),
        1,
        "{shown}"
    );
}

#[test]
fn pictures_lose_their_colours_or_a_message_says_so() {
    let red = SVG.replace("#888", "#f00");
    let packed = red.replace("<rect", "<!-- data:image/ --><rect");
    let red: &'static str = Box::leak(red.into_boxed_str());
    let packed: &'static str = Box::leak(packed.into_boxed_str());
    let shelf = Shelf([("a.svg", red), ("b.svg", packed)].into());
    let body = ["a.svg", "b.svg"].map(|it| image(it, Some("drawn")));
    let chapters = [chapter("a.rst", document(body.into()))];
    let grey = look(|it| it.look.grey = true);
    let it = crate::prepare(&grey, &mut chapters.to_vec(), &shelf).unwrap();
    let said = messages(&it.findings);
    assert!(said.contains("`b.svg` keeps its colours"), "{said}");
    assert!(!said.contains("a.svg"), "{said}");
    let drawn = String::from_utf8(it.pictures["a.svg"].data.to_vec()).unwrap();
    assert!(drawn.contains("rgb(54,54,54)"), "{drawn}");
}

#[test]
fn arrays_have_their_rules_and_sides() {
    let array = |columns: &str, rule: &str| {
        let text = format!(
            ".. math:: \\begin{{array}}{{{columns}}} a & bbb \\\\ {rule} aaa & b \\end{{array}}\n"
        );
        let (set, _) = pages(&[read("a.rst", &text)], &Shelf::default());
        let frames = set.pages().iter().map(|it| format!("{:?}", it.frame));
        frames.collect::<String>()
    };
    let lines = |told: &str| told.matches("Line(").count();
    let plain = array("cc", "");
    assert_eq!(lines(&array("c|c", "\\hline")), lines(&plain) + 2);
    assert_ne!(array("lr", ""), plain);
}
