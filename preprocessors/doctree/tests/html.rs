//! What the HTML writer makes of trees; the expected pages are docutils'.

#[path = "build/nodes.rs"]
mod nodes;

use doctree::tree::element::{Admonition, Enumeration, Enumtype, Image, Link, Listing};
use doctree::writer::html::{self, CodeStyle, Html};
use doctree::{Element, Node};
use nodes::{bullets, document, link, node, of, paragraph, row, section, table, text, with_id};

#[track_caller]
fn check(nodes: Vec<Node>, expected: &str) {
    check_with(&Html::default(), nodes, expected);
}

#[track_caller]
fn check_with(html: &Html, nodes: Vec<Node>, expected: &str) {
    assert_eq!(html::body(&document(nodes), html), expected);
}

#[test]
fn text_and_attributes_are_escaped() {
    check(
        vec![node(
            Element::Paragraph,
            vec![
                text("<b> & \"q\" a@b"),
                link("x\"><script>", vec![text("</a>")]),
            ],
        )],
        "<p>&lt;b&gt; &amp; &quot;q&quot; a&#64;b\
         <a class=\"reference external\" href=\"x&quot;&gt;&lt;script&gt;\">&lt;/a&gt;</a></p>\n",
    );
}

#[test]
fn addresses_that_run_code_lead_nowhere() {
    check(
        vec![node(
            Element::Paragraph,
            vec![link("JavaScript:alert(1)", vec![text("x")])],
        )],
        "<p><a class=\"reference external\" href=\"#\">x</a></p>\n",
    );
}

#[test]
fn raw_passes_only_where_it_may_and_only_html() {
    let raw = |format: &str| {
        of(
            Element::Raw {
                format: format.into(),
            },
            "<i>x</i>\n",
        )
    };
    check(vec![raw("html"), raw("latex")], "<i>x</i>\n");
    let html = Html {
        raw: false,
        ..Html::default()
    };
    check_with(
        &html,
        vec![raw("html")],
        "<pre class=\"literal-block\">&lt;i&gt;x&lt;/i&gt;\n</pre>\n",
    );
}

#[test]
fn sections_nest_and_carry_the_ids() {
    let mut inner = section("b", "B", vec![]);
    inner.attributes.edit().ids.push("c".into());
    check(
        vec![section("a", "A", vec![inner])],
        "<section id=\"a\">\n<h2>A</h2>\n\
         <section id=\"b\">\n<span id=\"c\"></span><h3>B</h3>\n</section>\n</section>\n",
    );
}

#[test]
fn below_the_sixth_level_the_heading_says_its_level() {
    let html = Html {
        initial_header_level: 6,
        ..Html::default()
    };
    check_with(
        &html,
        vec![section("a", "A", vec![section("b", "B", vec![])])],
        "<section id=\"a\">\n<h6>A</h6>\n<section id=\"b\">\n\
         <h6 aria-level=\"7\">B</h6>\n</section>\n</section>\n",
    );
}

#[test]
fn only_the_outer_of_simple_lists_says_so() {
    check(
        vec![bullets(vec![
            vec![paragraph("a"), bullets(vec![vec![paragraph("b")]])],
            vec![],
        ])],
        "<ul class=\"simple\">\n<li><p>a</p>\n<ul>\n<li><p>b</p></li>\n</ul>\n</li>\n\
         <li></li>\n</ul>\n",
    );
}

#[test]
fn a_list_with_two_paragraphs_in_an_item_is_not_simple() {
    check(
        vec![bullets(vec![vec![paragraph("a"), paragraph("b")]])],
        "<ul>\n<li><p>a</p>\n<p>b</p>\n</li>\n</ul>\n",
    );
}

#[test]
fn enumerated_lists_tell_kind_and_start() {
    let list = Enumeration {
        enumtype: Enumtype::Upperroman,
        prefix: "(",
        suffix: ")",
        start: 4,
    };
    check(
        vec![node(
            Element::EnumeratedList(Box::new(list)),
            vec![node(Element::ListItem, vec![paragraph("a")])],
        )],
        "<ol class=\"upperroman simple\" start=\"4\">\n<li><p>a</p></li>\n</ol>\n",
    );
}

#[test]
fn classifiers_stand_in_their_term() {
    let item = node(
        Element::DefinitionListItem,
        vec![
            of(Element::Term, "t"),
            of(Element::Classifier, "c"),
            node(Element::Definition, vec![paragraph("d")]),
        ],
    );
    check(
        vec![node(Element::DefinitionList, vec![item])],
        "<dl class=\"simple\">\n<dt>t <span class=\"classifier\">c</span></dt>\n\
         <dd><p>d</p>\n</dd>\n</dl>\n",
    );
}

#[test]
fn admonitions_have_one_form() {
    let kind = Admonition::Warning;
    check(
        vec![node(Element::Admonition(kind), vec![paragraph("w")])],
        "<aside class=\"admonition warning\">\n\
         <p class=\"admonition-title\">Warning</p>\n<p>w</p>\n</aside>\n",
    );
}

#[test]
fn footnotes_in_a_row_share_an_element_and_lead_back() {
    let footnote = |id: &str, backrefs: &[&str]| {
        let children = vec![of(Element::Label, "1"), paragraph("f")];
        let mut note = with_id(node(Element::Footnote { auto: None }, children), id);
        note.attributes.edit().backrefs = backrefs.iter().map(ToString::to_string).collect();
        note
    };
    check(
        vec![footnote("a", &["r"]), footnote("b", &["s", "t"])],
        "<aside class=\"footnote-list brackets\">\n\
         <aside class=\"footnote brackets\" id=\"a\" role=\"doc-footnote\">\n\
         <span class=\"label\"><span class=\"fn-bracket\">[</span>\
         <a role=\"doc-backlink\" href=\"#r\">1</a>\
         <span class=\"fn-bracket\">]</span></span>\n<p>f</p>\n</aside>\n\
         <aside class=\"footnote brackets\" id=\"b\" role=\"doc-footnote\">\n\
         <span class=\"label\"><span class=\"fn-bracket\">[</span>1\
         <span class=\"fn-bracket\">]</span></span>\n\
         <span class=\"backrefs\">(<a role=\"doc-backlink\" href=\"#s\">1</a>,\
         <a role=\"doc-backlink\" href=\"#t\">2</a>)</span>\n<p>f</p>\n</aside>\n</aside>\n",
    );
}

#[test]
fn literals_keep_words_together_that_a_browser_could_break() {
    check(
        vec![node(
            Element::Paragraph,
            vec![of(Element::Literal, "a --opt [x]\nb")],
        )],
        "<p><span class=\"docutils literal\">a <span class=\"pre\">--opt</span> [x] b</span></p>\n",
    );
}

#[test]
fn tables_have_heads_and_stubs() {
    let mut grid = table(vec![
        row(vec![vec![paragraph("a")], vec![]]),
        row(vec![vec![paragraph("b")], vec![]]),
    ]);
    grid.children[0].children[0].element = Element::Colspec {
        colwidth: 1,
        stub: true,
    };
    let grid = grid.class("colwidths-given");
    check(
        vec![grid],
        "<table>\n<colgroup>\n<col style=\"width: 9.1%\" />\n<col style=\"width: 90.9%\" />\n\
         </colgroup>\n<thead>\n<tr><th class=\"head stub\"><p>a</p></th>\n\
         <th class=\"head\"></th>\n</tr>\n</thead>\n<tbody>\n\
         <tr><th class=\"stub\"><p>b</p></th>\n<td></td>\n</tr>\n</tbody>\n</table>\n",
    );
}

#[test]
fn a_caption_and_a_legend_share_a_figcaption() {
    let image = Image {
        uri: "x.png".into(),
        ..Image::default()
    };
    check(
        vec![node(
            Element::Figure(Box::default()),
            vec![
                node(Element::Image(Box::new(image)), vec![]),
                of(Element::Caption, "c"),
                node(Element::Legend, vec![paragraph("l")]),
            ],
        )],
        "<figure>\n<img alt=\"x.png\" src=\"x.png\" />\n<figcaption>\n<p>c</p>\n\
         <div class=\"legend\">\n<p>l</p>\n</div>\n</figcaption>\n</figure>\n",
    );
}

#[test]
fn code_is_marked_for_docutils_or_for_a_book() {
    let code = || {
        let token = of(Element::Inline, "let").class("hl-k");
        node(Element::LiteralBlock, vec![token, text(" x")])
            .class("code")
            .class("rust")
    };
    check(
        vec![code()],
        "<pre class=\"code rust literal-block\"><code>\
         <span class=\"hl-k\">let</span> x</code></pre>\n",
    );
    let html = Html {
        code: CodeStyle::Book,
        ..Html::default()
    };
    check_with(
        &html,
        vec![code()],
        "<pre><code class=\"hljs\" data-lang=\"rust\">\
         <span class=\"hl-k\">let</span> x</code></pre>\n",
    );
}

#[test]
fn the_caller_may_draw_listings() {
    let listing = || {
        let listing = Listing {
            name: "hello".into(),
            ..Listing::default()
        };
        node(
            Element::Listing(Box::new(listing)),
            vec![
                of(Element::Caption, "c"),
                of(Element::LiteralBlock, "fn").class("code").class("rust"),
                of(Element::LiteralBlock, "out").class("output"),
            ],
        )
    };
    let inside = "<figcaption>c</figcaption>\n\
                  <pre><code class=\"hljs\" data-lang=\"rust\">fn</code></pre>\n\
                  <pre><samp>out</samp></pre>\n";
    check(
        vec![listing()],
        &format!(
            "<figure class=\"listing\" data-listing=\"hello\" data-mode=\"debug\">\n\
             {inside}</figure>\n"
        ),
    );
    let html = Html {
        fragment: &|_, inside| Some(format!("<my>{inside}</my>")),
        ..Html::default()
    };
    check_with(&html, vec![listing()], &format!("<my>{inside}</my>"));
}

#[test]
fn without_messages_nothing_leads_to_them() {
    let odd = || {
        let problematic = Element::Problematic {
            refid: Some("m".into()),
        };
        node(Element::Paragraph, vec![of(problematic, "*")])
    };
    check(
        vec![odd()],
        "<p><a href=\"#m\"><span class=\"problematic\">*</span></a></p>\n",
    );
    let html = Html {
        messages: false,
        ..Html::default()
    };
    check_with(
        &html,
        vec![odd()],
        "<p><span class=\"problematic\">*</span></p>\n",
    );
}

#[test]
fn the_page_has_title_and_docinfo_and_the_body_has_not() {
    let title = of(Element::Title, "T");
    let tree = document(vec![title, paragraph("p")]);
    let html = Html::default();
    assert_eq!(
        html::write(&tree, &html),
        "<main>\n<h1 class=\"title\">T</h1>\n<p>p</p>\n</main>\n"
    );
    assert_eq!(html::body(&tree, &html), "<p>p</p>\n");
}

#[test]
fn a_target_that_leads_elsewhere_leaves_no_trace() {
    let target = |link: Link| {
        let target = doctree::tree::element::Target {
            link,
            ..Default::default()
        };
        with_id(of(Element::Target(Box::new(target)), "t"), "i")
    };
    check(
        vec![node(
            Element::Paragraph,
            vec![target(Link::None), target(Link::Uri("u".into()))],
        )],
        "<p><span class=\"target\" id=\"i\">t</span>t</p>\n",
    );
}

#[test]
fn pictures_that_cannot_be_scaled_are_told_of_where_files_are_read() {
    let image = || {
        let image = Image {
            uri: "a.mp4".into(),
            scale: Some(50),
            ..Image::default()
        };
        node(Element::Image(Box::new(image)), vec![])
    };
    let film = "<video src=\"a.mp4\" title=\"a.mp4\">\n\
                <a href=\"a.mp4\">a.mp4</a>\n</video>\n";
    check(vec![image()], film);
    let html = Html {
        files: Some(&doctree::NoFiles),
        ..Html::default()
    };
    let message = "<aside class=\"system-message\">\n\
                   <p class=\"system-message-title\">System Message: WARNING/2 \
                   (<span class=\"docutils literal\">test data</span>, line 1)</p>\n\
                   <p>Cannot scale image!\n  Could not get size from &quot;a.mp4&quot;:\n  \
                   Requires Python Imaging Library.\n  PIL cannot read video images.</p>\n\
                   </aside>\n";
    check_with(&html, vec![image()], &format!("{film}{message}"));
    let html = Html {
        messages: false,
        ..html
    };
    check_with(&html, vec![image()], film);
}
