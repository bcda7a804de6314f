//! `hornbook build`.

use crate::book::{Book, run};

#[test]
fn links_between_chapters_lead_to_pages() {
    let book = Book::new("small");
    let ended = book.run(&["build", "--strict"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let one = book.read("book/one.html");
    for link in ["deep/three.html#third-part", "two.html#a-part", "one.html"] {
        assert!(one.contains(&format!("href=\"{link}\"")), "{link}");
    }
    let two = book.read("book/two.html");
    for link in ["one.html", "deep/three.html#third-part", "deep/three.html"] {
        assert!(two.contains(&format!("href=\"{link}\"")), "{link}");
    }
    assert!(two.contains("[code](one.rst)"), "code is left alone");
    assert!(
        book.read("book/deep/three.html")
            .contains("href=\"../one.html#lst-hello\"")
    );
}

#[test]
fn sources_are_not_published() {
    let book = Book::new("small");
    book.run(&["build"]);
    assert!(book.has("book/images/dot.svg"));
    for path in ["one.rst", "two.md", "deep/three.rst", "listings"] {
        assert!(!book.has(&format!("book/{path}")), "{path}");
    }
}

#[test]
fn the_words_of_a_site_can_be_searched() {
    let book = Book::new("small");
    book.run(&["build"]);
    let index = book.read("book/search/index.js");
    assert!(index.starts_with("hornbookSearch.index({"), "{index}");
    assert!(index.contains("[\"deep/three.html\","), "{index}");
    assert!(
        book.read("book/search/0.js")
            .starts_with("hornbookSearch.page(0,[")
    );
    assert!(book.has("book/search/search.js"));
}

#[test]
fn a_book_may_be_without_search() {
    let book = Book::new("small");
    let toml = book.read("book.toml");
    book.write(
        "book.toml",
        &toml.replace("before = [\"links\"]", "search = false"),
    );
    let ended = book.run(&["build", "--strict"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(book.has("book/one.html") && !book.has("book/search"));
}

#[test]
fn a_site_knows_where_it_will_lie_if_it_is_told() {
    let book = Book::new("small");
    let ended = book.run(&["build", "--base-url", "https://example.org/course"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let canonical = |page: &str, place: &str| {
        let link = format!("<link rel=\"canonical\" href=\"https://example.org/course/{place}\">");
        assert!(book.read(page).contains(&link), "{page}");
    };
    canonical("book/index.html", "");
    canonical("book/one.html", "");
    canonical("book/deep/three.html", "deep/three.html");
    assert!(
        book.read("book/404.html")
            .contains("<base href=\"/course/\">")
    );
    let map = book.read("book/sitemap.xml");
    assert_eq!(
        map.matches("<loc>https://example.org/course/</loc>")
            .count(),
        1,
        "{map}"
    );
    assert!(
        map.contains("<loc>https://example.org/course/two.html</loc>"),
        "{map}"
    );
    assert!(!book.has("book/robots.txt"), "none is read there");
}

#[test]
fn a_site_that_is_not_told_says_nothing_of_its_place() {
    let book = Book::new("small");
    book.run(&["build"]);
    assert!(!book.read("book/one.html").contains("canonical"));
    assert!(!book.has("book/sitemap.xml"));
    let ended = book.run(&["build", "--base-url", "example.org"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("https://"), "{}", ended.stderr);
}

#[test]
fn a_book_that_asks_for_it_is_an_app() {
    let book = Book::new("small");
    book.run(&["build"]);
    assert!(!book.has("book/sw.js"));
    let toml = book.read("book.toml");
    book.write("theme/offline.js", "");
    book.write(
        "book.toml",
        &(toml + "additional-js = [\"theme/offline.js\"]\n"),
    );
    let ended = book.run(&["build"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let worker = book.read("book/sw.js");
    for file in [
        "index.html",
        "deep/three.html",
        "images/dot.svg",
        "manifest.webmanifest",
    ] {
        assert!(worker.contains(&format!("\"{file}\"")), "{file}");
    }
    book.run(&["build"]);
    assert_eq!(
        worker,
        book.read("book/sw.js"),
        "the same book, the same worker"
    );
}

#[test]
fn a_chapter_is_edited_where_it_was_written() {
    let book = Book::new("small");
    book.run(&["build"]);
    assert!(
        book.read("book/one.html")
            .contains("https://example.org/src/one.rst")
    );
}

#[test]
fn a_listing_shows_its_code_and_its_output() {
    let book = Book::new("small");
    book.run(&["build"]);
    let page = book.read("book/one.html");
    assert!(page.contains("<figure class=\"listing\" id=\"lst-hello\" data-listing=\"hello\""));
    assert!(page.contains("<figcaption>Says <em>hello</em>.</figcaption>"));
    assert!(page.contains("<span class=\"hl-f\">main</span>"));
    assert!(page.contains("<samp>hello\n<span></span>\n&amp; &lt;world&gt;"));
    assert_eq!(page.matches("<main>").count(), 1);
}

#[test]
fn commands_of_mdbook_are_text_in_a_chapter() {
    let book = Book::new("small");
    book.run(&["build"]);
    let page = book.read("book/one.html");
    assert!(page.contains("<code>{{#include one.rst}}</code>"));
}

#[test]
fn a_missing_chapter_is_an_error_and_no_stub() {
    let book = Book::new("missing");
    let ended = book.run(&["build"]);
    assert_eq!(ended.code, 1);
    assert!(
        ended.stderr.contains("src/SUMMARY.md:4:3"),
        "{}",
        ended.stderr
    );
    assert!(ended.stderr.contains("`gone.rst`"), "{}", ended.stderr);
    assert!(
        ended.stderr.contains("`../outside.rst`"),
        "{}",
        ended.stderr
    );
    assert!(!book.has("src/gone.rst"));
    assert!(book.has("book/here.html"), "the others are built");
    assert!(!book.has("outside.html"));
}

#[test]
fn a_mistyped_key_is_an_error_and_leaves_the_old_site() {
    let book = Book::new("small");
    book.write("book/index.html", "old");
    book.append("book.toml", "addtional-css = []\n");
    let ended = book.run(&["build"]);
    assert_eq!(ended.code, 1);
    assert!(ended.stderr.contains("book.toml:12:1"), "{}", ended.stderr);
    assert!(ended.stderr.contains("addtional-css"), "{}", ended.stderr);
    assert_eq!(book.read("book/index.html"), "old");
}

#[test]
fn an_error_in_a_chapter_leaves_the_others_built() {
    let book = Book::new("faulty");
    let ended = book.run(&["build"]);
    assert_eq!(ended.code, 1);
    for page in ["rest", "markdown", "sound"] {
        assert!(book.has(&format!("book/{page}.html")), "{page}");
    }
}

#[test]
fn what_is_not_complete_replaces_nothing() {
    let book = Book::new("small");
    book.write("book/index.html", "old");
    book.append("book.toml", "theme = \"gone\"\n");
    let ended = book.run(&["build"]);
    assert_eq!(ended.code, 1, "{}", ended.stderr);
    assert!(
        ended.stderr.contains("`html` was not made"),
        "{}",
        ended.stderr
    );
    assert_eq!(book.read("book/index.html"), "old");
    assert_eq!(book.files().len(), Book::new("small").files().len() + 1);
}

#[test]
fn what_is_complete_replaces_everything() {
    let book = Book::new("small");
    book.write("book/stale.html", "old");
    let ended = book.run(&["build"]);
    assert_eq!((ended.code, ended.stdout.as_str()), (0, "made book\n"));
    assert!(!book.has("book/stale.html"));
    assert!(book.has("book/index.html"));
    let hidden = |name: &str| name.starts_with('.');
    let left = std::fs::read_dir(book.path()).unwrap().map(Result::unwrap);
    let left: Vec<_> = left
        .filter(|it| hidden(&it.file_name().to_string_lossy()))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn nothing_outside_the_book_is_read() {
    let book = Book::new("escape");
    let ended = book.run(&["build"]);
    assert_eq!(ended.code, 1);
    for line in [4, 6, 8, 10, 12] {
        let place = format!("src/out.rst:{line}:");
        assert!(ended.stderr.contains(&place), "{place}\n{}", ended.stderr);
    }
    let page = book.read("book/out.html");
    assert!(!page.contains("The secret."));
    assert!(!page.contains("root:"));
}

#[test]
fn a_wrong_call_is_not_a_wrong_book() {
    let dir = tempfile::tempdir().unwrap();
    let ended = run(dir.path(), &["build"], "");
    assert_eq!(ended.code, 2);
    assert!(
        ended.stderr.contains("there is no book"),
        "{}",
        ended.stderr
    );
    assert_eq!(run(dir.path(), &["bild"], "").code, 2);
}

#[test]
fn where_mdbook_gives_up_the_place_is_told_and_nothing_replaced() {
    let book = Book::new("small");
    book.write("book/index.html", "old");
    book.append(
        "src/two.md",
        "\nA <code class=\"language-rust\">x</code>.\n",
    );
    let ended = book.run(&["build"]);
    assert_eq!(ended.code, 1);
    assert!(ended.stderr.contains("src/two.md:11:3"), "{}", ended.stderr);
    assert!(ended.stderr.contains("mdBook gave up"), "{}", ended.stderr);
    assert_eq!(book.read("book/index.html"), "old");
}

#[test]
fn raw_html_is_led_to_pages_and_must_be_balanced() {
    let book = Book::new("small");
    book.append(
        "src/one.rst",
        "\n.. raw:: html\n\n   <p><a href=\"deep/three.rst\">three</a></p>\n",
    );
    let ended = book.run(&["build"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    assert!(
        book.read("book/one.html")
            .contains("<a href=\"deep/three.html\">three</a>")
    );
    book.append(
        "src/one.rst",
        "\n.. raw:: html\n\n   <div><a href=\"x.rst\">\n",
    );
    let ended = book.run(&["check"]);
    assert_eq!(ended.code, 1);
    assert_eq!(
        ended.stderr.matches("Unbalanced raw HTML").count(),
        2,
        "{}",
        ended.stderr
    );
    assert!(
        ended.stderr.contains("broken link: there is no `x.rst`"),
        "{}",
        ended.stderr
    );
}

#[test]
fn a_readme_is_found_where_mdbook_puts_it() {
    let book = Book::new("small");
    book.append(
        "src/SUMMARY.md",
        "- [Four](four/README.rst)\n- [Five](five/README.md)\n",
    );
    book.write(
        "src/four/README.rst",
        "Four\n====\n\nTo `five <../five/README.md#five>`__.\n",
    );
    book.write(
        "src/five/README.md",
        "# Five\n\n[four](../four/README.rst)\n",
    );
    book.append("src/one.rst", "\n`Four <four/index.html>`__\n");
    let ended = book.run(&["build"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    let four = book.read("book/four/index.html");
    assert!(four.contains("href=\"../five/index.html#five\""), "{four}");
    let five = book.read("book/five/index.html");
    assert!(five.contains("href=\"../four/index.html\""), "{five}");
}

#[test]
fn a_chapter_that_is_not_text_leaves_the_others_built() {
    let book = Book::new("small");
    std::fs::write(book.path().join("src/two.md"), b"# \xff\n").unwrap();
    let ended = book.run(&["build"]);
    assert_eq!(ended.code, 1);
    assert!(
        ended.stderr.contains("src/SUMMARY.md:4:3"),
        "{}",
        ended.stderr
    );
    assert!(book.has("book/deep/three.html"));
}

#[test]
fn a_book_may_have_templates_of_its_own() {
    let book = Book::new("small");
    book.write(
        "theme/listing.html",
        "<figure>\n\n{{ name }}: {{ path }}\n</figure>\n",
    );
    assert_eq!(book.run(&["build"]).code, 0);
    let page = book.read("book/one.html");
    assert!(
        page.contains("hello: listings&#x2F;hello.rs") || page.contains("hello: listings/hello.rs")
    );
    book.write("theme/listing.html", "{{ nonsense }}\n");
    let ended = book.run(&["build"]);
    assert_eq!(ended.code, 1);
    assert!(ended.stderr.contains("template"), "{}", ended.stderr);
    assert_eq!(book.read("book/one.html"), page);
}

#[test]
fn sources_may_lie_around_the_site() {
    let book = Book::new("small");
    for entry in std::fs::read_dir(book.path().join("src")).unwrap() {
        let entry = entry.unwrap();
        std::fs::rename(entry.path(), book.path().join(entry.file_name())).unwrap();
    }
    let config = book.read("book.toml");
    book.write(
        "book.toml",
        &config.replace("[book]", "[book]\nsrc = \".\""),
    );
    for _ in 0..2 {
        let ended = book.run(&["build", "--strict"]);
        assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    }
    assert!(book.has("book/one.html"));
    let hidden = book
        .files()
        .into_iter()
        .map(|it| it.0.display().to_string());
    let wrong: Vec<_> = hidden
        .filter(|it| it.contains("/book/book/book/") || it.contains(".hornbook-"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
#[cfg(unix)]
fn a_site_holds_no_links_of_the_file_system() {
    let book = Book::new("small");
    book.write(
        "figures/far.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    let link = |to: &str, from: &str| {
        std::os::unix::fs::symlink(to, book.path().join(from)).unwrap();
    };
    link("../figures", "src/figures");
    link("../figures/far.svg", "src/near.svg");
    let ended = book.run(&["build"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    for file in ["book/figures/far.svg", "book/near.svg"] {
        let file = book.path().join(file);
        assert!(file.is_file() && !file.is_symlink(), "{}", file.display());
    }
    assert!(!book.path().join("book/figures").is_symlink());
}

#[test]
fn a_domain_is_no_longer_named_in_the_site() {
    let book = Book::new("small");
    book.write("src/CNAME", "example.org\n");
    let ended = book.run(&["build"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(
        ended.stderr.contains("Settings > Pages"),
        "{}",
        ended.stderr
    );
}
