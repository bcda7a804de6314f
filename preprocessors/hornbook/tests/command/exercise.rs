//! `hornbook record` and `hornbook test`.

use crate::book::Book;

#[test]
fn a_listing_is_recorded_and_tested() {
    let book = Book::new("small");
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
