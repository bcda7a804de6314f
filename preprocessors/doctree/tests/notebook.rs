//! Notebooks in, the tree as pseudo-XML out; and what must hold of any text.

#[path = "build/dom.rs"]
mod dom;
#[path = "build/invariants.rs"]
mod invariants;

use doctree::writer::pseudoxml;
use doctree::{Diagnostic, Document, Options, Source, data_uri, notebook, read_notebook};
use serde_json::{Value, json};

fn read(text: &str) -> (Document, Vec<Diagnostic>) {
    let options = Options {
        doctitle_xform: true,
        ..Options::default()
    };
    read_notebook(&Source::new("a.ipynb", text), &options)
}

/// A notebook of `cells`, written as Jupyter writes it.
fn notebook(cells: &Value) -> String {
    let notebook = json!({
        "cells": cells,
        "metadata": {"kernelspec": {"name": "python3", "language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 2,
    });
    format!("{notebook:#}")
}

fn markdown(text: &str) -> Value {
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    json!({"cell_type": "markdown", "metadata": {}, "source": lines})
}

fn code(source: &str, outputs: &Value) -> Value {
    json!({"cell_type": "code", "metadata": {}, "source": source, "outputs": outputs})
}

/// The tree without its first line, and the messages.
fn shown(cells: &Value) -> (String, Vec<String>) {
    let (document, found) = read(&notebook(cells));
    invariants::tree(&document, &Options::default());
    invariants::pages(&document);
    let written = pseudoxml::write(&document);
    let lines: Vec<_> = written.lines().skip(1).map(|it| &it[4..]).collect();
    let messages = found.into_iter().map(|it| it.message).collect();
    (lines.join("\n"), messages)
}

#[track_caller]
fn check(cells: &Value, expected: &str) {
    let (tree, messages) = shown(cells);
    assert_eq!(tree.trim_end(), expected);
    assert_eq!(messages, [""; 0]);
}

#[test]
fn a_cell_of_code_keeps_its_code_and_its_outputs_together() {
    check(
        &json!([
            code(
                "print(1)\n",
                &json!([
                    {"output_type": "stream", "name": "stdout", "text": ["1\n", "2"]},
                    {"output_type": "stream", "name": "stdout", "text": "\n3\n"},
                    {"output_type": "stream", "name": "stderr", "text": "\u{1b}[31mno\u{1b}[0m"},
                    {"output_type": "execute_result", "metadata": {}, "data": {
                        "text/plain": ["a  b\n", "0  1"],
                        "text/html": "<table><tr><th>a</th></tr><tr><td>0</td></tr></table>",
                    }},
                ])
            ),
            code("%%bash\nls", &json!([])),
            code("", &json!([])),
        ]),
        "<container classes=\"cell\">
    <container classes=\"cell_input\">
        <literal_block classes=\"code python\" xml:space=\"preserve\">
            print(1)
    <container classes=\"cell_output\">
        <literal_block classes=\"output stream\" xml:space=\"preserve\">
            1
            2
            3
        <literal_block classes=\"output stream stderr\" xml:space=\"preserve\">
            <inline classes=\"ansi-red-fg\">
                no
        <table>
            <tgroup cols=\"1\">
                <colspec colwidth=\"1\">
                <thead>
                    <row>
                        <entry>
                            <paragraph>
                                a
                <tbody>
                    <row>
                        <entry>
                            <paragraph>
                                0
<container classes=\"cell\">
    <container classes=\"cell_input\">
        <literal_block classes=\"code bash\" xml:space=\"preserve\">
            %%bash
            ls",
    );
}

#[test]
fn an_error_is_shown_with_where_it_was() {
    check(
        &json!([code(
            "",
            &json!([
                {"output_type": "error", "ename": "E", "evalue": "e", "traceback": ["\u{1b}[0;31m---", "E: e"]},
                {"output_type": "error", "ename": "E", "evalue": "e", "traceback": []},
            ])
        )]),
        "<container classes=\"cell\">
    <container classes=\"cell_output\">
        <literal_block classes=\"output error\" xml:space=\"preserve\">
            <inline classes=\"ansi-red-fg\">
                ---
                E: e
        <literal_block classes=\"output error\" xml:space=\"preserve\">
            E: e",
    );
}

#[test]
fn pictures_are_in_the_tree() {
    let cell = |metadata: &Value, data: &Value| {
        json!([{"cell_type": "code", "source": "x", "metadata": metadata, "outputs": [
            {"output_type": "display_data", "data": data, "metadata": {"image/png": {"width": 64}}},
        ]}])
    };
    let (tree, messages) = shown(&cell(
        &json!({"image": {"alt": "Two bars"}}),
        &json!({"image/png": "TWFu\n", "text/plain": "<Figure>"}),
    ));
    assert!(
        tree.contains("<image alt=\"Two bars\" uri=\"data:image/png;base64,TWFu\" width=\"64\">"),
        "{tree}"
    );
    assert_eq!(messages, [""; 0]);

    let (tree, messages) = shown(&cell(
        &json!({}),
        &json!({"image/svg+xml": ["<svg>", "</svg>"], "text/plain": ["<Figure>"]}),
    ));
    let svg = data_uri::encode("image/svg+xml", b"<svg></svg>");
    assert!(tree.contains(&svg), "{tree}");
    assert_eq!(messages.len(), 1, "no words: {messages:?}");

    let (tree, messages) = shown(&cell(
        &json!({}),
        &json!({"image/png": "?", "text/plain": "p"}),
    ));
    assert!(tree.contains("\n            p"), "{tree}");
    assert_eq!(
        messages,
        ["The picture of the type `image/png` cannot be read."]
    );
}

#[test]
fn other_types_of_output() {
    let data = |data: Value| json!({"output_type": "display_data", "metadata": {}, "data": data});
    check(
        &json!([code(
            "",
            &json!([
                data(json!({"text/latex": "$\\displaystyle x^2$", "text/plain": "x**2"})),
                data(json!({"text/markdown": "## *a*"})),
                data(json!({"application/json": {}, "text/plain": "{}"})),
            ])
        )]),
        "<container classes=\"cell\">
    <container classes=\"cell_output\">
        <math_block xml:space=\"preserve\">
            x^2
        <rubric ids=\"a\">
            <emphasis>
                a
        <literal_block classes=\"output\" xml:space=\"preserve\">
            {}",
    );
    let (tree, messages) = shown(&json!([code(
        "",
        &json!([
            data(json!({"text/html": "<script>x</script>", "text/plain": "<Plot>"})),
            data(json!({"application/x": "1"})),
        ])
    )]));
    assert!(
        tree.contains("<Plot>") && !tree.contains("script"),
        "{tree}"
    );
    assert_eq!(
        messages,
        [
            "The program in an output is left out; what it would draw is not there.",
            "An output is left out; it is only in `application/x`."
        ]
    );
}

#[test]
fn cells_of_markdown_make_one_document() {
    check(
        &json!([
            markdown("Before.\n"),
            markdown("# A *Title*\n\nSee [there](#Part-one), [r][r].\n\n[r]: b.ipynb\n"),
            markdown("## Part one\n\nA $x_1$ and\n$$\ny\n$$\nend  \nline\n"),
            markdown("\\begin{align}\nx &= 1_2_\n\\end{align}"),
        ]),
        "<title>
    A \n    <emphasis>
        Title
<paragraph>
    Before.
<paragraph>
    See \n    <reference name=\"there\" refid=\"Part-one\">
        there
    , \n    <reference name=\"r\" refuri=\"b.ipynb\">
        r
    .
<section ids=\"part-one Part-one\">
    <title>
        Part one
    <paragraph>
        A \n        <math>
            x_1
         and
    <math_block xml:space=\"preserve\">
        y
    <line_block>
        <line>
            end
        <line>
            line
    <math_block xml:space=\"preserve\">
        \\begin{align}
        x &= 1_2_
        \\end{align}"
            .replace("\\n", "\n")
            .as_str(),
    );
}

#[test]
fn attached_pictures_are_put_in_their_places() {
    let cell = json!([{
        "cell_type": "markdown", "metadata": {},
        "attachments": {"a b.png": {"image/png": "TWFu"}},
        "source": "![words](attachment:a%20b.png) ![none](attachment:c.png)",
    }]);
    let (tree, messages) = shown(&cell);
    assert!(
        tree.contains("<image alt=\"words\" uri=\"data:image/png;base64,TWFu\">"),
        "{tree}"
    );
    assert_eq!(
        messages,
        ["The picture `c.png` is not attached to the cell."]
    );
}

#[test]
fn the_tags_of_cells_are_obeyed() {
    let cell = |tags: &[&str]| {
        let outputs = json!([{"output_type": "stream", "name": "stdout", "text": "out"}]);
        let mut cell = code("in", &outputs);
        cell["metadata"] = json!({"tags": tags});
        shown(&json!([cell])).0
    };
    assert_eq!(cell(&["remove-cell"]), "");
    assert!(!cell(&["remove_input"]).contains("in\n"));
    assert!(!cell(&["remove-output"]).contains("out"));
    let hidden = cell(&["hide-input"]);
    let start = "<container classes=\"cell\">
    <definition_list classes=\"details\">
        <definition_list_item>
            <term>
                Show code cell source
            <definition>
                <container classes=\"cell_input\">";
    assert!(hidden.starts_with(start), "{hidden}");
    assert!(cell(&["hide_output"]).contains("Show code cell output"));
    assert!(cell(&["hide-cell"]).contains("Show code cell content"));
}

#[test]
fn the_contents_of_toc2_are_left_out() {
    let toc = "<h1>Table of Contents</h1>\n<div class=\"toc\"><ul></ul></div>";
    let (tree, messages) = shown(&json!([markdown(toc), markdown("Text")]));
    assert_eq!(tree.trim_end(), "<paragraph>\n    Text");
    assert_eq!(
        messages,
        ["The table of contents that the notebook wrote is left out."]
    );
}

#[test]
fn raw_cells_are_for_their_format() {
    let raw = |format: &str, text: &str| json!({"cell_type": "raw", "metadata": {"format": format}, "source": text});
    let (tree, messages) = shown(&json!([
        raw("text/html", "<b>x</b>"),
        raw("text/markdown", "*x*"),
        raw("", "x"),
        raw("text/latex", "\\x"),
    ]));
    assert_eq!(
        tree.trim_end(),
        "<raw format=\"html\" xml:space=\"preserve\">
    <b>x</b>
<paragraph>
    <emphasis>
        x
<literal_block xml:space=\"preserve\">
    x
<literal_block xml:space=\"preserve\">
    \\x"
    );
    assert_eq!(
        messages,
        ["A raw cell of the format `text/latex` is shown as it is."]
    );
}

#[test]
fn older_versions_are_read_and_told() {
    let old = json!({"nbformat": 3, "worksheets": [{"cells": [
        {"cell_type": "heading", "level": 1, "source": ["Title"]},
        {"cell_type": "code", "language": "julia", "input": ["x"], "outputs": [
            {"output_type": "pyout", "text": ["1"]},
            {"output_type": "stream", "stream": "stdout", "text": "2"},
            {"output_type": "display_data", "png": "TWFu"},
        ]},
    ]}]});
    let (document, found) = read(&old.to_string());
    let tree = pseudoxml::write(&document);
    for part in [
        "code julia",
        "\n                1",
        "\n                2",
        "base64,TWFu",
    ] {
        assert!(tree.contains(part), "{part} in {tree}");
    }
    assert_eq!(document.title().as_deref(), Some("Title"));
    assert!(found[0].message.contains("version 3"), "{found:?}");
    let png = notebook::picture(&old.to_string(), "output_1_2.png");
    assert_eq!(png.unwrap().bytes, b"Man");
}

#[test]
fn places_are_those_of_the_file() {
    let text = notebook(&json!([markdown(
        "# A\n\nSee \"é\"\t[x](#no) and ![y](attachment:z).\n"
    ),]));
    let (document, found) = read(&text);
    assert_eq!(document.locate(found[0].span).line, 9);
    let span = found[0].span;
    let source = document.sources[0].text();
    assert_eq!(
        &source[span.start as usize..span.end as usize],
        "![y](attachment:z)"
    );
}

#[test]
fn footnotes_of_several_cells_are_told_apart() {
    let (tree, messages) = shown(&json!([
        markdown("a[^1]\n\n[^1]: One.\n"),
        markdown("b[^1]\n\n[^1]: Two.\n"),
    ]));
    assert!(tree.contains("ids=\"footnote-1-1\""), "{tree}");
    assert!(tree.contains("refid=\"footnote-1-1\""), "{tree}");
    assert_eq!(messages, [""; 0]);
}

#[test]
fn pictures_are_found_by_the_names_of_their_files() {
    let text = notebook(&json!([
        markdown("x"),
        code(
            "x",
            &json!([
                {"output_type": "stream", "text": "x"},
                {"output_type": "display_data", "data": {"image/png": ["TW", "Fu"], "image/svg+xml": "<svg/>"}},
            ])
        ),
    ]));
    let png = notebook::picture(&text, "a_files/a_1_1.png").unwrap();
    assert_eq!((png.mime, &png.bytes[..]), ("image/png", &b"Man"[..]));
    let svg = notebook::picture(&text, "output_1_1.svg").unwrap();
    assert_eq!(
        (svg.mime, &svg.bytes[..]),
        ("image/svg+xml", &b"<svg/>"[..])
    );
    for name in [
        "a_1_0.png",
        "a_0_0.png",
        "a_1_1.jpg",
        "a_9_9.png",
        "a.png",
        "",
    ] {
        assert_eq!(notebook::picture(&text, name), None, "{name}");
    }
    assert_eq!(notebook::picture("", "a_1_1.png"), None);
}

#[test]
fn what_is_no_notebook_is_shown() {
    for text in [
        "",
        "{}",
        "no\n",
        "[1, 2]",
        "{\"cells\"",
        "\u{feff}{\"nbformat\": 4}",
    ] {
        let (document, found) = read(text);
        let plain = text.trim_start_matches('\u{feff}');
        assert!(document.root.astext().contains(plain.trim()), "{text}");
        assert_eq!(
            found[0].message,
            "This is no notebook; it is shown as it is."
        );
    }
}

/// Numbers that look random, always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap_or(0)
    }
}

#[test]
fn no_text_is_too_wrong() {
    let outputs = json!([
        {"output_type": "stream", "name": "stdout", "text": ["é\u{1b}[1;31mx\r\n"]},
        {"output_type": "error", "traceback": ["\u{1b}[0m\u{1f600}"]},
        {"output_type": "display_data", "metadata": {"image/png": {"width": "9"}}, "data": {
            "text/html": "<div><table><tr><td rowspan=2>é<ul><li>x</table><svg><a/></svg>&amp;<p>",
            "image/png": "TWFu", "text/latex": "$x$", "text/markdown": "# a\n$$y$$",
        }},
    ]);
    let whole = notebook(&json!([
        markdown("# É\n\n\\begin{align}\nx\n\\end{align}\n\n* [a](#%c3%89) $x$\n  $$é$$\n\n[^1]\n\n[^1]: é\n"),
        code("%%bash\nx", &outputs),
        {"cell_type": "raw", "metadata": {"format": "html", "tags": ["hide-cell"]}, "source": "<b>"},
        {"cell_type": "heading", "level": 2, "source": "x"},
    ]));
    let parts: Vec<&str> = vec![
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\\u00e9",
        "\\ud83d",
        "é",
        "<<<<<<< x\n",
        "\"cells\"",
        "null",
        "\\n",
        "<td colspan=99>",
        "</table>",
        "\u{2028}",
        "$$",
        "\u{1b}[",
    ];
    let mut dice = Dice(42);
    for _ in 0..1500 {
        let mut text: Vec<char> = whole.chars().collect();
        for _ in 0..=dice.below(4) {
            let at = dice.below(text.len());
            let end = (at + dice.below(12)).min(text.len());
            let part = parts[dice.below(parts.len())].chars();
            text.splice(at..end, part);
        }
        if dice.below(8) == 0 {
            text.truncate(dice.below(text.len()));
        }
        let text: String = text.into_iter().collect();
        let (document, found) = read(&text);
        invariants::tree(&document, &Options::default());
        invariants::pages(&document);
        assert!(found.is_sorted_by_key(|it| it.span), "{text}");
        let length = document.sources[0].text().len();
        assert!(found.iter().all(|it| it.span.end as usize <= length));
        notebook::picture(&text, "a_1_2.png");
    }
}
