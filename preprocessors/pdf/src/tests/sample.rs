//! A document by hand that holds every element.

use doctree::tree::element::{
    Admonition, DocinfoItem, Enumeration, Enumtype, Figure, Image, Link, Listing, Mode, Pending,
    Reference, Run, SystemMessage, Table, Target,
};
use doctree::{Document, Element, Node, Severity, Source, Span};

/// An element that holds `children`.
pub(super) fn node(element: Element, children: Vec<Node>) -> Node {
    Node::with(element, Span::default(), children)
}

/// An element that holds a text.
pub(super) fn leaf(element: Element, content: &str) -> Node {
    node(element, vec![text(content)])
}

/// A piece of text.
pub(super) fn text(content: &str) -> Node {
    Node::text(content, Span::default())
}

/// A paragraph of one text.
pub(super) fn paragraph(content: &str) -> Node {
    leaf(Element::Paragraph, content)
}

/// `node` with an id.
pub(super) fn id(mut node: Node, id: &str) -> Node {
    node.attributes.edit().ids.push(id.to_owned());
    node
}

/// A link.
pub(super) fn link(link: Link, content: &str) -> Node {
    let reference = Reference {
        link,
        ..Reference::default()
    };
    leaf(Element::Reference(Box::new(reference)), content)
}

/// A picture.
pub(super) fn image(uri: &str, alt: Option<&str>) -> Node {
    let image = Image {
        uri: uri.to_owned(),
        alt: alt.map(str::to_owned),
        ..Image::default()
    };
    node(Element::Image(Box::new(image)), Vec::new())
}

/// A document of these nodes.
pub(super) fn document(children: Vec<Node>) -> Document {
    Document {
        root: node(Element::Document, children),
        sources: vec![Source::new("sample.rst", "")],
    }
}

/// A program in the colours of the classes before the colons.
pub(super) fn coloured(element: Element, runs: &str) -> Node {
    let runs = runs.split('|').map(|run| match run.split_once('~') {
        Some((class, content)) => leaf(Element::Inline, content).class(format!("hl-{class}")),
        None => text(run),
    });
    node(element, runs.collect())
}

/// A section with a title.
pub(super) fn section(name: &str, mut children: Vec<Node>) -> Node {
    children.insert(0, leaf(Element::Title, name));
    node(Element::Section, children)
}

fn word(number: &mut usize) -> String {
    *number += 1;
    format!("word{number}")
}

fn items(words: &mut usize, count: usize) -> Vec<Node> {
    let item = |_| node(Element::ListItem, vec![paragraph(&word(words))]);
    (0..count).map(item).collect()
}

/// A document with every element that a page shows; its texts are `word1`,
/// `word2` and so on. The second value is how many.
pub(super) fn every_element() -> (Document, usize) {
    let mut count = 0;
    let words = &mut count;
    let mut all = vec![
        leaf(Element::Title, &word(words)),
        leaf(Element::Subtitle, &word(words)),
        node(
            Element::Decoration,
            vec![
                node(Element::Header, vec![paragraph(&word(words))]),
                node(Element::Footer, vec![paragraph(&word(words))]),
            ],
        ),
        node(
            Element::Docinfo,
            vec![
                leaf(Element::DocinfoItem(DocinfoItem::Author), &word(words)),
                node(
                    Element::DocinfoItem(DocinfoItem::Authors),
                    vec![
                        leaf(Element::DocinfoItem(DocinfoItem::Author), &word(words)),
                        leaf(Element::DocinfoItem(DocinfoItem::Author), &word(words)),
                    ],
                ),
                leaf(Element::DocinfoItem(DocinfoItem::Address), &word(words)),
                leaf(Element::DocinfoItem(DocinfoItem::Version), &word(words)),
            ],
        ),
    ];
    let body = [lists(words), blocks(words), inlines(words), tables(words)].concat();
    all.push(section(&word(words), body));
    all.push(section(&word(words), vec![paragraph(&word(words))]));
    (document(all), count)
}

fn lists(words: &mut usize) -> Vec<Node> {
    let enumeration = |enumtype| Enumeration {
        enumtype,
        prefix: "(",
        suffix: ")",
        start: 3,
    };
    let option = |words: &mut usize| {
        node(
            Element::Option,
            vec![
                leaf(Element::OptionString, &word(words)),
                leaf(
                    Element::OptionArgument {
                        delimiter: "=".into(),
                    },
                    &word(words),
                ),
            ],
        )
    };
    vec![
        node(Element::BulletList { bullet: '*' }, items(words, 2)),
        node(
            Element::EnumeratedList(Box::new(enumeration(Enumtype::Lowerroman))),
            items(words, 2),
        ),
        node(
            Element::DefinitionList,
            vec![node(
                Element::DefinitionListItem,
                vec![
                    leaf(Element::Term, &word(words)),
                    leaf(Element::Classifier, &word(words)),
                    leaf(Element::Term, &word(words)),
                    leaf(Element::Classifier, &word(words)),
                    node(Element::Definition, vec![paragraph(&word(words))]),
                ],
            )],
        ),
        node(
            Element::FieldList,
            vec![node(
                Element::Field,
                vec![
                    leaf(Element::FieldName, &word(words)),
                    node(Element::FieldBody, vec![paragraph(&word(words))]),
                ],
            )],
        ),
        node(
            Element::OptionList,
            vec![node(
                Element::OptionListItem,
                vec![
                    node(Element::OptionGroup, vec![option(words), option(words)]),
                    node(Element::Description, vec![paragraph(&word(words))]),
                ],
            )],
        ),
    ]
}

fn blocks(words: &mut usize) -> Vec<Node> {
    let titled = |element, words: &mut usize| {
        node(
            element,
            vec![leaf(Element::Title, &word(words)), paragraph(&word(words))],
        )
    };
    let message = SystemMessage {
        severity: Severity::Error,
        line: None,
        source: "".into(),
    };
    vec![
        leaf(Element::Rubric, &word(words)),
        titled(Element::Topic, words),
        titled(Element::Sidebar, words),
        titled(Element::Admonition(Admonition::Generic), words),
        node(
            Element::Admonition(Admonition::Danger),
            vec![paragraph(&word(words))],
        ),
        node(Element::Transition, Vec::new()),
        node(Element::Compound, vec![paragraph(&word(words))]),
        node(Element::Container, vec![paragraph(&word(words))]),
        coloured(
            Element::LiteralBlock,
            &format!("{}|k~{}\n{}", word(words), word(words), word(words)),
        ),
        node(
            Element::LiteralBlock,
            vec![text(&word(words)), leaf(Element::Emphasis, &word(words))],
        ),
        leaf(Element::DoctestBlock, &word(words)),
        leaf(Element::MathBlock, &format!("\\text{{{}}}", word(words))),
        node(
            Element::LineBlock,
            vec![
                leaf(Element::Line, &word(words)),
                node(Element::Line, Vec::new()),
                node(Element::LineBlock, vec![leaf(Element::Line, &word(words))]),
            ],
        ),
        node(
            Element::BlockQuote,
            vec![
                paragraph(&word(words)),
                leaf(Element::Attribution, &word(words)),
            ],
        ),
        leaf(
            Element::Raw {
                format: "latex".into(),
            },
            &word(words),
        ),
        figure(words),
        node(
            Element::SystemMessage(Box::new(message)),
            vec![paragraph(&word(words))],
        ),
        node(
            Element::Pending(Box::new(Pending::TargetNotes {
                classes: Vec::new(),
            })),
            Vec::new(),
        ),
        leaf(Element::Comment, "unseen"),
        listing(words),
    ]
}

fn figure(words: &mut usize) -> Node {
    let children = vec![
        image("missing.svg", Some(&word(words))),
        leaf(Element::Caption, &word(words)),
        node(Element::Legend, vec![paragraph(&word(words))]),
    ];
    node(Element::Figure(Box::<Figure>::default()), children)
}

fn listing(words: &mut usize) -> Node {
    let listing = Listing {
        path: format!("listings/{}.rs", word(words)),
        name: word(words),
        mode: Mode::Release,
        run: Run::Local(word(words)),
        ..Listing::default()
    };
    node(
        Element::Listing(Box::new(listing)),
        vec![
            leaf(Element::Caption, &word(words)),
            coloured(Element::LiteralBlock, &format!("k~{}", word(words))),
            leaf(Element::LiteralBlock, &word(words)).class("output"),
        ],
    )
}

fn inlines(words: &mut usize) -> Vec<Node> {
    let plain = [
        Element::Emphasis,
        Element::Strong,
        Element::Literal,
        Element::TitleReference,
        Element::Abbreviation,
        Element::Acronym,
        Element::Superscript,
        Element::Subscript,
        Element::Inline,
        Element::Math,
        Element::Generated,
        Element::SubstitutionReference {
            refname: "x".into(),
        },
        Element::Problematic { refid: None },
        Element::Raw {
            format: "typst".into(),
        },
    ];
    let set = |it: Element| match it {
        Element::Math => leaf(it, &format!("\\text{{{}}}", word(words))),
        _ => leaf(it, &word(words)),
    };
    let mut running: Vec<Node> = plain.into_iter().map(set).collect();
    let reference = |id: &str| Element::FootnoteReference {
        auto: None,
        link: Link::Id(id.to_owned()),
    };
    running.extend([
        link(Link::Uri("https://example.org/".into()), &word(words)),
        link(Link::Id("here".into()), &word(words)),
        link(Link::Uri("javascript:alert(1)".into()), &word(words)),
        leaf(reference("note"), &word(words)),
        leaf(reference("note"), &word(words)),
        leaf(
            Element::CitationReference {
                link: Link::Id("cit".into()),
            },
            &word(words),
        ),
        id(
            leaf(Element::Target(Box::<Target>::default()), &word(words)),
            "here",
        ),
    ]);
    let spaced = running.into_iter().flat_map(|it| [it, text(" ")]).collect();
    let note = |element, name: &str, words: &mut usize| {
        let children = vec![leaf(Element::Label, &word(words)), paragraph(&word(words))];
        id(node(element, children), name)
    };
    let mut unused = note(Element::Footnote { auto: None }, "unused", words);
    unused.children.push(paragraph(&word(words)));
    vec![
        node(Element::Paragraph, spaced),
        leaf(Element::Emphasis, &word(words)),
        id(
            node(
                Element::Footnote { auto: None },
                vec![paragraph(&word(words))],
            ),
            "note",
        ),
        unused,
        note(Element::Citation, "cit", words),
    ]
}

fn tables(words: &mut usize) -> Vec<Node> {
    let mut entry = |morerows, morecols| {
        let element = Element::Entry {
            morerows,
            morecols,
            stub: false,
        };
        node(element, vec![paragraph(&word(words))])
    };
    let column = || {
        let element = Element::Colspec {
            colwidth: 20,
            stub: false,
        };
        node(element, Vec::new())
    };
    let head = vec![node(Element::Row, vec![entry(0, 0), entry(7, 0)])];
    let body = vec![
        node(Element::Row, vec![entry(1, 0), entry(0, 0)]),
        node(Element::Row, vec![entry(0, 5)]),
        node(Element::Row, vec![entry(0, 1)]),
    ];
    let group = node(
        Element::Tgroup { cols: 2 },
        vec![
            column(),
            column(),
            node(Element::Thead, head),
            node(Element::Tbody, body),
        ],
    );
    let title = leaf(Element::Title, &word(words));
    vec![node(
        Element::Table(Box::<Table>::default()),
        vec![title, group],
    )]
}
