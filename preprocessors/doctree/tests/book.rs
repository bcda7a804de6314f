//! References from chapter to chapter.

use doctree::book::{Book, Entry, Inventory, Settings, Survey};
use doctree::{Document, NoFiles, Options, Source, read, writer};

/// The chapters of a book, resolved: their pages, and what was found in all.
struct Read {
    pages: Vec<String>,
    found: Vec<String>,
}

fn resolve(chapters: &[(&str, &str)], settings: Settings) -> Read {
    let mut documents: Vec<Document> = chapters
        .iter()
        .map(|(path, text)| read(&Source::new(*path, text), &Options::default(), &NoFiles).0)
        .collect();
    let surveys = chapters.iter().zip(&documents).enumerate();
    let surveys = surveys
        .map(|(at, ((path, _), document))| {
            let number = u32::try_from(at + 1).unwrap_or(0);
            Survey::of(path, document).numbered(vec![number])
        })
        .collect();
    let book = Book::new(surveys, settings);
    let mut found: Vec<String> = book
        .findings()
        .iter()
        .map(|(at, it)| format!("{}: {}", chapters[*at].0, it.message))
        .collect();
    for (at, document) in documents.iter_mut().enumerate() {
        for it in book.resolve(at, document) {
            let line = document.locate(it.span).line;
            found.push(format!("{}:{line}: {}", chapters[at].0, it.message));
        }
    }
    let html = writer::html::Html::default();
    let pages = documents.iter().map(|it| writer::html::write(it, &html));
    Read {
        pages: pages.collect(),
        found,
    }
}

#[track_caller]
fn assert_holds(page: &str, piece: &str) {
    assert!(page.contains(piece), "no {piece}\nin {page}");
}

#[test]
fn labels_are_known_by_title_in_every_chapter() {
    let book = resolve(
        &[
            (
                "a.rst",
                "A\n=\n\nSee :ref:`The-Lock`, :ref:`it <the-lock>` and :ref:`here <A>`.\n",
            ),
            (
                "deep/b.rst",
                "B\n=\n\n.. _the-lock:\n\nThe *lock*\n----------\n\n:ref:`the-lock`\n",
            ),
        ],
        Settings::default(),
    );
    assert_holds(
        &book.pages[0],
        "<a class=\"reference external internal\" href=\"deep/b.rst#the-lock\">\
         <span class=\"std std-ref\">The lock</span></a>",
    );
    assert_holds(
        &book.pages[0],
        "<span class=\"xref std std-ref\">it</span></a>",
    );
    assert_holds(
        &book.pages[1],
        "href=\"#the-lock\"><span class=\"std std-ref\">The lock",
    );
    assert_eq!(book.found, ["a.rst:4: undefined label: 'a'"]);
}

#[test]
fn documents_are_known_by_path() {
    let book = resolve(
        &[
            (
                "a.rst",
                "A page\n======\n\n:doc:`deep/b`, :doc:`bee </deep/b>`, :doc:`none`\n",
            ),
            ("deep/b.rst", "B\n=\n\n:doc:`../a`\n"),
        ],
        Settings::default(),
    );
    assert_holds(
        &book.pages[0],
        "href=\"deep/b.rst\"><span class=\"doc\">B</span>",
    );
    assert_holds(&book.pages[0], ">bee</span></a>");
    assert_holds(
        &book.pages[1],
        "href=\"../a.rst\"><span class=\"doc\">A page</span>",
    );
    assert_eq!(book.found, ["a.rst:4: unknown document: 'none'"]);
}

#[test]
fn a_toctree_lists_chapters_to_its_depth() {
    let index = "Book\n====\n\n.. toctree::\n   :maxdepth: 2\n   :caption: Parts\n   :glob:\n\n   \
                 one\n   The second <deep/two>\n   deep/*\n   https://a.example/\n   gone\n";
    let book = resolve(
        &[
            ("index.rst", index),
            (
                "one.rst",
                "One\n===\n\nFirst\n-----\n\nDeep\n~~~~\n\nSecond\n------\n",
            ),
            ("deep/two.rst", "Two\n===\n\n.. toctree::\n\n   three\n"),
            (
                "deep/three.rst",
                "Three\n=====\n\n.. toctree::\n\n   /index\n",
            ),
        ],
        Settings::default(),
    );
    let page = &book.pages[0];
    assert_holds(page, "class=\"toctree-wrapper compound\"");
    assert_holds(page, "<p class=\"caption\">Parts</p>");
    for link in [
        "href=\"one.rst\">One</a>",
        "href=\"one.rst#first\">First</a>",
        "href=\"deep/two.rst\">The second</a>",
        "href=\"deep/three.rst\">Three</a>",
        "href=\"https://a.example/\">https://a.example/</a>",
    ] {
        assert_holds(page, link);
    }
    assert_holds(page, "<li class=\"toctree-l1\"><p>gone</p>");
    assert!(!page.contains(">Deep<"), "{page}");
    assert_eq!(
        book.found,
        ["index.rst:13: toctree contains reference to nonexisting document 'gone'"]
    );
}

#[test]
fn numbers_count_within_their_chapter() {
    let text = "A\n=\n\n.. _one:\n\n.. figure:: a.svg\n\n   The first\n\n\
                .. table:: Some\n   :name: tab\n\n   = =\n   1 2\n   = =\n\n\
                :numref:`one`, :numref:`Picture %s <two>`, :numref:`{name} ({number}) <tab>`\n";
    let other = ".. _two:\n\n.. figure:: b.svg\n\n   The second\n\n:numref:`none` :numref:`two`\n";
    let settings = Settings {
        numfig: true,
        ..Settings::default()
    };
    let book = resolve(&[("a.rst", text), ("b.rst", other)], settings);
    assert_holds(
        &book.pages[0],
        "<span class=\"caption-number\">Fig. 1.1 </span>The first",
    );
    assert_holds(
        &book.pages[0],
        "<span class=\"caption-number\">Table 1.1 </span>Some",
    );
    for text in ["Fig. 1.1<", "Picture 2.1<", "Some (1.1)<"] {
        assert_holds(
            &book.pages[0],
            &format!("<span class=\"std std-numref\">{text}"),
        );
    }
    assert_eq!(book.found, ["b.rst:7: undefined label: 'none'"]);
}

#[test]
fn citations_are_shared() {
    let book = resolve(
        &[
            ("a.rst", "As [Knuth74]_ and [None]_ say.\n"),
            (
                "b.rst",
                ".. [Knuth74] Structured programming.\n\n[Knuth74]_\n",
            ),
            ("c.rst", ".. [Knuth74] Again.\n"),
        ],
        Settings::default(),
    );
    assert_holds(&book.pages[0], "href=\"b.rst#knuth74\"");
    assert_holds(&book.pages[0], "[None]");
    assert_eq!(
        book.found,
        [
            "c.rst: duplicate citation \"Knuth74\", other instance in b.rst",
            "a.rst:1: citation not found: None"
        ]
    );
}

#[test]
fn duplicate_labels_are_told_with_their_chapter() {
    let text = ".. _here:\n\nHere\n====\n";
    let book = resolve(&[("a.rst", text), ("b.rst", text)], Settings::default());
    assert_eq!(
        book.found,
        ["b.rst: duplicate label \"here\", other instance in a.rst"]
    );
}

#[test]
fn other_projects_answer_from_their_inventory() {
    let mut inventory = Inventory::default();
    for (name, kind, uri, shown) in [
        (
            "threading.Lock",
            "py:class",
            "library/threading.html#threading.Lock",
            None,
        ),
        (
            "with",
            "std:label",
            "ref/with.html#with",
            Some("The with statement"),
        ),
    ] {
        let entry = Entry {
            kind: kind.into(),
            priority: 1,
            uri: uri.into(),
            shown: shown.map(str::to_owned),
        };
        inventory.add(name, entry);
    }
    let settings = Settings {
        projects: vec![("python".into(), "https://docs.example/3/".into(), inventory)],
        ..Settings::default()
    };
    let text = ":class:`threading.Lock` :ref:`with` :external+python:ref:`w <with>` \
                :ref:`python:with` :external:py:class:`None`\n";
    let book = resolve(&[("a.rst", text)], settings);
    assert_holds(
        &book.pages[0],
        "href=\"https://docs.example/3/library/threading.html#threading.Lock\"",
    );
    assert_eq!(book.pages[0].matches("ref/with.html#with").count(), 3);
    assert_holds(&book.pages[0], "The with statement");
    assert_eq!(
        book.found,
        ["a.rst:1: external py:class reference target not found: None"]
    );
}

#[test]
fn a_book_tells_others_what_is_in_it() {
    let text = ".. _gil:\n\nThe lock\n========\n";
    let (document, _) = read(&Source::new("a.rst", text), &Options::default(), &NoFiles);
    let book = Book::new(
        vec![Survey::of("deep/a.rst", &document)],
        Settings::default(),
    );
    let inventory = book.inventory(|path| path.replace(".rst", ".html"));
    let find = |reftype, name| {
        inventory
            .find("std", reftype, name)
            .map(|it| it.uri.as_str())
    };
    assert_eq!(find("ref", "gil"), Some("deep/a.html#gil"));
    assert_eq!(find("doc", "deep/a"), Some("deep/a.html"));
}

#[test]
fn the_index_stands_where_it_is_asked_for() {
    let book = resolve(
        &[
            (
                "a.rst",
                "About\n=====\n\nThe :index:`lock`, the :index:`GIL <pair: lock; global>`.\n",
            ),
            ("z.rst", "Index\n=====\n\n.. genindex::\n"),
        ],
        Settings::default(),
    );
    let page = &book.pages[1];
    assert_holds(page, ">L</p>");
    assert_holds(
        page,
        "lock <a class=\"reference external internal\" href=\"a.rst#index-0\">About</a>",
    );
    assert_holds(
        page,
        "global <a class=\"reference external internal\" href=\"a.rst#index-1\">",
    );
    assert!(book.found.is_empty(), "{:?}", book.found);
}

#[test]
fn a_chief_entry_of_the_index_stands_under_its_word() {
    let text =
        "About\n=====\n\n.. index:: ! lock, thread\n\n.. index::\n   !pair: race; loss\n\nText.\n";
    let book = resolve(
        &[
            ("a.rst", text),
            ("z.rst", "Index\n=====\n\n.. genindex::\n"),
        ],
        Settings::default(),
    );
    let page = &book.pages[1];
    let link = "<a class=\"reference external internal\" href=\"a.rst#index-";
    assert_holds(page, &format!("<p>lock {link}0\"><strong>About"));
    assert_holds(page, &format!("<p>thread {link}0\">About"));
    assert_holds(page, &format!("<p>loss {link}1\"><strong>About"));
}

#[test]
fn a_citation_of_another_chapter_leads_to_its_page() {
    let text = "A\n=\n\nSee [Knuth74]_.\n";
    let chapters = [
        ("a.rst", text),
        ("b.rst", "B\n=\n\n.. [Knuth74] Structured.\n"),
    ];
    let documents = chapters
        .map(|(path, text)| read(&Source::new(path, text), &Options::default(), &NoFiles).0);
    let surveys = chapters.iter().zip(&documents);
    let surveys = surveys.map(|((path, _), document)| Survey::of(path, document));
    let book = Book::new(surveys.collect(), Settings::default());
    let [mut first, _] = documents;
    book.resolve(0, &mut first);
    let html = writer::html::Html {
        chapter_suffix: Some("html"),
        ..writer::html::Html::default()
    };
    assert_holds(
        &writer::html::write(&first, &html),
        "href=\"b.html#knuth74\"",
    );
}

#[test]
fn what_is_said_to_sphinx_is_not_shown() {
    let text = ":orphan:\n:tocdepth: 2\n:Version: 3\n\nA\n=\n\ntext\n";
    let book = resolve(&[("a.rst", text)], Settings::default());
    assert!(!book.pages[0].contains("orphan"), "{}", book.pages[0]);
    assert_holds(&book.pages[0], "Version");
    let book = resolve(&[("a.rst", ":orphan:\n\nA\n=\n")], Settings::default());
    assert!(!book.pages[0].contains("docinfo"), "{}", book.pages[0]);
}

#[test]
fn names_of_python_are_looked_for_as_sphinx_does() {
    let book = resolve(
        &[
            (
                "pan.rst",
                ".. py:module:: pan\n\n.. py:class:: Pan(lid: Lid) -> Egg\n   :canonical: pan._pan.Pan\n\n   \
                 .. py:method:: heat\n\n      See :meth:`heat`, :meth:`Pan.heat`, :func:`.boil` and :func:`boil`.\n",
            ),
            (
                "pot.rst",
                ".. py:currentmodule:: pot\n\n.. py:function:: boil()\n\n.. py:class:: Lid\n\n\
                 .. py:exception:: Lid.Hot\n\n:py:mod:`pan`, :attr:`~pan.Pan.heat`, :class:`pan._pan.Pan`, \
                 :exc:`ValueError`, :obj:`.Pan.heat`, :class:`Gone`\n",
            ),
        ],
        Settings::default(),
    );
    let pan = &book.pages[0];
    assert_holds(
        pan,
        "<a class=\"reference external internal\" href=\"pot.rst#pot.Lid\">Lid</a>",
    );
    assert_eq!(pan.matches("href=\"#pan.Pan.heat\"").count(), 2, "{pan}");
    assert_holds(pan, "href=\"pot.rst#pot.boil\"");
    let pot = &book.pages[1];
    assert_holds(pot, "href=\"pan.rst#module-pan\"");
    assert_holds(pot, "href=\"pan.rst#pan.Pan\"");
    assert_eq!(
        pot.matches("href=\"pan.rst#pan.Pan.heat\"").count(),
        2,
        "{pot}"
    );
    assert_eq!(
        book.found,
        [
            "pan.rst:3: py:class reference target not found: Egg",
            "pan.rst:8: py:func reference target not found: boil",
            "pot.rst:9: py:class reference target not found: Gone",
        ]
    );
}

#[test]
fn names_of_c_are_looked_for_outwards() {
    let book = resolve(
        &[(
            "c.rst",
            ".. c:struct:: Pan\n\n   .. c:member:: Lid *lid\n\n   .. c:struct:: Lid\n\n      \
             .. c:member:: Pan *on\n\n         :c:member:`lid`, :c:func:`lid()`, :c:struct:`.Lid`\n",
        )],
        Settings::default(),
    );
    let page = &book.pages[0];
    assert_eq!(page.matches("href=\"#c.Pan.Lid\"").count(), 1, "{page}");
    assert_eq!(page.matches("href=\"#c.Pan\"").count(), 1, "{page}");
    assert_eq!(page.matches("href=\"#c.Pan.lid\"").count(), 2, "{page}");
    assert_eq!(
        book.found,
        ["c.rst:9: c:struct reference target not found: .Lid"]
    );
}

#[test]
fn roles_may_be_links() {
    let options = Options {
        extlinks: vec![
            (
                "issue".into(),
                "https://bugs.example/%s?a=%%20".into(),
                Some("bpo-%s".into()),
            ),
            ("page".into(), "https://pages.example/%s".into(), None),
        ],
        ..Options::default()
    };
    let text = ":issue:`12`, :issue:`this one <13>`, :page:`x`\n";
    let (document, found) = read(&Source::new("a.rst", text), &options, &NoFiles);
    assert!(found.is_empty(), "{found:?}");
    let page = writer::html::write(&document, &writer::html::Html::default());
    assert_holds(&page, "href=\"https://bugs.example/12?a=%20\">bpo-12</a>");
    assert_holds(&page, "href=\"https://bugs.example/13?a=%20\">this one</a>");
    assert_holds(
        &page,
        "href=\"https://pages.example/x\">https://pages.example/x</a>",
    );
    assert_holds(&page, "extlink-issue");
}

#[test]
fn a_book_may_add_types_of_object() {
    let options = Options {
        object_types: vec![("opcode".into(), "op".into())],
        ..Options::default()
    };
    let text = ".. opcode:: POP_TOP\n\n   Takes the top away.\n\nSee :op:`POP_TOP`.\n";
    let (mut document, found) = read(&Source::new("a.rst", text), &options, &NoFiles);
    assert!(found.is_empty(), "{found:?}");
    let book = Book::new(vec![Survey::of("a.rst", &document)], Settings::default());
    assert!(book.resolve(0, &mut document).is_empty());
    let page = writer::html::write(&document, &writer::html::Html::default());
    assert_holds(&page, "id=\"opcode-POP_TOP\"");
    assert_holds(&page, "href=\"#opcode-POP_TOP\"");
}

#[test]
fn names_of_addresses_are_no_labels() {
    let text = "A\n=\n\nSee Rust_.\n\n.. _Rust: https://rust.example/\n";
    let book = resolve(&[("a.rst", text), ("b.rst", text)], Settings::default());
    assert!(book.found.is_empty(), "{:?}", book.found);
}

#[test]
fn options_are_found_with_their_values() {
    let text = ".. program:: git commit\n\n.. option:: -m message\n\n   Its words.\n\n\
                :option:`-m=words` :option:`-m`\n\n.. program:: other\n\n:option:`git commit -m`\n";
    let book = resolve(&[("a.rst", text)], Settings::default());
    assert!(book.found.is_empty(), "{:?}", book.found);
    let anchor = "href=\"#cmdoption-git-commit-m\"";
    assert_eq!(
        book.pages[0].matches(anchor).count(),
        3,
        "{}",
        book.pages[0]
    );
}

#[test]
fn a_label_before_a_list_is_called_by_its_first_term() {
    let text = ".. _colours:\n\nred\n   Like blood.\n\n:ref:`colours`\n";
    let book = resolve(&[("a.rst", text)], Settings::default());
    assert_holds(&book.pages[0], "<span class=\"std std-ref\">red</span>");
}

#[test]
fn papers_are_called_by_their_numbers() {
    let text = ":pep:`8#id1` :rfc:`2822#section-3` :cve:`2020-10735` :cwe:`787` :cwe:`x`\n";
    let (document, found) = read(&Source::new("a.rst", text), &Options::default(), &NoFiles);
    let page = writer::html::write(&document, &writer::html::Html::default());
    for piece in [
        "pep-0008/#id1\"><strong>PEP 8#id1</strong>",
        "rfc2822.html#section-3\"><strong>RFC 2822 Section 3</strong>",
        "CVERecord?id=CVE-2020-10735\"><strong>CVE 2020-10735</strong>",
        "definitions/787.html\"><strong>CWE 787</strong>",
    ] {
        assert_holds(&page, piece);
    }
    assert_eq!(found[0].message, "invalid CWE number x");
}

#[test]
fn pages_of_sphinx_are_the_books_or_are_named() {
    let pages = ".. toctree::\n\n   genindex\n   search\n\n:ref:`genindex`, :ref:`search`, :ref:`modindex`, \
                 :ref:`x <search>`\n";
    let index = "Register\n========\n\n.. genindex::\n";
    let book = resolve(
        &[("a.rst", pages), ("genindex.rst", index)],
        Settings::default(),
    );
    let page = &book.pages[0];
    assert_holds(page, "href=\"genindex.rst\">Register</a></p></li>");
    assert_holds(page, "Search Page</");
    assert_holds(
        page,
        "<span class=\"std std-ref\">Register</span></a>, Search Page, Module Index, <span",
    );
    let is_told = |it: &String| it.contains(": the book has no chapter '");
    assert_eq!(book.found.len(), 4, "{:?}", book.found);
    assert!(book.found.iter().all(is_told), "{:?}", book.found);
}

/// The page of a book with the chapter `text` alone.
fn page(text: &str, options: &Options) -> String {
    let (mut document, _) = read(&Source::new("a.rst", text), options, &NoFiles);
    let survey = vec![Survey::of("a.rst", &document)];
    Book::new(survey, Settings::default()).resolve(0, &mut document);
    writer::html::write(&document, &writer::html::Html::default())
}

#[test]
fn contents_begin_below_the_chapters_title() {
    let text =
        "One\n===\n\n.. contents::\n   :depth: 1\n\nTwo\n---\n\nThree\n.....\n\nFour\n----\n";
    let page = page(text, &Options::default());
    let entries = page.matches("<li><p><a").count();
    assert_eq!(entries, 2, "{page}");
    assert!(!page.contains(">One</a>"), "{page}");
}

#[test]
fn what_a_book_adds_is_described_as_sphinx_does() {
    let options = Options {
        object_types: vec![("event".into(), "event".into())],
        show_authors: true,
        ..Options::default()
    };
    let text = ".. event:: start (app)\n\n   :param app: the *app*\n   :returns: nothing\n\n\
                .. sectionauthor:: Ann *B*\n";
    let page = page(text, &options);
    assert_holds(&page, "<p><strong>app</strong> – the <em>app</em></p>");
    assert_holds(&page, "Parameters");
    assert_holds(&page, "Returns");
    assert_holds(&page, "<p><em>Section author: Ann <em>B</em></em></p>");
}

#[test]
fn what_a_book_ignores_may_lead_nowhere() {
    let settings = Settings {
        nitpick_ignore: [("std:doc".into(), "gone".into())].into_iter().collect(),
        ..Settings::default()
    };
    let book = resolve(&[("a.rst", ":doc:`gone`, :doc:`lost`\n")], settings);
    assert_holds(&book.pages[0], "gone");
    assert_eq!(book.found, ["a.rst:1: unknown document: 'lost'"]);
}

#[test]
fn a_type_of_a_books_own_is_called_by_what_stands_before_its_parameters() {
    let options = Options {
        object_types: vec![("event".into(), "event".into())],
        ..Options::default()
    };
    let text = ".. event:: pool-ready (app, size)\n\n:event:`pool-ready`, :event:`pool-ready (app, size)`\n";
    let mut document = read(&Source::new("a.rst", text), &options, &NoFiles).0;
    let book = Book::new(vec![Survey::of("a.rst", &document)], Settings::default());
    assert!(book.resolve(0, &mut document).is_empty());
    let page = writer::html::write(&document, &writer::html::Html::default());
    assert_holds(&page, "id=\"event-pool-ready\"");
    assert_holds(&page, "id=\"event-pool-ready-app-size\"");
    assert_eq!(
        page.matches("href=\"#event-pool-ready\"").count(),
        2,
        "{page}"
    );
    assert!(document.root.astext().starts_with("pool-ready(app, size)"));
}

#[test]
fn what_cpp_itself_has_is_text() {
    let text =
        ".. cpp:function:: std::string name(other::thing)\n\nSee :cpp:class:`std::vector`.\n";
    let book = resolve(&[("a.rst", text)], Settings::default());
    let names = |it: &str| book.found.iter().filter(|found| found.contains(it)).count();
    assert_eq!(names("std"), 0, "{:?}", book.found);
    assert_eq!(names("other"), 2, "{:?}", book.found);
}

#[test]
fn what_lies_in_something_nameless_is_found_without_it() {
    let data = ".. cpp:class:: Data\n\n   .. cpp:union:: @data\n\n      .. cpp:var:: int a\n\n\
        See :cpp:var:`Data::a`.\n\n.. cpp:alias:: Data::a\n               Data::b\n";
    let book = resolve(&[("a.rst", data)], Settings::default());
    assert_eq!(
        book.pages[0].matches("href=\"#_CPPv4").count(),
        2,
        "{}",
        book.pages[0]
    );
    assert_eq!(
        book.found,
        ["a.rst:10: Can not find C++ declaration for alias 'Data::b'."]
    );
}
