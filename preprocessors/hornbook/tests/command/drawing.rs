//! Listings that are drawn: what is on the page, and what is told.

use crate::book::Book;

const EVENTS: &str = "\
event: worker 1 | 0 ms | 12.5 ms | runs
event: worker <2> | 12.5 ms | 14 ms | waits
";

/// The small book whose listing has printed `text`, with these options.
fn book(text: &str, options: &str) -> Book {
    let book = Book::new("small");
    book.write("src/listings/hello.out", text);
    let named = "   :name: lst-hello\n";
    let chapter = book.read("src/one.rst");
    let chapter = chapter.replace(named, &format!("{named}{options}"));
    book.write("src/one.rst", &chapter);
    book
}

/// The chapter's page, and what the build said.
fn built(book: &Book) -> (String, String) {
    let ended = book.run(&["build"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    (book.read("book/one.html"), ended.stderr)
}

#[test]
fn a_schedule_is_drawn_from_the_recorded_output() {
    let (page, told) = built(&book(EVENTS, "   :timeline: Two & two\n"));
    for part in [
        "data-drawing=\"timeline\" data-title=\"Two &amp; two\"",
        "<title>Two &amp; two</title>",
        "worker 1: runs from 0 to 12.5 ms.",
        "worker &lt;2&gt;</text>",
        "<th scope=\"col\">Start (ms)</th>",
        "<samp>event: worker 1",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    assert!(!told.contains("drawn"), "{told}");
}

#[test]
fn the_lines_of_a_drawing_may_be_left_out() {
    let (page, _) = built(&book(EVENTS, "   :timeline: Two\n   :no-output:\n"));
    assert!(page.contains("class=\"drawing"), "{page}");
    assert!(!page.contains("<samp>"), "{page}");
}

#[test]
fn points_are_drawn_as_a_chart() {
    let text = "point: measured | 1 | 1\npoint: measured | 8 | 7.5\npoint: ideal | 8 | 8\n";
    let options = "   :chart: Speed-up | threads | times as fast\n   :chart-scale: log\n   \
                   :chart-reference: ideal\n";
    let (page, _) = built(&book(text, options));
    for part in [
        "data-drawing=\"chart\"",
        "data-x=\"threads\" data-y=\"times as fast\" data-scale=\"log\" data-reference=\"ideal\"",
        "ideal, to compare with: 8 at 8.",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
}

#[test]
fn what_cannot_be_drawn_is_told_with_its_place_and_stays_text() {
    let text = "hello\nevent: a | 3 | 2 | runs\n";
    let book = book(text, "   :timeline: Two\n   :no-output:\n");
    let (page, told) = built(&book);
    let place = "listing `hello`: no timeline is drawn: src/listings/hello.out:2: \
                 END `2` is before START `3`";
    assert!(told.contains(place), "{told}");
    assert!(told.contains("src/one.rst:10:1"), "{told}");
    assert!(page.contains("<samp>hello"), "{page}");
    assert!(!page.contains("class=\"drawing"), "{page}");
    assert!(book.run(&["check"]).stderr.contains(place));
    assert_eq!(book.run(&["check", "--strict"]).code, 1);
}

#[test]
fn an_output_without_events_is_told() {
    let (_, told) = built(&book("hello\n", "   :timeline: Two\n"));
    let place = "src/listings/hello.out: no line of the output begins with `event:`";
    assert!(told.contains(place), "{told}");
}

#[test]
fn a_listing_in_markdown_is_drawn() {
    let book = book(EVENTS, "");
    book.append(
        "src/two.md",
        "\n- Here:\n\n  ```rust,listing=listings/hello.rs,timeline=\"One, and two\",no-output\n  ```\n",
    );
    built(&book);
    let page = book.read("book/two.html");
    assert!(page.contains("<title>One, and two</title>"), "{page}");
}

#[cfg(feature = "pdf")]
#[test]
fn the_pdf_has_the_drawing_with_its_words() {
    let book = book(EVENTS, "   :timeline: Two\n   :no-output:\n");
    book.append("book.toml", "\n[output.pdf]\n");
    let ended = book.run(&["build"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let pdf = std::fs::read(book.path().join("book/pdf/a-small-book.pdf")).unwrap();
    let pdf = crate::pdf::unpacked(&pdf);
    let words = b"A timeline of 2 lanes, from 0 to 14 ms.";
    assert!(pdf.windows(words.len()).any(|it| it == words));
}
