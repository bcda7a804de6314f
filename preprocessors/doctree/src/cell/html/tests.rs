//! HTML in, the tree out.

use super::*;

/// The elements with what they hold in brackets, and text.
fn shown(node: &Node) -> String {
    if let Element::Text(text) = &node.element {
        return text.to_string();
    }
    let children: Vec<_> = node.children.iter().map(shown).collect();
    format!("{}({})", node.element.tag(), children.join(" "))
}

#[test]
fn text_and_its_marks_are_taken_over() {
    let made = read(
        "<div>One <b>two</b>\n three<br>3<p>Four<br>five &lt;<a href='x.rst'>link</a><p>six</div>7",
        Span::default(),
    );
    let texts: Vec<_> = made.nodes.iter().map(Node::astext).collect();
    assert_eq!(
        texts,
        ["One two three", "3", "Four\nfive <link", "six", "7"]
    );
    assert_eq!(made.nodes[0].children[1].element, Element::Strong);
    let is_link = |it: &Node| matches!(it.element, Element::Reference(_));
    assert!(made.nodes[2].children.iter().any(is_link));
}

#[test]
fn nothing_that_runs_is_taken_over() {
    let made = read(
        "<script>alert(1)</script><style>a{}</style>",
        Span::default(),
    );
    assert!(made.script && made.nodes.is_empty());
    let made = read(
        "<p onclick='x()'>a<iframe src='https://a.b/'></iframe>",
        Span::default(),
    );
    assert_eq!(made.nodes[0].astext(), "ahttps://a.b/");
}

#[test]
fn a_table_of_a_data_frame_is_a_table() {
    let html = "<div>\n<style scoped>x</style>\n<table border=\"1\" class=\"dataframe\">\n <thead>\n\
                <tr style=\"text-align: right;\">\n<th></th>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n\
                <tr>\n<th>0</th>\n<td>1.5</td>\n</tr>\n</tbody>\n</table>\n<p>1 rows</p>\n</div>";
    let made = read(html, Span::default());
    let shown: Vec<_> = made.nodes.iter().map(shown).collect();
    assert_eq!(
        shown,
        [
            "table(tgroup(colspec() colspec() thead(row(entry() entry(paragraph(a)))) \
             tbody(row(entry(paragraph(0)) entry(paragraph(1.5))))))",
            "paragraph(1 rows)"
        ]
    );
    let stub = &made.nodes[0].children[0].children[3].children[0].children[0];
    assert!(matches!(stub.element, Element::Entry { stub: true, .. }));
}

#[test]
fn tables_that_are_not_right_are_put_right() {
    let made = read(
        "<table><tr><td rowspan=9>a<td colspan=2>b<tr><td>c</table><tr>x<td>y",
        Span::default(),
    );
    let group = &made.nodes[0].children[0];
    assert_eq!(group.element, Element::Tgroup { cols: 3 });
    let rows = &group.children[3].children;
    assert_eq!(rows[0].children.len(), 2);
    assert_eq!(rows[1].children.len(), 2);
    assert_eq!(made.nodes[1].astext(), "x");
    assert_eq!(made.nodes[2].astext(), "y");
}

#[test]
fn lists_and_drawings() {
    let made = read(
        "<ul><li>a<li>b<ul><li>c</ul></ul><svg><g/></svg>",
        Span::default(),
    );
    assert_eq!(made.nodes[0].children.len(), 2);
    let Element::Image(image) = &made.nodes[1].children[0].element else {
        panic!("a picture");
    };
    let (mime, bytes) = data_uri::decode(&image.uri).unwrap();
    assert_eq!(mime, "image/svg+xml");
    assert!(bytes.starts_with(b"<svg xmlns="));
}
