//! What holds for every text, stated once: `tests/invariants.rs` tries it on
//! texts that people wrote, and the targets in `fuzz/` on any.

#![allow(dead_code, reason = "each user takes what it needs")]

use std::collections::HashSet;

use doctree::book::{Book, Settings, Survey};
use doctree::tree::element::{Link, Pending};
use doctree::writer::html::{self, Html};
use doctree::writer::markdown::{self, Markdown};
use doctree::writer::pseudoxml;
use doctree::writer::xml::{self, Xml};
use doctree::{Diagnostic, Dialect, Document, Element, Files, Node, Options, Source, Span, read};

use super::dom;

/// Reads `text` with all that must hold of it, and of what the writers make
/// of the tree; hands the tree over.
#[track_caller]
pub(crate) fn hold(text: &str, options: &Options, files: &dyn Files) -> Document {
    let source = Source::new("test.rst", text);
    let (mut document, diagnostics) = read(&source, options, files);
    assert!(
        (&document, &diagnostics) == (&read(&source, options, files).0, &diagnostics),
        "reading twice gives the same"
    );
    let resolved = alone(&mut document, options);
    tree(&document, options);
    for it in diagnostics.iter().chain(&resolved) {
        place(&document, it.span, &it.message);
    }
    in_order(&diagnostics);
    pages(&document);
    document
}

/// Resolves the references of a book's document as if it were all of the book.
fn alone(document: &mut Document, options: &Options) -> Vec<Diagnostic> {
    if options.dialect == Dialect::Docutils {
        return Vec::new();
    }
    let survey = Survey::of("test.rst", document);
    Book::new(vec![survey], Settings::default()).resolve(0, document)
}

/// What holds of every tree.
#[track_caller]
pub(crate) fn tree(document: &Document, options: &Options) {
    let ids = ids(document, options);
    // docutils forgets the ids of a field list that becomes the docinfo.
    let has_front = document.root.children.iter().any(is_front);
    for node in document.root.walk() {
        place(document, node.span, node.element.tag());
        assert!(!is_loose(node), "a loose end is left: {:?}", node.element);
        if let Some(id) = led_to(node).filter(|_| !has_front) {
            let tag = node.element.tag();
            assert!(ids.contains(id), "{tag} leads to {id}, which is not there");
        }
    }
}

/// Whether it is made of bibliographic fields.
fn is_front(node: &Node) -> bool {
    let classes = ["abstract", "dedication"];
    let is_made = || classes.iter().any(|it| node.attributes.has_class(it));
    node.element == Element::Docinfo || node.element == Element::Topic && is_made()
}

/// What only stands in a tree until the transforms are through.
fn is_loose(node: &Node) -> bool {
    match &node.element {
        Element::Pending(pending) => !matches!(**pending, Pending::Toctree(_)),
        Element::PendingXref(_) | Element::SubstitutionReference { .. } => true,
        Element::Reference(it) => matches!(it.link, Link::Name(_)),
        Element::FootnoteReference { link, .. } | Element::CitationReference { link } => {
            matches!(link, Link::Name(_))
        }
        _ => false,
    }
}

/// What holds of all that is written: the same each time, and well formed.
#[track_caller]
pub(crate) fn pages(document: &Document) {
    let html = Html {
        raw: false,
        ..Html::default()
    };
    let markdown = Markdown {
        raw: false,
        ..Markdown::default()
    };
    let xml = Xml {
        raw: false,
        ..Xml::default()
    };
    let writers: [&dyn Fn() -> String; 4] = [
        &|| html::write(document, &html),
        &|| markdown::write(document, &markdown),
        &|| pseudoxml::write(document),
        &|| xml::write(document, &xml),
    ];
    let pages = writers.map(|write| {
        let page = write();
        assert!(page == write(), "writing twice gives the same");
        page
    });
    dom::parse(&pages[0]);
    let root = pages[3].find("<document").unwrap_or(0);
    dom::parse(&pages[3][root..]);
}

/// No id is there twice, but in docutils' dialect those of what a
/// substitution copies.
#[track_caller]
fn ids<'d>(document: &'d Document, options: &Options) -> HashSet<&'d str> {
    let defines = |node: &Node| matches!(node.element, Element::SubstitutionDefinition { .. });
    let copies = options.dialect == Dialect::Docutils && document.root.walk().any(defines);
    let mut ids = HashSet::new();
    for node in document.root.walk() {
        for id in node.attributes.ids() {
            assert!(ids.insert(&**id) || copies, "the id {id} is there twice");
        }
    }
    ids
}

/// The id that a node leads to. Back references are another matter: docutils
/// may lead back to what has become part of a greater fault.
fn led_to(node: &Node) -> Option<&str> {
    let link = match &node.element {
        Element::Reference(it) => Some(&it.link),
        Element::Target(it) => Some(&it.link),
        Element::FootnoteReference { link, .. } | Element::CitationReference { link } => Some(link),
        _ => None,
    };
    match (link, &node.element) {
        (Some(Link::Id(id)), _) => Some(id),
        (_, Element::Problematic { refid }) => refid.as_deref(),
        _ => node.attributes.other("refid"),
    }
}

/// A place lies in its source, between characters.
#[track_caller]
fn place(document: &Document, span: Span, what: &str) {
    let source = document.sources.get(usize::from(span.source));
    let text = source.and_then(|it| it.text().get(span.start as usize..span.end as usize));
    assert!(text.is_some(), "{what} at {span:?} lies in no source");
}

#[track_caller]
fn in_order(diagnostics: &[Diagnostic]) {
    assert!(
        diagnostics.is_sorted_by_key(|it| it.span),
        "diagnostics are in the order of the text"
    );
}
