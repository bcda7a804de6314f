//! The output `pdf`, in this process and as mdBook calls it.

#[cfg(feature = "pdf")]
use serde_json::{Value, json};

use crate::book::{Book, run};

/// The small book with both outputs.
fn book() -> Book {
    let book = Book::new("small");
    book.append(
        "book.toml",
        "\n[output.pdf]\nsubtitle = \"With a subtitle\"\n",
    );
    book
}

#[cfg(feature = "pdf")]
#[test]
fn the_pdf_lies_beside_the_site() {
    let book = book();
    let ended = book.run(&["build"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    assert!(book.has("book/html/one.html"));
    let pdf = std::fs::read(book.path().join("book/pdf/a-small-book.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    let copy = book.path().join("book/html/a-small-book.pdf");
    assert_eq!(std::fs::read(&copy).unwrap(), pdf, "it is published, too");
    // Not set again, it is still among the files of the site.
    book.run(&["build"]);
    assert_eq!(std::fs::read(copy).unwrap(), pdf);
}

#[cfg(feature = "pdf")]
#[test]
fn mdbook_gets_the_same_pdf() {
    let book = book();
    book.run(&["build"]);
    let chapter = |name: &str, path: &str, number: Value, sub_items: Value| {
        json!({"Chapter": {
            "name": name,
            "content": "what another preprocessor made of it",
            "number": number,
            "sub_items": sub_items,
            "path": path,
            "source_path": path,
            "parent_names": [],
        }})
    };
    let mut two = chapter("Two", "two.md", json!([2]), json!([]));
    two["Chapter"]["content"] = json!(book.read("src/two.md"));
    two["Chapter"]["sub_items"] =
        json!([chapter("Three", "deep/three.rst", json!([2, 1]), json!([]))]);
    let context = json!({
        "version": "0.5.4",
        "root": book.path(),
        "book": {"items": [chapter("One", "one.rst", json!([1]), json!([])), two]},
        "config": {
            "book": {"title": "A small book", "language": "en", "src": "src"},
            "output": {"pdf": {"subtitle": "With a subtitle"}},
        },
        "destination": book.path().join("wire"),
    });
    let ended = run(&book.path(), &["render-pdf"], &context.to_string());
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    let read = |path: &str| std::fs::read(book.path().join(path)).unwrap();
    assert_eq!(
        read("wire/a-small-book.pdf"),
        read("book/pdf/a-small-book.pdf")
    );
}

/// The small book with these settings of its PDF.
#[cfg(feature = "pdf")]
fn book_with(settings: &str) -> Book {
    let book = Book::new("small");
    book.append("book.toml", &format!("\n[output.pdf]\n{settings}\n"));
    book
}

#[cfg(feature = "pdf")]
#[test]
fn an_unchanged_book_is_not_set_again() {
    let book = book_with("");
    book.run(&["build"]);
    let stamp = "book/pdf/.a-small-book.pdf.stamp";
    let pdf = std::fs::read(book.path().join("book/pdf/a-small-book.pdf")).unwrap();
    let first = book.read(stamp);
    assert_eq!(book.run(&["build"]).code, 0);
    assert_eq!(book.read(stamp), first);
    let again = std::fs::read(book.path().join("book/pdf/a-small-book.pdf")).unwrap();
    assert_eq!(again, pdf);
    book.append("src/one.rst", "\nMore.\n");
    assert_eq!(book.run(&["build"]).code, 0);
    assert_ne!(book.read(stamp), first);
    // No time at all is enough for what is only taken over.
    book.append("book.toml", "time-limit = 0\n");
    let ended = book.run(&["build"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
}

/// The bytes of a PDF, and behind them what its streams hold.
#[cfg(feature = "pdf")]
pub(crate) fn unpacked(pdf: &[u8]) -> Vec<u8> {
    const MARK: &[u8] = b">>stream\n";
    let mut out = pdf.to_vec();
    for at in 0..pdf.len().saturating_sub(MARK.len()) {
        if pdf[at..].starts_with(MARK) {
            let mut stream = flate2::read::ZlibDecoder::new(&pdf[at + MARK.len()..]);
            // What is no compressed stream gives nothing.
            let _ = std::io::Read::read_to_end(&mut stream, &mut out);
        }
    }
    out
}

#[cfg(feature = "pdf")]
#[test]
fn a_limit_that_is_passed_is_told() {
    let book = book_with("memory-limit = 1");
    // Long enough for the memory to be looked at.
    let long = "A sentence that is to fill a page of the book with words.\n\n".repeat(6000);
    book.append("src/one.rst", &format!("\n{long}"));
    let ended = book.run(&["build"]);
    assert_eq!(ended.code, 1, "{}", ended.stderr);
    assert!(ended.stderr.contains("`memory-limit`"), "{}", ended.stderr);
    assert!(book.has("book/html/one.html"));
    assert!(!book.has("book/pdf"));
}

#[cfg(feature = "pdf")]
#[test]
fn a_book_may_choose_what_is_printed_and_how() {
    let whole = book_with("");
    whole.run(&["build"]);
    let size = |book: &Book, name: &str| {
        let path = book.path().join("book/pdf").join(name);
        std::fs::metadata(path).map(|it| it.len()).unwrap()
    };
    let book = book_with(
        "name = \"short\"\nleave-out = [\"Two\"]\npaper = \"a5\"\nmargins = \"15mm\"\n\
         size = \"9pt\"\ngrey = true\ncontents = 1\nlists = false\naddresses = false\n\
         solutions = \"in-place\"\nsite = \"https://example.org/\"\n",
    );
    let ended = book.run(&["build"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(size(&book, "short.pdf") < size(&whole, "a-small-book.pdf"));
    let wrong = book_with("size = \"big\"");
    let ended = wrong.run(&["build"]);
    assert_eq!(ended.code, 1, "{}", ended.stderr);
    assert!(
        ended.stderr.contains("`big` is no length"),
        "{}",
        ended.stderr
    );
}

#[cfg(feature = "pdf")]
#[test]
fn a_template_and_fonts_come_from_the_books_folder_alone() {
    let book = book_with("template = \"print\"");
    book.write("print/template.typ", "#set document(title: \"T\")\nMine.");
    let ended = book.run(&["build"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    for settings in ["template = \"..\"", "font-files = [\"../x.ttf\"]"] {
        let ended = book_with(settings).run(&["build"]);
        assert_eq!(ended.code, 1, "{}", ended.stderr);
        assert!(
            ended.stderr.contains("outside the book"),
            "{}",
            ended.stderr
        );
    }
}

#[cfg(not(feature = "pdf"))]
#[test]
fn without_the_typesetter_the_site_is_made_alone() {
    let book = book();
    let ended = book.run(&["build"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(book.has("book/html/one.html"));
    assert!(!book.has("book/pdf"));
    let ended = run(&book.path(), &["render-pdf"], "{}");
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("without the PDF"), "{}", ended.stderr);
}
