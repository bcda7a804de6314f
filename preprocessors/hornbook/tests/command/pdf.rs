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
