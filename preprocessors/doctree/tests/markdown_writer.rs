//! The law of the Markdown writer: what mdBook's renderer makes of the
//! Markdown equals what the HTML writer makes of the tree.

#[path = "build/dom.rs"]
mod dom;
#[path = "build/law.rs"]
mod law;
#[path = "build/nodes.rs"]
mod nodes;

use doctree::tree::element::{Admonition, Enumeration, Enumtype, Image, Link, Target};
use doctree::writer::html;
use doctree::writer::markdown::{self, Markdown};
use doctree::{Element, Node};
use law::{holds, render};
use nodes::{
    bullets, document, link, node, numbered, of, paragraph, row, section, table, text, with_id,
};

/// The law holds, and the Markdown is `expected`.
#[track_caller]
fn check(nodes: Vec<Node>, expected: &str) {
    let written = holds(&document(nodes));
    assert_eq!(written, expected);
}

#[test]
fn prose_stays_prose() {
    check(
        vec![
            of(Element::Title, "Threads & processes"),
            node(
                Element::Paragraph,
                vec![
                    text("One thread (see "),
                    link("gil.rst#why", vec![text("the lock")]),
                    text(") at a "),
                    of(Element::Emphasis, "time"),
                    text(":\nnot "),
                    of(Element::Strong, "two"),
                    text(", says "),
                    of(Element::Literal, "sys.getswitchinterval()"),
                    text("."),
                ],
            ),
            section(
                "a-b",
                "A b",
                vec![bullets(vec![vec![paragraph("x")], vec![paragraph("y")]])],
            ),
        ],
        "# Threads & processes\n\n\
         One thread (see [the lock](gil.md#why)) at a *time*:\n\
         not **two**, says `sys.getswitchinterval()`.\n\n\
         ## A b {#a-b}\n\n- x\n- y\n",
    );
}

#[test]
fn the_page_takes_the_title_it_is_given_only_if_it_has_none() {
    let title = Some("C *d*");
    let write = |nodes| {
        let options = Markdown {
            title,
            ..Markdown::default()
        };
        markdown::write(&document(nodes), &options)
    };
    assert_eq!(write(vec![paragraph("a")]), "# C \\*d\\*\n\na\n");
    assert_eq!(write(vec![of(Element::Title, "T")]), "# T\n");
}

/// Texts that Markdown, mdBook or HTML could take for markup.
const HOSTILE: &[&str] = &[
    "# a",
    "#",
    "a #",
    "a ##",
    "a {#b}",
    "{.c}",
    "a { b",
    "a }",
    "{",
    "}",
    "> a",
    "> [!NOTE]\n> a",
    "[!NOTE]",
    "- a",
    "-",
    "--",
    "---",
    "----",
    "a\n---",
    "a\n===",
    "a\n-",
    "a\n: b",
    ": b",
    "+ a",
    "+",
    "* a",
    "* * *",
    "***",
    "1. a",
    "12) a",
    "a\n2. b",
    "1986\\. a",
    "```rust",
    "~~~",
    "a ~~b~~ ~c~",
    "`a`",
    "``a``",
    "*a*",
    "**a**",
    "a*b*c",
    "_a_",
    "snake_case_name",
    "__init__",
    "a_",
    "_",
    "[a](b)",
    "[a][b]",
    "[a]: b",
    "[^1]",
    "[^1]: a",
    "[ ] a",
    "[x] a",
    "![a](b)",
    "!",
    "a!",
    "<b>a</b>",
    "<script>alert(1)</script>",
    "<!-- a -->",
    "<a@b.c>",
    "<https://a.b>",
    "a < b > c",
    "&amp; &copy; &#65; & &x",
    "a@b.c",
    "https://a.b/c_d_e",
    "\\",
    "\\\\",
    "a\\",
    "a\\\nb",
    "\\*a\\*",
    "\\(x\\) $y$ $$z$$",
    "don't \"say\" 'so'",
    "a -- b --- c...",
    "....",
    "a | b\n--|--\nc | d",
    "| a |\n|---|",
    "|",
    "a\n:--",
    "{{#include a.rs}}",
    "{{ #include a.rs }}",
    "\\{{#include a.rs}}",
    "{{{#x}}}",
    "    a",
    "\ta",
    "a  \nb",
    "a\n\nb",
    "a\n    b",
    "\u{a0}a\u{a0}",
    "a^b^ H~2~O",
    "==a==",
    ":smile:",
    "\u{201c}*a*\u{201d}",
    "</p>",
    "<pre>",
    "]]>",
    "%%",
    "a\u{0}b",
];

#[test]
fn hostile_text_stays_text_in_paragraphs() {
    for hostile in HOSTILE {
        holds(&document(vec![paragraph(hostile)]));
        holds(&document(vec![node(
            Element::Paragraph,
            vec![text("x "), text(hostile), text("\ny")],
        )]));
        holds(&document(vec![node(
            Element::Paragraph,
            vec![text(hostile), text(hostile)],
        )]));
    }
}

#[test]
fn hostile_text_stays_text_in_inline_elements() {
    let image = |alt: &str| {
        let image = Image {
            uri: "x.png".into(),
            alt: Some(alt.into()),
            ..Image::default()
        };
        node(Element::Image(Box::new(image)), vec![])
    };
    for hostile in HOSTILE {
        for element in [
            Element::Emphasis,
            Element::Strong,
            Element::Literal,
            Element::TitleReference,
            Element::Superscript,
            Element::Inline,
            Element::Math,
        ] {
            let inner = of(element, hostile);
            holds(&document(vec![node(
                Element::Paragraph,
                vec![
                    text("("),
                    inner.clone(),
                    text(") "),
                    text(hostile),
                    inner.clone(),
                ],
            )]));
            holds(&document(vec![node(
                Element::Paragraph,
                vec![inner.clone(), text("a"), inner.clone(), inner],
            )]));
        }
        let reference = link("x", vec![text(hostile)]);
        holds(&document(vec![node(
            Element::Paragraph,
            vec![text("!"), reference, image(hostile), text("(x)")],
        )]));
        holds(&document(vec![image(hostile)]));
    }
}

#[test]
fn hostile_text_stays_text_in_blocks() {
    for hostile in HOSTILE {
        let p = || paragraph(hostile);
        holds(&document(vec![
            of(Element::Title, hostile),
            section("a", hostile, vec![p()]),
            section("b", hostile, vec![p()]),
        ]));
        holds(&document(vec![bullets(vec![
            vec![p()],
            vec![p(), bullets(vec![vec![p()], vec![]])],
            vec![],
        ])]));
        holds(&document(vec![
            p(),
            bullets(vec![vec![p(), p()], vec![p()]]),
            node(Element::BlockQuote, vec![p(), p()]),
        ]));
        holds(&document(vec![table(vec![
            row(vec![vec![p()], vec![p()]]),
            row(vec![
                vec![node(
                    Element::Paragraph,
                    vec![of(Element::Literal, hostile)],
                )],
                vec![],
            ]),
        ])]));
        holds(&document(vec![
            of(Element::LiteralBlock, hostile),
            of(Element::LiteralBlock, hostile)
                .class("code")
                .class("rust"),
            node(
                Element::Admonition(Admonition::Note),
                vec![
                    p(),
                    of(
                        Element::LiteralBlock,
                        &format!("{hostile}\n\n  \n{hostile}"),
                    ),
                ],
            ),
            bullets(vec![vec![of(
                Element::LiteralBlock,
                &format!("a\n\n{hostile}"),
            )]]),
        ]));
    }
}

#[test]
fn hostile_addresses_stay_addresses() {
    for uri in [
        "",
        " ",
        "a b",
        "a(b",
        "a)b",
        "(a)",
        "<a>",
        "a\\",
        "\\",
        "a&copy;b",
        "a*b*_c_",
        "a|b",
        "#a",
        "a\"b",
        "a'b",
        "[a]",
        "`a`",
        "{{#x}}",
        "a\nb",
        "http://a.b/(c)_d?e=f&g=h#i",
        "javascript:alert(1)",
        "x.rst",
        "mailto:a@b.c",
        "http://a.b/<c>",
        "ä",
        "a]b",
        "!",
    ] {
        let image = Image {
            uri: uri.into(),
            ..Image::default()
        };
        holds(&document(vec![
            node(
                Element::Paragraph,
                vec![
                    link(uri, vec![text("a")]),
                    text("(b)"),
                    link(uri, vec![text(uri)]),
                ],
            ),
            table(vec![row(vec![vec![node(
                Element::Paragraph,
                vec![link(uri, vec![text("a")]), link(uri, vec![text(uri)])],
            )]])]),
            node(Element::Image(Box::new(image)), vec![]),
        ]));
    }
}

#[test]
fn pictures_in_a_row_stand_side_by_side() {
    let picture = |uri: &str| {
        let image = Image {
            uri: uri.into(),
            ..Image::default()
        };
        node(Element::Image(Box::new(image)), vec![])
    };
    let [a, b] = ["a.png", "b.png"].map(picture);
    check(vec![a.clone()], "![a.png](a.png)\n");
    holds(&document(vec![a.clone(), b.clone()]));
    holds(&document(vec![
        a.clone(),
        of(Element::Comment, "c"),
        b.clone(),
        a,
    ]));
    holds(&document(vec![b, link("a", vec![picture("c.png")])]));
}

#[test]
fn lists_in_a_row_stay_apart() {
    let one = |text: &str| bullets(vec![vec![paragraph(text)]]);
    let number = |text: &str| numbered(1, vec![vec![paragraph(text)]]);
    check(
        vec![
            one("a"),
            one("b"),
            one("c"),
            number("d"),
            number("e"),
            one("f"),
            paragraph("g"),
            one("h"),
        ],
        "- a\n\n* b\n\n- c\n\n1. d\n\n1) e\n\n- f\n\ng\n\n- h\n",
    );
}

#[test]
fn lists_nest() {
    let inner = || bullets(vec![vec![paragraph("b\nc")], vec![]]);
    check(
        vec![bullets(vec![vec![paragraph("a"), inner()], vec![inner()]])],
        "- a\n\n  - b\n    c\n  - <!-- -->\n\n- - b\n    c\n  - <!-- -->\n",
    );
    holds(&document(vec![bullets(vec![vec![
        paragraph("a"),
        numbered(3, vec![vec![paragraph("b")], vec![]]),
        of(Element::LiteralBlock, "x\n\n  y"),
        node(Element::Admonition(Admonition::Tip), vec![paragraph("t")]),
    ]])]));
    check(
        vec![numbered(
            9,
            vec![
                vec![paragraph("a")],
                vec![paragraph("b"), bullets(vec![vec![paragraph("c")]])],
            ],
        )],
        "9. a\n10. b\n    - c\n",
    );
}

#[test]
fn numerals_that_markdown_has_not_are_html() {
    let list = Enumeration {
        enumtype: Enumtype::Loweralpha,
        prefix: "",
        suffix: ".",
        start: 1,
    };
    check(
        vec![node(
            Element::EnumeratedList(Box::new(list)),
            vec![node(Element::ListItem, vec![paragraph("a")])],
        )],
        "<ol class=\"loweralpha simple\">\n<li><p>a</p></li>\n</ol>\n",
    );
}

#[test]
fn a_line_of_code_without_text_is_kept_in_html() {
    let code = of(Element::LiteralBlock, "fn main() {\n\n}")
        .class("code")
        .class("rust");
    check(
        vec![code],
        "<pre><code class=\"hljs\" data-lang=\"rust\">fn main() {\n<span></span>\n}</code></pre>\n",
    );
}

#[test]
fn plain_code_is_fenced_for_other_renderers() {
    let code = of(Element::LiteralBlock, "let x = ```;\n\n")
        .class("code")
        .class("rust");
    let options = Markdown {
        plain_code: true,
        ..Markdown::default()
    };
    assert_eq!(
        markdown::write(&document(vec![code]), &options),
        "````rust\nlet x = ```;\n\n\n````\n"
    );
}

#[test]
fn further_ids_stand_before_the_heading() {
    let mut several = section("a", "A", vec![paragraph("p")]);
    several.attributes.edit().ids.push("b".into());
    check(
        vec![several.class("k")],
        "<div id=\"b\"></div>\n\n## A {#a .k}\n\np\n",
    );
    let deep = (0..7).fold(paragraph("p"), |inner, at| {
        section(&format!("s{at}"), "T", vec![inner])
    });
    holds(&document(vec![deep]));
    let mut titled = document(vec![of(Element::Title, "T")]);
    titled.root.attributes.edit().ids = vec!["t".into(), "u".into()];
    holds(&titled);
}

#[test]
fn what_has_ids_or_classes_is_html() {
    let target = Element::Target(Box::new(Target {
        link: Link::None,
        anonymous: false,
    }));
    holds(&document(vec![
        with_id(paragraph("*a*"), "p"),
        bullets(vec![vec![with_id(paragraph("b"), "q")]]),
        with_id(with_id(bullets(vec![vec![paragraph("c")]]), "r"), "s"),
        with_id(of(target, ""), "t"),
        node(
            Element::Paragraph,
            vec![with_id(of(Element::Emphasis, "d"), "u"), text("e")],
        ),
        node(
            Element::BlockQuote,
            vec![paragraph("f"), of(Element::Attribution, "g")],
        ),
        with_id(table(vec![row(vec![vec![paragraph("h")]])]), "v"),
        of(Element::Container, "i").class("ins"),
    ]));
}

#[test]
fn emphasis_is_marked_by_tags_where_asterisks_would_not_do() {
    let em = |inner: &str| of(Element::Emphasis, inner);
    let strong = |inner: Vec<Node>| node(Element::Strong, inner);
    check(
        vec![node(
            Element::Paragraph,
            vec![
                text("re"),
                em("Structured"),
                text("Text "),
                em("a"),
                strong(vec![text("b")]),
            ],
        )],
        "re<em>Structured</em>Text *a*<strong>b</strong>\n",
    );
    holds(&document(vec![node(
        Element::Paragraph,
        vec![
            strong(vec![em("a"), text(" b "), em("c")]),
            text("\u{301}"),
            em("\u{201c}x\u{201d}"),
            text("\u{2014}"),
            em("\u{1f600}"),
            text("y"),
            em(" z "),
            em(""),
        ],
    )]));
}

#[test]
fn raw_html_passes_in_one_block() {
    let raw = |html: &str| {
        of(
            Element::Raw {
                format: "html".into(),
            },
            html,
        )
    };
    holds(&document(vec![
        raw("<div>\n\n*a*\n\n<pre>b\n\nc</pre></div>"),
        raw("<span>a</span><em>b</em>"),
        raw("<hr>"),
        node(
            Element::Paragraph,
            vec![text("a "), raw("<b>*c*</b>"), text("*d*")],
        ),
        section("s", "T", vec![]),
    ]));
    let options = Markdown {
        raw: false,
        ..Markdown::default()
    };
    let tree = document(vec![
        raw("<script>"),
        node(Element::Paragraph, vec![raw("<i>")]),
    ]);
    assert_eq!(
        dom::normal(&render(&markdown::write(&tree, &options))),
        dom::normal(&html::write(&tree, &options.html()))
    );
}

#[test]
fn footnotes_in_a_row_are_one_block() {
    let note = |id: &str| {
        let children = vec![of(Element::Label, "1"), paragraph("f\n\ng")];
        with_id(node(Element::Footnote { auto: None }, children), id)
    };
    let reference = Element::FootnoteReference {
        auto: None,
        link: Link::Id("a".into()),
    };
    let written = holds(&document(vec![
        node(
            Element::Paragraph,
            vec![text("x"), of(reference, "1"), text("(y)")],
        ),
        note("a"),
        note("b"),
        paragraph("z"),
    ]));
    assert_eq!(written.matches("footnote-list").count(), 1);
}

#[test]
fn citations_are_items_of_their_list() {
    let children = vec![of(Element::Label, "A"), paragraph("a")];
    let written = holds(&document(vec![with_id(
        node(Element::Citation, children),
        "a",
    )]));
    assert!(written.contains("<div role=\"list\" class=\"citation-list\">"));
    assert!(written.contains("<div class=\"citation\" id=\"a\" role=\"listitem\">"));
}

#[test]
fn what_is_nested_deeply_does_not_outgrow_the_text() {
    let deep = (0..60).fold(paragraph("p"), |inner, _| bullets(vec![vec![inner]]));
    let written = holds(&document(vec![deep]));
    assert!(written.len() < 10_000, "{}", written.len());
}
