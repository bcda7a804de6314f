//! Formulas: TeX that becomes MathML, and what may not come of it.

#[path = "build/dom.rs"]
mod dom;
#[path = "build/law.rs"]
mod law;
#[path = "build/nodes.rs"]
mod nodes;

use std::time::{Duration, Instant};

use doctree::writer::html::{self, CodeStyle, Html, MathOutput};
use doctree::{Element, Node};
use nodes::{bullets, document, node, of, paragraph, row, section, table, text, with_id};

fn written(nodes: Vec<Node>, html: &Html) -> String {
    html::body(&document(nodes), html)
}

fn inline(tex: &str) -> Node {
    node(Element::Paragraph, vec![of(Element::Math, tex)])
}

fn block(tex: &str) -> Node {
    of(Element::MathBlock, tex)
}

#[test]
fn formulas_are_mathml_that_keeps_its_tex() {
    let book = Html {
        code: CodeStyle::Book,
        ..Html::default()
    };
    let formula = with_id(of(Element::Math, "a < b"), "i").class("k");
    assert_eq!(
        written(vec![node(Element::Paragraph, vec![formula])], &book),
        "<p><math alttext=\"a &lt; b\" class=\"k\" id=\"i\">\
         <mi>a</mi><mo>&lt;</mo><mi>b</mi></math></p>\n"
    );
    assert_eq!(
        written(vec![with_id(block("x^2"), "i")], &Html::default()),
        "<div id=\"i\">\n<math alttext=\"x^2\" display=\"block\" \
         xmlns=\"http://www.w3.org/1998/Math/MathML\">\
         <msup><mi>x</mi><mn>2</mn></msup></math>\n</div>\n"
    );
}

#[test]
fn a_space_stays_one_in_every_alphabet() {
    let written = written(vec![inline("\\mathbf{a\\ b}")], &Html::default());
    assert!(written.contains('\u{a0}'), "{written}");
    assert!(!written.contains(';'), "{written}");
}

#[test]
fn bold_digammas_are_letters() {
    let written = written(vec![inline("\\mathbf{ϜϝF}")], &Html::default());
    assert!(
        written.contains('\u{1d7ca}') && written.contains('\u{1d7cb}'),
        "{written}"
    );
}

#[test]
fn lines_of_a_block_are_aligned() {
    let got = written(vec![block(r"a &= b \\ c &= d")], &Html::default());
    assert_eq!(got.matches("<mtr>").count(), 2, "{got}");
    assert_eq!(got.matches("<mtd>").count(), 4, "{got}");
    let got = written(
        vec![block(r"\begin{cases} a \\ b \end{cases}")],
        &Html::default(),
    );
    assert!(!got.contains("align"), "{got}");
}

#[test]
fn operators_have_names() {
    let got = written(
        vec![inline(r"\operatorname*{arg\,max}_x f")],
        &Html::default(),
    );
    assert!(got.contains("<mi>arg\u{2009}max</mi>"), "{got}");
}

#[test]
fn what_mathml_cannot_say_is_shown_as_it_is_written() {
    assert_eq!(
        written(vec![inline(r"\unknown <b>")], &Html::default()),
        "<p><span class=\"math problematic\">\\unknown &lt;b&gt;</span></p>\n"
    );
    assert_eq!(
        written(vec![block(r"\frac{a")], &Html::default()),
        "<pre class=\"math problematic\">\n\\frac{a\n</pre>\n"
    );
}

#[test]
fn others_may_draw_formulas() {
    let with = |math_output, nodes| {
        let html = Html {
            math_output,
            ..Html::default()
        };
        written(nodes, &html)
    };
    assert_eq!(
        with(MathOutput::Latex, vec![inline("a<b"), block("c")]),
        "<p><tt class=\"math\">a&lt;b</tt></p>\n<pre class=\"math\">\nc\n</pre>\n"
    );
    assert_eq!(
        with(MathOutput::MathJax, vec![inline("a<b"), block(r"c\\d")]),
        "<p><span class=\"math\">\\(a&lt;b\\)</span></p>\n\
         <div class=\"math\">\n\\begin{align*}\nc\\\\d\n\\end{align*}\n</div>\n"
    );
}

/// Texts that would do more than draw, if they came through.
const HOSTILE: &[&str] = &[
    r"\text{<script>alert(1)</script>}",
    r#"\text{<img src=x onerror="alert(1)">}"#,
    r"\href{javascript:alert(1)}{x}",
    r"\url{javascript:alert(1)}",
    r#"\class{a" onclick="alert(1)}{x}"#,
    r#"\style{color: red" onclick="alert(1)}{x}"#,
    r#"\color{red" onclick="alert(1)}x"#,
    r"\color{#1;background:url(//a.b)}x",
    r#"\html{<b onclick="x">}"#,
    r"</math><script>alert(1)</script>",
    r#"" onclick="alert(1)"#,
    r"a<b onclick=x>c",
    r"<script>alert(1)</script>",
    r"&lt;script&gt;\&#60;",
    r"\unicode{x3c}script\unicode{x3e}",
    r"\char60 script\char62",
    r"\mathrm{</mi><script>}",
    r"\operatorname{<script>alert(1)</script>}",
    r"\begin{array}{c}<script>\end{array}",
    r#"\kern1em" onload="x"#,
    r"\includegraphics{//a.b/x.png}",
    r"\annotation{</math>}",
];

#[test]
fn nothing_but_formulas_comes_of_tex() {
    for tex in HOSTILE {
        for html in [
            Html::default(),
            Html {
                math_output: MathOutput::MathJax,
                ..Html::default()
            },
        ] {
            let got = written(vec![inline(tex), block(tex)], &html);
            for tag in got.split('<').skip(1) {
                let (tag, _) = tag.split_once('>').unwrap_or((tag, ""));
                harmless(tag).unwrap_or_else(|what| panic!("{what} for {tex}\n{got}"));
            }
        }
    }
}

/// Checks a tag's name, and the names of its attributes.
fn harmless(tag: &str) -> Result<(), String> {
    let mut rest = tag.trim_start_matches('/').trim_end_matches('/');
    let (name, attributes) = rest.split_once(' ').unwrap_or((rest, ""));
    let known = name.starts_with('m') || ["p", "div", "span", "pre"].contains(&name);
    known.then_some(()).ok_or(format!("<{name}>"))?;
    rest = attributes;
    while let Some((name, behind)) = rest.split_once("=\"") {
        let (value, others) = behind.split_once('"').ok_or("an open value")?;
        let name = name.trim();
        let runs = name.starts_with("on") || ["href", "src", "id"].contains(&name);
        if runs || !name.chars().all(|c| c.is_ascii_lowercase()) {
            return Err(format!("the attribute {name:?}"));
        }
        if name == "style" && value.contains("url") {
            return Err(format!("the style {value:?}"));
        }
        rest = others;
    }
    rest.trim()
        .is_empty()
        .then_some(())
        .ok_or(format!("{rest:?}"))
}

#[test]
fn the_law_holds_for_formulas_wherever_they_stand() {
    let texts = HOSTILE.iter().chain(&[
        r"a_1 * b_2 * c",
        "|x| `y` [z](w) ~~v~~",
        "a\n\nb",
        "{{#include x}}",
        "f'' -- \"g\" ...",
        r"x \\ y",
        "# a",
        "1. b",
        "- c",
        r"\{ {} \}",
        "=",
    ]);
    for tex in texts {
        let math = || of(Element::Math, tex);
        let mut part = section("s", "", vec![paragraph("p")]);
        part.children[0].children = vec![math(), text(" and "), math()];
        let cells = vec![vec![inline(tex)], vec![inline(tex)]];
        law::holds(&document(vec![
            node(Element::Paragraph, vec![text("It's "), math(), text(".")]),
            node(Element::Paragraph, vec![math()]),
            node(
                Element::Paragraph,
                vec![node(Element::Emphasis, vec![math()])],
            ),
            bullets(vec![vec![inline(tex)], vec![block(tex)]]),
            table(vec![row(cells.clone()), row(cells)]),
            node(Element::BlockQuote, vec![block(tex), inline(tex)]),
            part,
        ]));
    }
}

#[test]
fn long_and_deep_formulas_cost_little() {
    let pieces = [
        "{",
        "}",
        "a",
        "^",
        "_",
        "'",
        "&",
        "\\\\",
        "\\sqrt",
        "\\bar",
        "\\frac",
        "\\left(",
        "[",
        "\\sqrt[",
        "\\begin{matrix}",
        "\\text{",
        "\\color{red}",
        "{}",
        "x^",
        "\\over",
        "\\operatorname{",
    ];
    let start = Instant::now();
    for piece in pieces {
        for length in [7_000, 100_000] {
            let tex = piece.repeat(length / piece.len());
            written(vec![inline(&tex), block(&tex)], &Html::default());
        }
        let def = format!("\\def\\x{{{0}{0}}}\\x{0}", piece.repeat(100));
        let got = written(vec![inline(&def)], &Html::default());
        assert!(got.contains("problematic"), "{got}");
    }
    let spent = start.elapsed();
    assert!(spent < Duration::from_secs(20), "{spent:?}");
}
