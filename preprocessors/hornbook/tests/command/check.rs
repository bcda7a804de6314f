//! `hornbook check`: every silent failure of mdBook is an error with a place.

use crate::book::Book;

#[test]
fn a_sound_book_is_fine_and_stays_as_it_is() {
    let book = Book::new("small");
    let before = book.files();
    let ended = book.run(&["check", "--strict"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    assert_eq!(book.files(), before);
}

#[test]
fn every_fault_is_told_with_its_place() {
    let book = Book::new("faulty");
    let before = book.files();
    let ended = book.run(&["check"]);
    assert_eq!(ended.code, 1);
    for (place, message) in [
        ("src/rest.rst:4:3", "broken link: there is no `gone.rst`"),
        (
            "src/rest.rst:6:4",
            "broken anchor: there is no `gone` in sound.rst",
        ),
        ("src/rest.rst:8:1", "broken image: there is no `gone.svg`"),
        ("src/rest.rst:10:3", "Unknown target name: \"name\"."),
        ("src/markdown.md:3:3", "broken link: there is no `gone.md`"),
        (
            "src/markdown.md:5:4",
            "broken anchor: there is no `gone` in sound.rst",
        ),
        (
            "src/markdown.md:7:4",
            "broken image: there is no `gone.svg`",
        ),
        ("src/markdown.md:9:1", "cannot include `gone.rs`"),
        (
            "src/markdown.md:11:1",
            "Unbalanced raw HTML: `<div>` is not closed",
        ),
    ] {
        let told = ended.stderr.split("error: ").any(|it| {
            it.starts_with(message) && it.lines().nth(1).is_some_and(|it| it.ends_with(place))
        });
        assert!(told, "{place}: {message}\nin\n{}", ended.stderr);
    }
    assert!(!ended.stderr.contains("sound.rst:"), "{}", ended.stderr);
    assert_eq!(book.files(), before);
}

#[test]
fn what_the_tree_of_a_markdown_chapter_lacks_is_told() {
    let book = Book::new("small");
    book.append("src/two.md", &format!("\n{}deep\n", "> ".repeat(120)));
    let ended = book.run(&["check"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(
        ended
            .stderr
            .contains("What is nested more than 100 deep is shown less deep."),
        "{}",
        ended.stderr
    );
    assert!(ended.stderr.contains("src/two.md:"), "{}", ended.stderr);
}

#[test]
fn programs_are_told_too() {
    let book = Book::new("faulty");
    let ended = book.run(&["check", "--message-format", "json"]);
    let told: Vec<serde_json::Value> = ended
        .stderr
        .lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    assert!(told.iter().any(|it| it["file"] == "src/markdown.md"
        && it["line"] == 9
        && it["column"] == 1
        && it["severity"] == "error"));
    let ended = book.run(&["check", "--message-format=github"]);
    assert!(ended.stderr.lines().all(|it| it.starts_with("::")));
    let line = "::error file=src/markdown.md,line=9,col=1::cannot include";
    assert!(ended.stderr.contains(line), "{}", ended.stderr);
}

#[test]
fn a_book_elsewhere_is_named_from_here() {
    let book = Book::new("faulty");
    let above = book.path().parent().unwrap().to_owned();
    let ended = crate::book::run(&above, &["check", "book"], "");
    assert!(
        ended.stderr.contains("book/src/rest.rst:4:3"),
        "{}",
        ended.stderr
    );
}

#[test]
fn warnings_fail_where_they_are_to() {
    let book = Book::new("small");
    book.append("src/deep/three.rst", "\nShorter\n------\n\nText.\n");
    let ended = book.run(&["check"]);
    assert_eq!(ended.code, 0);
    assert!(
        ended.stderr.contains("underline too short"),
        "{}",
        ended.stderr
    );
    assert_eq!(book.run(&["check", "--strict"]).code, 1);
}

#[test]
fn a_file_that_is_not_published_is_no_goal() {
    let book = Book::new("small");
    book.append("src/two.md", "\n[it](listings/hello.rs)\n");
    let ended = book.run(&["check"]);
    assert_eq!(ended.code, 1);
    assert!(ended.stderr.contains("not published"), "{}", ended.stderr);
}
