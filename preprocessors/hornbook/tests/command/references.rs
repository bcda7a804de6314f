//! References from chapter to chapter, by label, path, number and name.

use doctree::book::Inventory;

use crate::book::Book;

const SUMMARY: &str =
    "# Summary\n\n- [Locks](locks.rst)\n  - [Deep](deep/more.rst)\n- [Notes](notes.md)\n";
const LOCKS: &str = ".. _locks:\n\nLocks\n=====\n\nSee :doc:`/deep/more`, :ref:`inner`, :numref:`fig`, \
                     :ref:`the notes <locks>` and `a note <notes.md#a-note>`__.\n\n\
                     .. toctree::\n   :caption: More\n\n   deep/more\n   notes\n";
const MORE: &str = "More\n====\n\n.. _inner:\n\nInner part\n----------\n\nBack to :ref:`locks`.\n\n\
                    .. _fig:\n\n.. figure:: /images/dot.svg\n   :alt: A dot\n\n   A dot\n";
const NOTES: &str =
    "# Notes\n\n## A note\n\nOf [locks](locks.rst#locks) and [inner](deep/more.rst#inner).\n";

fn book() -> Book {
    let book = Book::new("small");
    for (path, text) in [
        ("src/SUMMARY.md", SUMMARY),
        ("src/locks.rst", LOCKS),
        ("src/deep/more.rst", MORE),
        ("src/notes.md", NOTES),
    ] {
        book.write(path, text);
    }
    let config = book.read("book.toml");
    let numbered = config.replace("before = ", "numfig = true\nbefore = ");
    book.write("book.toml", &numbered);
    book
}

#[test]
fn they_lead_to_pages_and_anchors() {
    let book = book();
    let ended = book.run(&["build", "--strict"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let page = book.read("book/locks.html");
    for piece in [
        "href=\"deep/more.html\"><span class=\"doc\">More</span>",
        "href=\"deep/more.html#inner\"><span class=\"std std-ref\">Inner part</span>",
        "href=\"deep/more.html#fig\"><span class=\"std std-numref\">Fig. 1.1</span>",
        "<p class=\"caption\">More</p>",
        "href=\"notes.html\">Notes</a>",
    ] {
        assert!(page.contains(piece), "{piece} in {page}");
    }
    assert_eq!(page.matches("<h1").count(), 2, "one is the menu's: {page}");
    assert!(!page.contains(">Locks</a></h2>"), "{page}");
    let more = book.read("book/deep/more.html");
    assert!(more.contains("href=\"../locks.html#locks\""), "{more}");
    assert!(more.contains("Fig. 1.1"), "{more}");
    assert!(more.contains("src=\"../images/dot.svg\""), "{more}");
    let notes = book.read("book/notes.html");
    assert!(notes.contains("href=\"deep/more.html#inner\""), "{notes}");
}

#[test]
fn what_is_not_there_is_told_with_its_place() {
    let book = book();
    book.append(
        "src/locks.rst",
        "\n:ref:`nothing` :doc:`none` :term:`word`\n",
    );
    book.append("src/notes.md", "\n[lost](deep/more.rst#lost)\n");
    let ended = book.run(&["check"]);
    assert_eq!(ended.code, 1);
    for piece in [
        "undefined label: 'nothing'",
        "unknown document: 'none'",
        "term not in glossary: 'word'",
        "src/locks.rst:14:1",
        "there is no `lost` in deep/more.rst",
    ] {
        assert!(ended.stderr.contains(piece), "{piece} in {}", ended.stderr);
    }
}

#[test]
fn the_site_tells_others_what_is_in_it() {
    let book = book();
    book.run(&["build"]);
    let bytes = std::fs::read(book.path().join("book/objects.inv")).unwrap();
    let inventory = Inventory::read(&bytes).unwrap();
    let uri = |reftype, name| {
        inventory
            .find("std", reftype, name)
            .map(|it| it.uri.clone())
    };
    assert_eq!(uri("ref", "inner").as_deref(), Some("deep/more.html#inner"));
    assert_eq!(uri("doc", "notes").as_deref(), Some("notes.html"));

    std::fs::copy(
        book.path().join("book/objects.inv"),
        book.path().join("own.inv"),
    )
    .unwrap();
    book.append(
        "book.toml",
        "\n[preprocessor.hornbook.inventories.me]\nurl = \"https://me.example\"\nfile = \"own.inv\"\n",
    );
    book.append("src/locks.rst", "\n:external+me:ref:`inner`\n");
    let ended = book.run(&["build", "--strict"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let page = book.read("book/locks.html");
    assert!(
        page.contains("href=\"https://me.example/deep/more.html#inner\""),
        "{page}"
    );
}

#[test]
fn a_file_that_no_table_of_contents_lists_is_told() {
    let book = book();
    book.write("src/lost.rst", "Lost\n====\n");
    book.write("src/part.rst", "Included.\n");
    book.append("src/locks.rst", "\n.. include:: part.rst\n");
    let ended = book.run(&["check", "--strict"]);
    assert_eq!(ended.code, 1);
    let lost = "src/lost.rst is no chapter: SUMMARY.md does not list it";
    assert!(ended.stderr.contains(lost), "{}", ended.stderr);
    assert!(!ended.stderr.contains("src/part.rst"), "{}", ended.stderr);
}

#[test]
fn labels_that_nothing_refers_to_are_noted_if_wanted() {
    let book = book();
    book.append("src/deep/more.rst", "\n.. _alone:\n\nAlone\n-----\n");
    let note = "nothing refers to the label \"alone\"";
    let ended = book.run(&["check", "--notes"]);
    assert!(ended.stderr.contains(note), "{}", ended.stderr);
    assert!(
        !ended.stderr.contains("label \"inner\""),
        "{}",
        ended.stderr
    );
    assert!(!book.run(&["check"]).stderr.contains(note));
}

#[test]
fn a_picture_may_be_named_without_its_form() {
    let book = book();
    book.append(
        "src/deep/more.rst",
        "\n.. image:: /images/dot.*\n   :alt: A dot\n",
    );
    let ended = book.run(&["build", "--strict"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let page = book.read("book/deep/more.html");
    assert!(!page.contains("dot.*"), "{page}");
}
