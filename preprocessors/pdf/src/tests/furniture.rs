//! What a book has besides its text, and what it may choose.

use doctree::tree::element::{Figure, Link, Listing, Table};
use doctree::{Element, NoFiles, Node, Options, Source};

use typst::foundations::NativeElement;
use typst::introspection::Introspector;
use typst::model::HeadingElem;

use super::sample::{document, id, leaf, link, node, paragraph, section, text};
use super::{
    Patient, Shelf, chapter, messages, pages, settings, shown, shown_in, shown_with, typeset,
};
use crate::{Chapter, Error, Settings, Solutions, Step, Watch, prepare};

/// A chapter in reStructuredText.
pub(super) fn read(path: &str, source: &str) -> Chapter {
    let source = Source::new(path, source);
    chapter(
        path,
        doctree::read(&source, &Options::default(), &NoFiles).0,
    )
}

pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

pub(super) fn look(change: impl FnOnce(&mut Settings)) -> Settings {
    let mut settings = settings();
    change(&mut settings);
    settings
}

#[test]
fn formulas_are_set_and_not_typed() {
    let source = r":math:`\frac{a}{b} \le \alpha`

.. math::

   S(n) &= \sqrt[3]{\sum_{i=0}^{n} x_i^2} \\
   M &= \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}

.. math:: \hat{x} \overline{AB} \underbrace{a+b}_{2} \lim_{x \to 0} \sin x \binom{n}{k}

.. math:: f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases} \left\{ \int_0^\infty e^{-x} \,dx \right\}
";
    let chapters = [read("a.rst", source)];
    let set = typeset(&settings(), &chapters, &Shelf::default()).unwrap();
    assert_eq!(messages(&set.findings), "");
    let shown = shown_in(&chapters);
    for part in ["≤", "∑", "√", "∫", "otherwise", "sin", "lim"] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    assert!(!shown.contains('\\'), "{shown}");
}

#[test]
fn a_formula_that_cannot_be_read_is_shown_as_typed() {
    let chapters = [read("a.rst", r":math:`\nosuchthing{x}`")];
    let (_, findings) = pages(&chapters, &Shelf::default());
    assert!(messages(&findings).contains("as it was typed"));
    assert!(shown_in(&chapters).contains("nosuchthing"));
}

#[test]
fn lines_have_their_numbers_and_code_keeps_its_text() {
    let source = ".. code-block:: python\n   :linenos:\n   :lineno-start: 41\n   :emphasize-lines: 2\n\n   first\n   second\n   third\n";
    let shown = shown_in(&[read("a.rst", source)]);
    for part in ["41", "42", "43", "first", "second", "third"] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    assert!(!shown.contains("44"), "{shown}");
}

#[test]
fn addresses_are_printed_once() {
    let to = |text: &str| link(Link::Uri("https://example.org/far/away".into()), text);
    let own = link(Link::Uri("https://example.com/".into()), "example.com");
    let body = vec![node(Element::Paragraph, vec![to("here"), to("there"), own])];
    let chapters = [chapter("a.rst", document(body))];
    let count = |shown: &str| squeezed(shown).matches("example.org/far/away").count();
    assert_eq!(count(&shown_in(&chapters)), 1);
    assert_eq!(
        squeezed(&shown_in(&chapters))
            .matches("example.com")
            .count(),
        1
    );
    let none = look(|it| it.look.addresses = false);
    assert_eq!(count(&shown_with(&none, &chapters)), 0);
}

#[test]
fn references_tell_the_chapter_and_the_page() {
    let to = link(Link::Uri("b.rst".into()), "over there");
    let code = link(Link::Uri("b.rst".into()), "");
    let code = Node::with(
        code.element,
        code.span,
        vec![leaf(Element::Literal, "name")],
    );
    let mut chapters = [
        chapter(
            "a.rst",
            document(vec![node(Element::Paragraph, vec![to, code])]),
        ),
        chapter("b.rst", document(vec![paragraph("b")])),
    ];
    chapters[1].number = Some(vec![3, 2]);
    let shown = squeezed(&shown_in(&chapters));
    assert!(shown.contains("overthere(section3.2,p.2)"), "{shown}");
    assert_eq!(shown.matches("(section").count(), 1, "{shown}");
}

#[test]
fn a_citation_stands_in_brackets() {
    let text = "It was measured [Amdahl1967]_ long ago.\n\n.. [Amdahl1967] A paper.\n";
    let shown = squeezed(&shown_in(&[read("a.rst", text)]));
    assert!(shown.contains("measured[Amdahl1967]longago"), "{shown}");
}

#[test]
fn the_index_tells_pages() {
    let entry = |to: &str| link(Link::Id(to.into()), "Chapter");
    let words = vec![
        text("lock"),
        text(" "),
        entry("one"),
        text(", "),
        entry("two"),
        leaf(Element::Emphasis, " see mutex"),
    ];
    let item = node(Element::ListItem, vec![node(Element::Paragraph, words)]);
    let list = node(Element::BulletList { bullet: '\0' }, vec![item]).class("genindex");
    let letter = leaf(Element::Rubric, "L").class("genindex");
    let index = node(Element::Compound, vec![letter, list]).class("genindex");
    let body = vec![id(paragraph("a"), "one"), id(paragraph("b"), "two"), index];
    let shown = squeezed(&shown(body));
    assert!(shown.contains("lock,1,seemutex"), "{shown}");
    assert!(!shown.contains("lock,1,1"), "one page, told once: {shown}");
}

#[test]
fn what_has_a_caption_is_listed() {
    let caption = |text: &str| leaf(Element::Caption, text);
    let figure = Element::Figure(Box::<Figure>::default());
    let listing = Element::Listing(Box::<Listing>::default());
    let table = Element::Table(Box::<Table>::default());
    let body = vec![
        node(figure, vec![caption("drawn")]),
        node(listing, vec![caption("programmed")]),
        node(table, vec![leaf(Element::Title, "tabled")]),
    ];
    let chapters = [chapter("a.rst", document(body))];
    let count = |shown: &str, word| shown.matches(word).count();
    let with = shown_in(&chapters);
    let without = shown_with(&look(|it| it.look.lists = false), &chapters);
    for word in ["drawn", "programmed", "tabled"] {
        assert_eq!(count(&with, word), 2, "{word} in {with}");
        assert_eq!(count(&without, word), 1, "{word} in {without}");
    }
}

#[test]
fn bookmarks_have_the_code_of_a_heading() {
    let text = "A\n=\n\nThe ``lock`` it holds\n---------------------\n\ntext\n";
    let (pages, _) = pages(&[read("a.rst", text)], &Shelf::default());
    let headings = pages.introspector().query(&HeadingElem::ELEM.select());
    let titles: Vec<_> = headings
        .iter()
        .filter_map(|it| it.to_packed::<HeadingElem>())
        .map(|it| it.body.plain_text())
        .collect();
    assert!(
        titles.iter().any(|it| it == "The lock it holds"),
        "{titles:?}"
    );
}

#[test]
fn no_page_is_told_inside_a_word() {
    let to = |link: &str| {
        let other = format!("A\n=\n\n{link}\n");
        let chapters = [read("a.rst", &other), read("b.rst", "B\n=\n\ntext\n")];
        squeezed(&shown_in(&chapters))
    };
    assert!(to("A `lock <b.rst>`__ here").contains("lock("));
    assert!(to("A `lock <b.rst>`__\\s here").contains("lock\u{2060}shere"));
}

#[test]
fn solutions_stand_at_the_end_or_where_they_were() {
    let solution = || {
        let term = leaf(Element::Term, "Solution");
        let definition = node(Element::Definition, vec![paragraph("answer")]);
        let item = node(Element::DefinitionListItem, vec![term, definition]);
        node(Element::DefinitionList, vec![item])
            .class("details")
            .class("solution")
    };
    let body = vec![paragraph("question"), solution(), paragraph("after")];
    let chapters = [chapter("a.rst", document(body))];
    let place = |settings: &Settings, word| shown_with(settings, &chapters).rfind(word);
    let appendix = settings();
    assert!(place(&appendix, "answer") > place(&appendix, "after"));
    assert!(shown_in(&chapters).contains("The solution is on page"));
    let in_place = look(|it| it.look.solutions = Solutions::InPlace);
    assert!(place(&in_place, "answer") < place(&in_place, "after"));
    let left_out = look(|it| it.look.solutions = Solutions::LeftOut);
    assert!(place(&left_out, "answer").is_none());
}

#[test]
fn furniture_speaks_the_language_of_the_book() {
    let german = look(|it| it.language = "de".into());
    let shown = shown_with(&german, &[read("a.rst", ".. note:: Wort\n")]);
    for word in ["Inhalt", "Kapitel", "Bemerkung"] {
        assert!(shown.contains(word), "{word} in {shown}");
    }
}

#[test]
fn contents_have_as_many_levels_as_asked_for() {
    let inner = section("Inner", vec![paragraph("x")]);
    let chapters = [chapter(
        "a.rst",
        document(vec![
            section("Outer", vec![inner]),
            section("Other", vec![]),
        ]),
    )];
    let count = |levels, word: &str| {
        let settings = look(|it| it.look.contents = levels);
        shown_with(&settings, &chapters).matches(word).count()
    };
    assert_eq!([0, 1, 2, 3].map(|it| count(it, "Outer")), [1, 1, 2, 2]);
    assert_eq!([0, 1, 2, 3].map(|it| count(it, "Inner")), [1, 1, 1, 2]);
}

#[test]
fn paper_margins_size_and_colours_are_chosen() {
    let settings = look(|it| {
        it.look.paper = "a5".into();
        it.look.margins = Some([50.0, 60.0, 70.0, 80.0]);
        it.look.size = Some(9.0);
        it.look.grey = true;
        it.look.code_font = Some("Libertinus Serif".into());
        it.look.text_font = Some("No Such Font".into());
    });
    let chapters = [read(
        "a.rst",
        "A `link <https://a.b>`_.\n\n.. code:: rust\n\n   let x;\n",
    )];
    let (set, _) = super::pages_with(&settings, &chapters, &Shelf::default());
    let page = &set.pages()[0].frame;
    assert!((page.width().to_mm() - 148.0).abs() < 0.1);
    let pdf = typeset(&settings, &chapters, &Shelf::default())
        .unwrap()
        .pdf;
    assert!(pdf.starts_with(b"%PDF-1."));
}

#[test]
fn a_template_of_the_book_stands_before_ours() {
    let own = "#let book = json(\"/book.json\")\n#set document(title: book.title)\nMine: #book.chapters.len()";
    let settings = look(|it| it.template = vec![("template.typ".into(), own.into())]);
    let shown = shown_with(&settings, &[read("a.rst", "Theirs\n")]);
    assert!(shown.contains("Mine: 1"), "{shown}");
    assert!(!shown.contains("Theirs"), "{shown}");
}

#[test]
fn programs_are_told_where_they_run() {
    let listing = Listing {
        path: "a.rs".into(),
        name: "a".into(),
        program: "fn main() {}\n".into(),
        ..Listing::default()
    };
    let code = leaf(Element::LiteralBlock, "fn main() {}");
    let it = id(
        node(Element::Listing(Box::new(listing)), vec![code]),
        "first",
    );
    let chapters = [chapter("deep/a.rst", document(vec![it]))];
    let settings = look(|it| {
        it.site = Some("https://example.org/course/".into());
        it.edition = "2024".into();
    });
    let shown = squeezed(&shown_with(&settings, &chapters));
    assert!(
        shown.contains("example.org/course/deep/a.html#first"),
        "{shown}"
    );
    let (set, _) = super::pages_with(&settings, &chapters, &Shelf::default());
    let mut links = Vec::new();
    for page in set.pages() {
        super::destinations(&page.frame, &mut links);
    }
    let playground = "edition=2024&code=fn%20main%28%29%20%7B%7D%0A";
    assert!(links.iter().any(|it| it.contains(playground)), "{links:?}");
}

/// So many words that no one has said, none like the one before.
fn words(count: usize, seed: &mut u32) -> String {
    const SYLLABLES: [&str; 16] = [
        "lo", "ck", "thre", "ad", "ta", "sk", "que", "ue", "wor", "ker", "co", "re", "time", "ru",
        "st", "py",
    ];
    let mut next = || {
        *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (*seed >> 28) as usize
    };
    let mut word = || -> String { (0..=next() % 4).map(|_| SYLLABLES[next()]).collect() };
    (0..count).map(|_| word() + " ").collect()
}

#[test]
fn tags_cost_no_more_than_half_of_the_file() {
    let mut seed = 7;
    let mut text = String::new();
    for _ in 0..90 {
        let mut words = |count| words(count, &mut seed);
        let prose = format!("{}*{}* {}\n\n", words(60), words(2).trim(), words(40));
        let code = format!(".. code:: text\n\n   {}\n   {}\n\n", words(6), words(5));
        let list = format!("* {}\n* {}\n\n", words(12), words(9));
        text += &[prose, list, code].concat();
    }
    let (set, _) = pages(&[read("a.rst", &text)], &Shelf::default());
    let mut findings = Vec::new();
    let tagged = crate::export::export(&set, &mut findings).unwrap().len();
    let untagged = crate::export::untagged(&set).unwrap().len();
    assert!(
        tagged * 2 <= untagged * 3,
        "{tagged} with tags, {untagged} without"
    );
}

/// Has no patience at all.
struct Hasty;

impl Watch for Hasty {
    fn goes_on(&self) -> Result<(), String> {
        Err("it takes too long".to_owned())
    }

    fn begins(&self, _: Step) {}
}

#[test]
fn typesetting_can_be_stopped_and_begun_again() {
    let chapters = [read("a.rst", "Text.\n")];
    let prepared = || prepare(&settings(), &mut chapters.to_vec(), &Shelf::default()).unwrap();
    let stopped = prepared().typeset(&Hasty);
    assert!(matches!(stopped, Err(Error::Stopped(why)) if why == "it takes too long"));
    assert!(prepared().typeset(&Patient).is_ok());
}

#[test]
fn the_fingerprint_tells_books_apart() {
    let of = |settings: &Settings, text: &str| {
        let mut chapters = [read("a.rst", text)];
        prepare(settings, &mut chapters, &Shelf::default())
            .unwrap()
            .fingerprint()
    };
    let first = of(&settings(), "a\n");
    assert_eq!(first, of(&settings(), "a\n"));
    assert_ne!(first, of(&settings(), "b\n"));
    assert_ne!(first, of(&look(|it| it.look.grey = true), "a\n"));
    assert_ne!(
        first,
        of(
            &look(|it| it.template = vec![("x.typ".into(), String::new())]),
            "a\n"
        )
    );
}
