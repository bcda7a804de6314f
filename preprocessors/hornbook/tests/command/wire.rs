//! `hornbook preprocess` and `hornbook render-pdf`, as mdBook calls them.

use serde_json::{Value, json};

use crate::book::{Book, Ended, run};

/// What mdBook of `version` writes for `renderer`.
fn asked(book: &Book, renderer: &str, version: &str) -> String {
    let chapter = |name: &str, path: &str| {
        json!({"Chapter": {
            "name": name,
            "content": book.read(&format!("src/{path}")),
            "number": [1],
            "sub_items": [],
            "path": path,
            "source_path": path,
            "parent_names": [],
        }})
    };
    let context = json!({
        "root": book.path(),
        "config": {"book": {"src": "src"}},
        "renderer": renderer,
        "mdbook_version": version,
    });
    let items = [
        chapter("One", "one.rst"),
        chapter("Two", "two.md"),
        chapter("Three", "deep/three.rst"),
    ];
    json!([context, {"items": items}]).to_string()
}

fn preprocess(book: &Book, renderer: &str, version: &str) -> Ended {
    let input = asked(book, renderer, version);
    run(&book.path(), &["preprocess"], &input)
}

fn chapters(ended: &Ended) -> Vec<Value> {
    let book: Value = serde_json::from_str(&ended.stdout).unwrap();
    let items = book["items"].as_array().unwrap();
    items.iter().map(|it| it["Chapter"].clone()).collect()
}

#[test]
fn every_renderer_is_supported() {
    let dir = tempfile::tempdir().unwrap();
    for renderer in ["html", "test", "pandoc", "markdown", "pdf"] {
        let ended = run(dir.path(), &["preprocess", "supports", renderer], "");
        assert_eq!((ended.code, ended.stdout.as_str()), (0, ""), "{renderer}");
    }
}

#[test]
fn a_chapter_goes_by_markdown_and_remembers_its_source() {
    let book = Book::new("small");
    let ended = preprocess(&book, "html", "0.5.4");
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    let chapters = chapters(&ended);
    assert_eq!(chapters[0]["path"], "one.md");
    assert_eq!(chapters[0]["source_path"], "one.rst");
    assert_eq!(chapters[2]["path"], "deep/three.md");
    let one = chapters[0]["content"].as_str().unwrap();
    assert!(one.starts_with("# One"), "{one}");
    assert!(one.contains("(deep/three.md#third-part)"), "{one}");
    assert!(one.contains("hl-f"), "{one}");
    let two = book.read("src/two.md");
    let expected = two
        .replace("[one](one.rst)", "[one](one.md)")
        .replace("three.rst#", "three.md#")
        .replace("[r]: deep/three.rst", "[r]: deep/three.md");
    assert_eq!(chapters[1]["content"], expected);
}

#[test]
fn other_renderers_get_plain_fences() {
    let book = Book::new("small");
    for renderer in ["test", "pandoc", "markdown"] {
        let chapters = chapters(&preprocess(&book, renderer, "0.5.4"));
        let one = chapters[0]["content"].as_str().unwrap();
        assert!(one.contains("```rust"), "{renderer}: {one}");
        assert!(!one.contains("hl-f"), "{renderer}: {one}");
    }
}

#[test]
fn the_pdf_renderer_is_left_to_the_sources() {
    let book = Book::new("small");
    let chapters = chapters(&preprocess(&book, "pdf", "0.5.4"));
    assert_eq!(chapters[0]["content"], "");
    assert_eq!(chapters[1]["content"], book.read("src/two.md"));
    assert_eq!(chapters[0]["path"], "one.rst");
}

#[test]
fn another_mdbook_is_told_of_and_served() {
    let book = Book::new("small");
    let ended = preprocess(&book, "html", "0.6.0");
    assert_eq!(ended.code, 0);
    assert!(
        ended.stderr.contains("this is mdBook 0.6.0"),
        "{}",
        ended.stderr
    );
    assert_eq!(chapters(&ended)[0]["path"], "one.md");
    assert_eq!(preprocess(&book, "html", "0.5.9").stderr, "");
}

#[test]
fn what_is_wrong_is_told_and_the_book_made() {
    let book = Book::new("small");
    book.write("src/one.rst", "One\n===\n\nA `link <gone.rst>`__.\n");
    let ended = preprocess(&book, "html", "0.5.4");
    assert_eq!(ended.code, 0);
    assert!(ended.stderr.contains("src/one.rst:4:3"), "{}", ended.stderr);
    assert_eq!(chapters(&ended).len(), 3);
}

#[test]
fn nonsense_is_a_wrong_call() {
    let dir = tempfile::tempdir().unwrap();
    let ended = run(dir.path(), &["preprocess"], "{}");
    assert_eq!((ended.code, ended.stdout.as_str()), (2, ""));
    assert_eq!(run(dir.path(), &["render-pdf"], "{}").code, 2);
}
