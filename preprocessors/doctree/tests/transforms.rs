//! The transforms, on small trees built by hand as the reader leaves them, and
//! on texts that are read.

use doctree::conformance::{transform_tree, transform_tree_all};
use doctree::tree::element::{Auto, Link, Pending, Reference, Target};
use doctree::writer::pseudoxml;
use doctree::{Document, Element, NoFiles, Node, Options, Source, Span};

fn node(element: Element, children: Vec<Node>) -> Node {
    Node::with(element, Span::default(), children)
}

fn text(text: &str) -> Node {
    Node::text(text, Span::default())
}

fn paragraph(children: Vec<Node>) -> Node {
    node(Element::Paragraph, children)
}

fn named(mut node: Node, name: &str) -> Node {
    let attributes = node.attributes.edit();
    attributes.names.push(name.into());
    attributes.ids.push(name.replace(' ', "-"));
    node
}

fn section(title: &str, mut children: Vec<Node>) -> Node {
    children.insert(0, node(Element::Title, vec![text(title)]));
    named(node(Element::Section, children), &title.to_lowercase())
}

fn target(link: Link, anonymous: bool) -> Node {
    node(
        Element::Target(Box::new(Target { link, anonymous })),
        vec![],
    )
}

fn reference(name: &str) -> Node {
    let reference = Reference {
        name: Some(name.into()),
        link: Link::Name(name.into()),
        anonymous: false,
    };
    node(Element::Reference(Box::new(reference)), vec![text(name)])
}

fn substitution(name: &str) -> Node {
    let refname = name.to_owned();
    node(Element::SubstitutionReference { refname }, vec![text(name)])
}

fn definition(name: &str, children: Vec<Node>) -> Node {
    let element = Element::SubstitutionDefinition {
        ltrim: false,
        rtrim: false,
    };
    let mut node = node(element, children);
    node.attributes.edit().names.push(name.into());
    node
}

/// What stands in the document after the transforms, a line an element.
fn after(names: &[(&str, u16)], children: Vec<Node>) -> Vec<String> {
    let mut document = Document {
        root: node(Element::Document, children),
        sources: vec![Source::new("a.rst", "first\n")],
    };
    let options = Options {
        report_level: 2,
        ..Options::docutils()
    };
    if names.is_empty() {
        transform_tree_all(&mut document, &options);
    } else {
        transform_tree(&mut document, &options, names);
    }
    let all = pseudoxml::write(&document);
    all.lines()
        .skip(1)
        .map(|line| line.trim().to_owned())
        .collect()
}

#[test]
fn chained_targets_give_their_names_to_the_element_behind() {
    let lines = after(
        &[("references.PropagateTargets", 260)],
        vec![
            named(target(Link::None, false), "a"),
            named(target(Link::None, false), "b"),
            paragraph(vec![text("x")]),
        ],
    );
    assert_eq!(
        lines,
        [
            r#"<target refid="a">"#,
            r#"<target refid="b">"#,
            r#"<paragraph ids="b a" names="b a">"#,
            "x"
        ]
    );
}

#[test]
fn references_follow_indirect_targets_to_the_address() {
    let lines = after(
        &[],
        vec![
            paragraph(vec![reference("one")]),
            named(target(Link::Name("two".into()), false), "one"),
            named(target(Link::Uri("https://a.example/".into()), false), "two"),
        ],
    );
    assert_eq!(
        lines[1],
        r#"<reference name="one" refuri="https://a.example/">"#
    );
    assert_eq!(
        lines[3],
        r#"<target ids="one" names="one" refuri="https://a.example/">"#
    );
}

#[test]
fn a_circle_of_targets_is_reported_and_ends() {
    let lines = after(
        &[],
        vec![
            paragraph(vec![reference("one")]),
            named(target(Link::Name("two".into()), false), "one"),
            named(target(Link::Name("one".into()), false), "two"),
        ],
    );
    let report = "Indirect hyperlink target \"one\" (id=\"one\") refers to target \"two\", \
                  forming a circular reference.";
    assert!(lines.iter().any(|line| line == report), "{lines:#?}");
    assert_eq!(
        lines[1],
        r#"<problematic ids="problematic-1" refid="system-message-1">"#
    );
}

#[test]
fn footnotes_are_numbered_around_those_numbered_by_hand() {
    let footnote = |auto, children| node(Element::Footnote { auto }, children);
    let label = |label| node(Element::Label, vec![text(label)]);
    let auto = Some(Auto::Number);
    let reference = |id: &str| {
        let link = Link::None;
        let mut node = node(Element::FootnoteReference { auto, link }, vec![]);
        node.attributes.edit().ids.push(id.into());
        node
    };
    let mut unnamed = footnote(auto, vec![]);
    unnamed.attributes.edit().ids.push("footnote-1".into());
    let lines = after(
        &[("references.Footnotes", 620)],
        vec![
            paragraph(vec![reference("r1"), reference("r2")]),
            named(footnote(None, vec![label("1")]), "1"),
            unnamed,
        ],
    );
    assert_eq!(
        lines,
        [
            "<paragraph>",
            r#"<footnote_reference auto="1" ids="r1" refid="footnote-1">"#,
            "2",
            r#"<problematic ids="problematic-1 r2" refid="system-message-1">"#,
            r#"<footnote ids="1" names="1">"#,
            "<label>",
            "1",
            r#"<footnote auto="1" backrefs="r1" ids="footnote-1" names="2">"#,
            "<label>",
            "2",
        ]
    );
}

#[test]
fn substitutions_nest_and_circles_are_found() {
    let lines = after(
        &[("references.Substitutions", 220)],
        vec![
            paragraph(vec![substitution("A"), substitution("loop")]),
            definition("a", vec![substitution("b"), text("!")]),
            definition("b", vec![text("bee")]),
            definition("loop", vec![substitution("loop")]),
        ],
    );
    assert_eq!(lines[..3], ["<paragraph>", "bee", "!"]);
    assert!(lines[3].starts_with("<problematic"), "{lines:#?}");
    let detected = "Circular substitution definition detected:";
    assert!(lines.iter().any(|line| line == detected), "{lines:#?}");
}

#[test]
fn definitions_that_multiply_each_other_stay_small() {
    let mut children = vec![definition("x0", vec![text("lol")])];
    for level in 1..40 {
        let inner = format!("x{}", level - 1);
        let content = (0..10).map(|_| substitution(&inner)).collect();
        children.push(definition(&format!("x{level}"), content));
    }
    children.push(paragraph(vec![substitution("x39")]));
    let lines = after(&[("references.Substitutions", 220)], children);
    assert!(lines.len() < 500_000, "{}", lines.len());
    assert!(lines.iter().any(|line| line.starts_with("<problematic")));
}

#[test]
fn a_lone_section_gives_the_document_its_title() {
    let lines = after(
        &[("frontmatter.DocTitle", 320)],
        vec![
            node(Element::Comment, vec![text("c")]),
            section("T", vec![section("S", vec![paragraph(vec![])])]),
        ],
    );
    assert_eq!(
        lines,
        [
            "<title>",
            "T",
            r#"<subtitle ids="s" names="s">"#,
            "S",
            r#"<comment xml:space="preserve">"#,
            "c",
            "<paragraph>"
        ]
    );
}

#[test]
fn contents_list_numbered_sections_and_titles_link_back() {
    let pending = |pending| node(Element::Pending(Box::new(pending)), vec![]);
    let contents = Pending::Contents {
        classes: Vec::new(),
        depth: None,
        local: false,
        backlinks: None,
    };
    let sectnum = Pending::Sectnum {
        depth: None,
        start: None,
        prefix: None,
        suffix: None,
    };
    let lines = after(
        &[],
        vec![
            pending(sectnum),
            named(node(Element::Topic, vec![pending(contents)]), "contents").class("contents"),
            section("One", vec![]),
            section("Two", vec![]),
        ],
    );
    assert_eq!(
        lines,
        [
            r#"<topic classes="contents" ids="contents" names="contents">"#,
            r#"<bullet_list classes="auto-toc">"#,
            "<list_item>",
            "<paragraph>",
            r#"<reference ids="toc-entry-1" refid="one">"#,
            r#"<generated classes="sectnum">"#,
            "1",
            "One",
            "<list_item>",
            "<paragraph>",
            r#"<reference ids="toc-entry-2" refid="two">"#,
            r#"<generated classes="sectnum">"#,
            "2",
            "Two",
            r#"<section ids="one" names="one">"#,
            r#"<title auto="1" refid="toc-entry-1">"#,
            r#"<generated classes="sectnum">"#,
            "1",
            "One",
            r#"<section ids="two" names="two">"#,
            r#"<title auto="1" refid="toc-entry-2">"#,
            r#"<generated classes="sectnum">"#,
            "2",
            "Two",
        ]
    );
}

#[test]
fn an_unknown_name_is_reported_with_its_text_kept() {
    let source = Source::new("a.rst", "See `it`_.\n");
    let span = Span::new(0, 4, 9);
    let mut it = reference("it");
    it.span = span;
    let mut block = paragraph(vec![text("See "), it]);
    block.span = Span::new(0, 0, 10);
    let mut document = Document {
        root: node(Element::Document, vec![block]),
        sources: vec![source],
    };
    let found = transform_tree_all(&mut document, &Options::default());
    assert_eq!(found[0].message, "Unknown target name: \"it\".");
    assert_eq!(found[0].span, span);
    assert_eq!(document.root.children[0].astext(), "See `it`_");
}

/// The document that `text` gives, as pseudo-XML without its first line, and
/// the messages of its diagnostics.
fn read(text: &str) -> (String, Vec<String>) {
    let options = Options {
        doctitle_xform: true,
        ..Options::default()
    };
    read_with(text, &options)
}

fn read_with(text: &str, options: &Options) -> (String, Vec<String>) {
    let source = Source::new("a.rst", text);
    let (document, found) = doctree::read(&source, options, &NoFiles);
    let found = found.into_iter().map(|it| it.message).collect();
    let all = pseudoxml::write(&document);
    let body = all.split_inclusive('\n').skip(1).collect();
    (body, found)
}

#[test]
fn explicit_targets_get_the_id_of_their_name_before_sections_do() {
    let options = Options {
        legacy_ids: false,
        ..Options::docutils()
    };
    let text = "Note\n====\n\n.. _note:\n\nText, see note_.\n\nOther\n=====\n";
    let (body, _) = read_with(text, &options);
    assert!(
        body.contains(r#"<section dupnames="note" ids="note-1">"#),
        "{body}"
    );
    assert!(
        body.contains(r#"<paragraph ids="note" names="note">"#),
        "{body}"
    );
    assert!(
        body.contains(r#"<reference name="note" refid="note">"#),
        "{body}"
    );
}

#[test]
fn bibliographic_fields_become_docinfo() {
    let (body, found) = read(
        "Title\n=====\n\n:Author: A. Name\n:Authors: One; Two\n:Date: $Date: 2005/03/26 16:21:28 $\n\
         :Abstract: Short.\n:Custom field: yes\n:Version:\n",
    );
    for part in [
        "<author>\n            A. Name\n",
        "<author>\n                One\n            <author>\n                Two\n",
        "<date>\n            2005-03-26\n",
        "<field classes=\"custom-field\">",
        "<topic classes=\"abstract\">\n        <title>\n            Abstract\n",
    ] {
        assert!(body.contains(part), "{part}\n{body}");
    }
    assert_eq!(
        found,
        ["Cannot extract empty bibliographic field \"Version\"."]
    );
}

#[test]
fn a_transition_at_a_sections_end_moves_behind_it() {
    let (body, found) = read("One\n===\n\nText.\n\n----\n\nTwo\n===\n\nText.\n\n----\n");
    let behind = "            Text.\n    <transition>\n    <section ids=\"two\"";
    assert!(body.contains(behind), "{body}");
    assert_eq!(found, ["Transition at the end of the document."]);
    let (body, _) = read("One\n===\n\nText.\n\n----\n\n.. |s| replace:: t\n\nTwo\n===\n\nText.\n");
    let behind = "            t\n    <transition>\n    <section ids=\"two\"";
    assert!(body.contains(behind), "{body}");
}

#[test]
fn a_class_goes_to_the_next_element_that_is_shown() {
    let (body, _) = read(".. class:: wide\n\n.. a comment\n\n- item\n");
    let list = r#"<bullet_list bullet="-" classes="wide">"#;
    assert!(body.contains(list), "{body}");
    let (_, found) = read("Text\n\n.. class:: wide\n");
    assert_eq!(found, ["No suitable element following \"class\" directive"]);
}

#[test]
fn anonymous_references_take_anonymous_targets_in_turn_or_none() {
    let (body, _) = read("one__ two__\n\n__ https://a.example/\n__ https://b.example/\n");
    let second = r#"name="two" refuri="https://b.example/""#;
    assert!(body.contains(second), "{body}");
    let (body, found) = read("one__\n");
    assert!(body.contains("<problematic"), "{body}");
    let mismatch = "Anonymous hyperlink mismatch: 1 references but 0 targets.";
    assert!(found[0].starts_with(mismatch), "{found:?}");
}

#[test]
fn symbols_are_doubled_when_they_run_out() {
    let references = "[*]_ ".repeat(11);
    let notes = ".. [*] note\n".repeat(11);
    let (body, found) = read(&format!("{references}\n\n{notes}"));
    assert!(found.is_empty(), "{found:?}");
    assert!(body.contains("<label>\n            **\n"), "{body}");
}

#[test]
fn messages_below_the_level_are_taken_out_and_told_all_the_same() {
    let text = ".. _unused:\n\nText with unknown_.\n";
    let (body, found) = read_with(text, &Options::docutils());
    assert!(!body.contains("is not referenced"), "{body}");
    assert!(body.contains("Docutils System Messages"), "{body}");
    let unused = "Hyperlink target \"unused\" is not referenced.";
    assert!(found.iter().any(|it| it == unused), "{found:?}");
}
