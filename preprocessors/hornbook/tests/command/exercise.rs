//! `hornbook record` and `hornbook test`, and what `check` says of recordings.

use crate::book::Book;

/// The small book without a record of what its output was made of.
fn unrecorded() -> Book {
    let book = Book::new("small");
    std::fs::remove_file(book.path().join("src/listings/recorded.toml")).unwrap();
    book
}

#[test]
fn a_listing_is_recorded_and_tested() {
    let book = unrecorded();
    let ended = book.run(&["test"]);
    assert_eq!(ended.code, 1, "there is no record yet");
    assert!(
        ended.stderr.contains("src/one.rst:10:1"),
        "{}",
        ended.stderr
    );

    let ended = book.run(&["record"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    assert_eq!(ended.stdout, "hello: as recorded\n");
    assert_eq!(book.read("src/listings/hello.out"), "hello\n\n& <world>\n");

    let ended = book.run(&["test"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    assert_eq!(ended.stdout, "1 of 1 listings are as recorded\n");
}

#[test]
fn a_listing_that_does_not_compile_is_told_in_the_compilers_words() {
    let book = Book::new("small");
    book.write("src/listings/hello.rs", "fn main() { let x: u8 = \"\"; }\n");
    let ended = book.run(&["test"]);
    assert_eq!(ended.code, 1);
    assert!(ended.stderr.contains("E0308"), "{}", ended.stderr);
    assert!(
        ended.stderr.contains("src/one.rst:10:1"),
        "{}",
        ended.stderr
    );
}

#[test]
fn check_and_build_tell_of_recordings_that_do_not_stand() {
    let book = unrecorded();
    let missing = "listing `hello`: its output is not recorded";
    for command in ["check", "build"] {
        let ended = book.run(&[command]);
        assert!(
            ended.stderr.contains(missing),
            "{command}: {}",
            ended.stderr
        );
        assert_eq!(ended.code, 0, "{command}");
    }
    book.run(&["record"]);
    assert!(!book.run(&["check"]).stderr.contains("hello"));

    book.append("src/listings/hello.rs", "// More.\n");
    book.write("src/listings/gone.out", "");
    let ended = book.run(&["check"]);
    let stale = "it has changed since its output was recorded";
    assert!(ended.stderr.contains(stale), "{}", ended.stderr);
    let stray = "src/listings/gone.out belongs to no listing";
    assert!(ended.stderr.contains(stray), "{}", ended.stderr);
    assert_eq!(book.run(&["check", "--strict"]).code, 1);
}

#[test]
fn a_listing_may_stand_in_markdown() {
    let book = Book::new("small");
    book.append(
        "src/two.md",
        "\n- Here:\n\n  ```rust,listing=listings/hello.rs,name=lst-two,caption=\"Says *it*.\"\n  \
         {{#include listings/hello.rs}}\n  ```\n\nBehind.\n",
    );
    let ended = book.run(&["record"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    let ended = book.run(&["build"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let page = book.read("book/two.html");
    for part in [
        "id=\"lst-two\"",
        "<figcaption>Says <em>it</em>.</figcaption>",
        "<samp>hello",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    assert!(!page.contains("#include") && !page.contains("language-rust"));

    book.append("src/two.md", "\n```rust,listing=listings/none.rs\n```\n");
    let ended = book.run(&["test"]);
    assert_eq!(ended.code, 1);
    let told = "The listing \"listings/none.rs\" cannot be read";
    assert!(ended.stderr.contains(told), "{}", ended.stderr);
    assert!(ended.stderr.contains("src/two.md:"), "{}", ended.stderr);
}

#[test]
fn a_page_holds_the_whole_program_and_shows_a_part() {
    let book = Book::new("small");
    let hello = book.read("src/listings/hello.rs");
    let marked = hello.replace("    println", "    // region: say\n    println");
    book.write("src/listings/hello.rs", &marked);
    let chapter = book.read("src/one.rst");
    let options = "   :name: lst-hello\n   :show: say\n   :linenos:\n   :editable:\n";
    book.write(
        "src/one.rst",
        &chapter.replace("   :name: lst-hello\n", options),
    );
    let ended = book.run(&["build"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let page = book.read("book/one.html");
    assert!(page.contains("data-editable") && page.contains("data-run=\"std\""));
    assert!(
        page.contains("<span class=\"ln hidden\" data-line=\"1\" hidden=\"\"></span>"),
        "{page}"
    );
    assert!(
        page.contains("<span class=\"ln\" data-line=\"4\"></span>"),
        "{page}"
    );
    assert!(
        page.contains("<span class=\"hidden\" hidden=\"\">"),
        "{page}"
    );
    assert!(!page.contains("region"), "{page}");
}

#[test]
fn two_places_must_say_the_same_of_a_listing() {
    let book = Book::new("small");
    book.append(
        "src/one.rst",
        "\n.. listing:: listings/hello.rs\n   :expect: unordered\n",
    );
    let ended = book.run(&["check"]);
    assert_eq!(ended.code, 1);
    assert!(ended.stderr.contains("another place"), "{}", ended.stderr);
}
