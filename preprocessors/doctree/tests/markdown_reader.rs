//! What the Markdown reader makes of mdBook's dialect.

use doctree::source::Source;
use doctree::writer::pseudoxml;
use doctree::{Document, Node, Options, read_markdown};

fn read(text: &str) -> Document {
    read_markdown(&Source::new("test data", text), &Options::default()).0
}

/// Reads `text` and compares with `expected`, pseudo-XML below the document.
#[track_caller]
fn check(text: &str, expected: &str) {
    let written = pseudoxml::write(&read(text));
    let below: Vec<&str> = written
        .lines()
        .skip(1)
        .map(|line| line.strip_prefix("    ").unwrap_or(line))
        .collect();
    assert_eq!(below.join("\n") + "\n", expected);
}

/// The ids in the order of the document.
fn ids(text: &str) -> Vec<String> {
    let document = read(text);
    let ids = document.root.walk().flat_map(|node| node.attributes.ids());
    ids.cloned().collect()
}

#[test]
fn headings_nest_and_a_lone_first_one_is_the_title() {
    let text = "# A\n\np\n\n## B\n\n#### C\n\n## D\n";
    let options = Options {
        doctitle_xform: true,
        ..Options::default()
    };
    let (document, _) = read_markdown(&Source::new("test data", text), &options);
    let written = pseudoxml::write(&document);
    assert_eq!(
        written,
        "<document ids=\"a\" source=\"test data\" title=\"A\">\n    <title>\n        A\n    \
         <paragraph>\n        p\n    <section ids=\"b\">\n        <title>\n            B\n        \
         <section ids=\"c\">\n            <title>\n                C\n    \
         <section ids=\"d\">\n        <title>\n            D\n"
    );
    check(
        "p\n\n# A\n",
        "<paragraph>\n    p\n<section ids=\"a\">\n    <title>\n        A\n",
    );
}

#[test]
fn ids_are_those_that_mdbook_makes() {
    assert_eq!(
        ids("p\n\n# The *GIL*, `a--b` -- and Ünïcode_x!\n\n# A\n\n# A\n\n# A-1\n\n# ![x](y) z\n"),
        ["the-gil-a--b--and-ünïcode_x", "a", "a-1", "a-1-1", "z"]
    );
    assert_eq!(
        ids("p\n\n# A {#own .k}\n\n# own\n\n# !!!\n"),
        ["own", "own"]
    );
}

#[test]
fn the_text_of_tight_lists_is_paragraphs() {
    check(
        "- a *b*\n  - c\n- [x] d\n\n3. e\n",
        "<bullet_list bullet=\"-\">\n    <list_item>\n        <paragraph>\n            a \n            \
         <emphasis>\n                b\n        <bullet_list bullet=\"-\">\n            \
         <list_item>\n                <paragraph>\n                    c\n    \
         <list_item>\n        <paragraph>\n            <inline classes=\"task\">\n                \
         \u{2611} \n            d\n\
         <enumerated_list enumtype=\"arabic\" prefix=\"\" start=\"3\" suffix=\".\">\n    \
         <list_item>\n        <paragraph>\n            e\n",
    );
}

#[test]
fn code_keeps_its_language_and_hides_what_mdbook_hides() {
    check(
        "```rust,ignore\n# use a;\n## b\n#[c]\n#\nd\n```\n\n    e\n\n```python\n# f\n```\n",
        "<literal_block classes=\"code rust\" xml:space=\"preserve\">\n    # b\n    #[c]\n    d\n\
         <literal_block xml:space=\"preserve\">\n    e\n\
         <literal_block classes=\"code python\" xml:space=\"preserve\">\n    # f\n",
    );
}

#[test]
fn links_and_pictures() {
    check(
        "[a\nb](x.md#c) [d](#e) <f@g.h> ![*i* j](k.png)\n",
        "<paragraph>\n    <reference name=\"a b\" refuri=\"x.md#c\">\n        a\n        b\n     \n    \
         <reference name=\"d\" refid=\"e\">\n        d\n     \n    \
         <reference name=\"f@g.h\" refuri=\"mailto:f@g.h\">\n        f@g.h\n     \n    \
         <image alt=\"i j\" uri=\"k.png\">\n",
    );
}

#[test]
fn tables_have_columns_heads_and_alignments() {
    check(
        "| a | bcd |\n|---|:-:|\n| e | |\n",
        "<table>\n    <tgroup cols=\"2\">\n        <colspec colwidth=\"1\">\n        \
         <colspec colwidth=\"3\">\n        <thead>\n            <row>\n                \
         <entry>\n                    <paragraph>\n                        a\n                \
         <entry classes=\"align-center\">\n                    <paragraph>\n                        \
         bcd\n        <tbody>\n            <row>\n                <entry>\n                    \
         <paragraph>\n                        e\n                <entry classes=\"align-center\">\n",
    );
}

#[test]
fn footnotes_are_numbered_by_their_references() {
    check(
        "a[^y] b[^x] c[^y]\n\n[^x]: X\n[^y]: Y\n",
        "<paragraph>\n    a\n    <footnote_reference auto=\"1\" ids=\"fr-y-1\" refid=\"footnote-y\">\n        \
         1\n     b\n    <footnote_reference auto=\"1\" ids=\"fr-x-1\" refid=\"footnote-x\">\n        2\n     c\n    \
         <footnote_reference auto=\"1\" ids=\"fr-y-2\" refid=\"footnote-y\">\n        1\n\
         <footnote auto=\"1\" backrefs=\"fr-x-1\" ids=\"footnote-x\">\n    <label>\n        2\n    \
         <paragraph>\n        X\n\
         <footnote auto=\"1\" backrefs=\"fr-y-1 fr-y-2\" ids=\"footnote-y\">\n    <label>\n        1\n    \
         <paragraph>\n        Y\n",
    );
    let (_, diagnostics) = read_markdown(&Source::new("a.md", "[^x]: X\n"), &Options::default());
    assert_eq!(diagnostics[0].message, "Footnote [x] is not referenced.");
}

#[test]
fn alerts_quotes_and_what_is_struck_out() {
    check(
        "> [!WARNING]\n> a\n\n> b ~~c~~\n",
        "<warning>\n    <paragraph>\n        a\n<block_quote>\n    <paragraph>\n        b \n        \
         <inline classes=\"del\">\n            c\n",
    );
}

#[test]
fn definitions_are_items() {
    check(
        "a\n: b\n: c\n\nd\n: e\n",
        "<definition_list>\n    <definition_list_item>\n        <term ids=\"a\">\n            a\n        \
         <definition>\n            <paragraph>\n                b\n            \
         <paragraph>\n                c\n    <definition_list_item>\n        \
         <term ids=\"d\">\n            d\n        <definition>\n            \
         <paragraph>\n                e\n",
    );
}

#[test]
fn html_is_raw_and_where_it_may_not_be_it_is_text() {
    let text = "<div>\n*a*\n</div>\n\nb <i>c</i>\n";
    check(
        text,
        "<raw format=\"html\" xml:space=\"preserve\">\n    <div>\n    *a*\n    </div>\n\
         <paragraph>\n    b \n    <raw format=\"html\" xml:space=\"preserve\">\n        <i>\n    \
         c\n    <raw format=\"html\" xml:space=\"preserve\">\n        </i>\n",
    );
    let options = Options {
        raw_enabled: false,
        ..Options::default()
    };
    let (document, diagnostics) = read_markdown(&Source::new("a.md", text), &options);
    assert_eq!(diagnostics.len(), 3);
    assert!(!pseudoxml::write(&document).contains("<raw"));
    assert!(document.root.astext().contains("<div>"));
}

#[test]
fn hard_breaks_make_lines() {
    check(
        "a\\\nb *c\\\nd*\n",
        "<line_block>\n    <line>\n        a\n    <line>\n        b \n        \
         <emphasis>\n            c\n            d\n",
    );
}

#[test]
fn quotes_and_dashes_stay_as_they_are_written() {
    check(
        "\"a\" -- b...\n\n***\n",
        "<paragraph>\n    \"a\" -- b...\n<transition>\n",
    );
}

#[test]
fn spans_say_where() {
    let text = "# A\n\nb *c* `d`\n\n- e\n- f\n\n  g\n\n> h\n\n| i |\n|---|\n| j |\n";
    let document = read(text);
    let source = &document.sources[0];
    let at = |node: &Node| &source.text()[node.span.start as usize..node.span.end as usize];
    let mut seen = Vec::new();
    for node in document.root.walk() {
        for child in &node.children {
            assert!(
                node.span.start <= child.span.start && child.span.end <= node.span.end,
                "{} {:?} in {} {:?}",
                child.element.tag(),
                child.span,
                node.element.tag(),
                node.span
            );
        }
        seen.push((node.element.tag(), at(node)));
    }
    for expected in [
        ("title", "# A"),
        ("paragraph", "b *c* `d`"),
        ("emphasis", "*c*"),
        ("literal", "`d`"),
        ("list_item", "- f\n\n  g"),
        ("paragraph", "g"),
        ("block_quote", "> h"),
        ("row", "| j |"),
    ] {
        assert!(seen.contains(&expected), "{expected:?} in {seen:?}");
    }
}

#[test]
fn what_is_nested_too_deeply_is_told_and_flattened() {
    let text = format!("{}a\n", "> ".repeat(20_000));
    let (document, diagnostics) = read_markdown(&Source::new("a.md", &text), &Options::default());
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(
        diagnostics[0].message,
        "What is nested more than 100 deep is shown less deep."
    );
    assert!(document.root.astext().ends_with('a'));
    assert!(document.root.walk().count() < 300);
}

/// Pieces of Markdown that texts are put together from.
const PIECES: &[&str] = &[
    "a",
    "é",
    " ",
    "\n",
    "\n\n",
    "\n\n",
    "# ",
    "## ",
    "- ",
    "  ",
    "    ",
    "1. ",
    "> ",
    "> [!TIP]\n",
    "```rust\n",
    "# x\n",
    "```\n",
    "*",
    "**",
    "_",
    "`",
    "~~",
    "[a](b)",
    "![c](d)",
    "<i>",
    "</i>",
    "<div>\n",
    "| a | b |\n|---|--:|\n",
    "| c |\n",
    "[^1]",
    "[^1]: ",
    "\n: ",
    "[ ] ",
    "[x] ",
    "\\",
    "\\\n",
    "---\n",
    "===\n",
    "{#id}",
    "<!--",
    "-->",
    "&amp;",
    "<a@b.c>",
    "http://x.y",
    "\t",
    "***\n",
];

#[test]
fn any_text_is_read_and_every_place_lies_in_its_parent() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = |end: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 11).expect("64 bits") % end
    };
    for _ in 0..4000 {
        let count = below(30);
        let text: String = (0..count).map(|_| PIECES[below(PIECES.len())]).collect();
        let document = read(&text);
        let source = document.sources[0].text();
        for node in document.root.walk() {
            let (start, end) = (node.span.start as usize, node.span.end as usize);
            assert!(source.get(start..end).is_some(), "{text:?}");
            for child in &node.children {
                assert!(
                    node.span.start <= child.span.start && child.span.end <= node.span.end,
                    "{} {:?} in {} {:?} of {text:?}",
                    child.element.tag(),
                    child.span,
                    node.element.tag(),
                    node.span
                );
            }
        }
    }
}
