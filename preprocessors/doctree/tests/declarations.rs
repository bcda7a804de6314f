//! References between declarations of C and C++, and their copies.

use doctree::book::{Book, Settings, Survey};
use doctree::{NoFiles, Options, Source, read, writer};

/// The page of the text, and what was found in it.
fn page(text: &str) -> (String, Vec<String>) {
    let source = Source::new("a.rst", text);
    let (mut document, diagnostics) = read(&source, &Options::default(), &NoFiles);
    let book = Book::new(vec![Survey::of("a.rst", &document)], Settings::default());
    let mut found: Vec<String> = diagnostics.into_iter().map(|it| it.message).collect();
    found.extend(book.findings().iter().map(|it| it.1.message.clone()));
    found.extend(
        book.resolve(0, &mut document)
            .into_iter()
            .map(|it| it.message),
    );
    let html = writer::html::Html::default();
    let page = writer::html::body(&document, &html);
    (page.replace("&#64;", "@"), found)
}

/// The text of the page without its tags.
fn text(page: &str) -> String {
    let pieces = page
        .split('<')
        .map(|it| it.split_once('>').map_or(it, |it| it.1));
    let text = pieces
        .collect::<String>()
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn leads(from: &str, to: &str, context: &str) {
    let (page, found) = page(&format!("{context}\n\n{from}\n"));
    let link = format!("href=\"#{to}\"");
    assert!(page.contains(&link), "no {link}: {found:?}\n{page}");
}

const BREWS: &str = ".. cpp:class:: template<typename T> Pot\n\n   .. cpp:function:: void brew(int cups)\n   .. cpp:function:: void brew(const T &leaf) const\n\n.. cpp:class:: template<> Pot<int>\n.. cpp:function:: void brew()\n";

#[test]
fn a_reference_with_parameters_leads_to_the_function_that_has_them() {
    leads(":cpp:func:`Pot::brew`", "_CPPv4N3Pot4brewEi", BREWS);
    leads(
        ":cpp:func:`void Pot::brew(int)`",
        "_CPPv4N3Pot4brewEi",
        BREWS,
    );
    leads(
        ":cpp:func:`Pot::brew(const T&) const`",
        "_CPPv4NK3Pot4brewERK1T",
        BREWS,
    );
    leads(":cpp:any:`brew()`", "_CPPv44brewv", BREWS);
    let (page, found) = page(&format!("{BREWS}\n:cpp:func:`Pot::brew(double)`\n"));
    assert!(page.contains("Pot::brew(double)<"), "{page}");
    assert_eq!(found, ["cpp:func reference target not found: Pot::brew"]);
}

#[test]
fn a_template_answers_for_all_that_it_makes() {
    leads(":cpp:class:`Pot\\<int>`", "_CPPv4IE3PotIiE", BREWS);
    leads(":cpp:class:`Pot\\<char>`", "_CPPv4I0E3Pot", BREWS);
    leads(
        ":cpp:class:`template<typename X> Pot\\<X>`",
        "_CPPv4I0E3Pot",
        BREWS,
    );
    leads(":cpp:expr:`Pot<long> *x`", "_CPPv4I0E3Pot", BREWS);
}

#[test]
fn what_stands_in_a_nameless_thing_is_known_beside_it() {
    let c = ".. c:struct:: tray\n\n   .. c:union:: @inside\n\n      .. c:member:: int spoon\n";
    leads(":c:member:`tray.spoon`", "c.tray.@inside.spoon", c);
    let cpp = c.replace("c:", "cpp:");
    leads(
        ":cpp:member:`tray::spoon`",
        "_CPPv4N4trayUt6_inside5spoonE",
        &cpp,
    );
    let (page, found) = page(&format!("{cpp}\n:cpp:any:`tray::@inside`\n"));
    assert!(text(&page).contains("union [anonymous]"), "{page}");
    assert!(text(&page).ends_with("tray::[anonymous]"), "{page}");
    assert_eq!(found, [""; 0]);
}

#[test]
fn overloads_are_no_duplicates_but_the_same_function_twice_is() {
    assert_eq!(page(BREWS).1, [""; 0]);
    let twice = ".. cpp:function:: void f(int a)\n.. cpp:function:: void f(int b)\n";
    assert_eq!(
        page(twice).1,
        ["Duplicate C++ declaration: '.. cpp:function:: void f(int b)'."]
    );
}

const TRAY: &str = ".. cpp:class:: Tray\n\n   .. cpp:member:: int size\n   .. cpp:class:: Cup\n\n      .. cpp:function:: void fill(int)\n\n.. cpp:function:: int weigh(Tray t)\n.. cpp:function:: int weigh(int n)\n\n";

#[test]
fn an_alias_shows_declarations_without_anchors_of_its_own() {
    let shown = |directive: &str| {
        let before = page(TRAY).0;
        let (page, found) = page(&format!("{TRAY}{directive}\n"));
        assert_eq!(found, [""; 0]);
        assert_eq!(
            page.matches("id=\"").count(),
            before.matches("id=\"").count(),
            "{page}"
        );
        text(&page)
            .strip_prefix(&text(&before))
            .map(|it| it.trim().to_owned())
    };
    let is = |directive, expected: &str| assert_eq!(shown(directive).as_deref(), Some(expected));
    is(".. cpp:alias:: weigh", "int weigh(Tray t) int weigh(int n)");
    is(".. cpp:alias:: int weigh(int)", "int weigh(int n)");
    is(
        ".. cpp:alias:: Tray\n   :maxdepth: 2",
        "class Tray int size class Cup",
    );
    is(
        ".. cpp:alias:: Tray\n   :maxdepth: 0\n   :noroot:",
        "int size class Cup void fill(int)",
    );
    is(
        ".. cpp:alias:: Tray::Cup\n               Tray::size\n\n   Both.",
        "class Cup int size Both.",
    );
    let c = ".. c:function:: int f(int a)\n\n.. c:alias:: f\n";
    let (page, found) = page(c);
    assert_eq!(
        (page.matches("href=\"#c.f\"").count(), found),
        (1, vec![]),
        "{page}"
    );
}

#[test]
fn an_alias_of_nothing_is_told_and_shown() {
    let (page, found) = page(".. cpp:alias:: Nothing\n.. c:alias:: nil\n   :noroot:\n");
    assert!(
        text(&page).contains("Nothing") && text(&page).contains("nil"),
        "{page}"
    );
    assert!(
        found[0].starts_with("Error in C alias declaration."),
        "{found:?}"
    );
    let found = &found[1..];
    let missing =
        |language, name| format!("Can not find {language} declaration for alias '{name}'.");
    assert_eq!(found, [missing("C++", "Nothing"), missing("C", "nil")]);
}
