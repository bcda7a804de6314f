//! The drawings that listings ask for, made from what is recorded of them.
//!
//! A page has them as HTML, and draws them anew from the reader's own run; the
//! PDF has them as pictures; other renderers have the text they are made from.

use std::path::Path;

use doctree::tree::element::{Chart, Drawing, Image, Listing};
use doctree::{Document, Element, Node, Severity, data_uri};
use listings::drawing::{self, Drawn, Fault};
use serde::Serialize;

use crate::book::Book;
use crate::files::slashed;
use crate::report::Report;
use crate::shown;

/// A drawing as the template of listings knows it.
#[derive(Serialize)]
pub(crate) struct Block<'a> {
    kind: &'static str,
    title: &'a str,
    chart: Option<Axes<'a>>,
    /// What is drawn; nothing, if there is nothing to draw, or something is
    /// wrong with it.
    svg: Option<String>,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// What else a chart has.
#[derive(Serialize)]
struct Axes<'a> {
    x: &'a str,
    y: &'a str,
    scale: &'static str,
    reference: Option<&'a str>,
}

/// What is drawn of a listing, in the order of its options.
fn drawn(listing: &Listing) -> impl Iterator<Item = (&Drawing, Option<Result<Drawn, Vec<Fault>>>)> {
    let draw = |it| {
        listing
            .recorded
            .as_ref()
            .map(|text| drawing::draw(it, text))
    };
    listing.drawings.iter().map(move |it| (it, draw(it)))
}

/// The drawings of a listing for the template.
pub(crate) fn blocks(listing: &Listing) -> Vec<Block<'_>> {
    let drawn = drawn(listing);
    drawn
        .map(|(drawing, drawn)| block(drawing, drawn.and_then(Result::ok)))
        .collect()
}

fn block(drawing: &Drawing, drawn: Option<Drawn>) -> Block<'_> {
    let (kind, title, chart) = described(drawing);
    let (svg, columns, rows) = match drawn {
        Some(it) => (Some(it.svg), it.columns, it.rows),
        None => (None, Vec::new(), Vec::new()),
    };
    Block {
        kind,
        title,
        chart: chart.map(axes),
        svg,
        columns,
        rows,
    }
}

fn described(drawing: &Drawing) -> (&'static str, &str, Option<&Chart>) {
    match drawing {
        Drawing::Timeline(title) => ("timeline", title, None),
        Drawing::Chart(chart) => ("chart", &chart.title, Some(chart)),
    }
}

fn axes(chart: &Chart) -> Axes<'_> {
    Axes {
        x: &chart.x,
        y: &chart.y,
        scale: chart.scale.as_str(),
        reference: chart.reference.as_deref(),
    }
}

/// Shows the recorded output of each listing of which something cannot be
/// drawn, even if its chapter would not.
pub(crate) fn keep_text(document: &mut Document) {
    each(document, |listing, node| {
        if drawn(listing).any(|it| matches!(it.1, Some(Err(_)))) {
            show(listing, node);
        }
    });
}

/// Shows the recorded output of each listing that would be drawn.
pub(crate) fn as_text(document: &mut Document) {
    each(document, show);
}

/// Gives each listing its drawings as pictures, last among its parts.
pub(crate) fn as_pictures(document: &mut Document) {
    keep_text(document);
    each(document, |listing, node| {
        for (drawing, drawn) in drawn(listing) {
            if let Some(Ok(drawn)) = drawn {
                let (_, title, _) = described(drawing);
                let image = Image {
                    uri: data_uri::encode("image/svg+xml", drawn.svg.as_bytes()),
                    alt: Some(format!("{title}. {}", drawn.words)),
                    ..Image::default()
                };
                let picture = Node::new(Element::Image(Box::new(image)), node.span);
                node.children.push(picture.class("drawing"));
            }
        }
    });
}

/// Every listing that is to be drawn.
fn each(document: &mut Document, act: impl Fn(&Listing, &mut Node)) {
    document.root.walk_mut(&mut |node| {
        let Element::Listing(listing) = &node.element else {
            return;
        };
        if !listing.drawings.is_empty() {
            let listing = listing.clone();
            act(&listing, node);
        }
    });
}

fn show(listing: &Listing, node: &mut Node) {
    let is_output = |it: &Node| it.attributes.has_class("output");
    if let Some(text) = &listing.recorded
        && !node.children.iter().any(is_output)
    {
        let text = vec![Node::text(text, node.span)];
        let output = Node::with(Element::LiteralBlock, node.span, text);
        node.children.push(output.class("output"));
    }
}

/// Warns of what is recorded and cannot be drawn, with the line that is wrong.
pub(crate) fn warn(book: &Book, report: &mut Report) {
    for (chapter, found) in shown::found(book) {
        let listing = &found.listing;
        for (drawing, drawn) in drawn(listing) {
            let (kind, _, _) = described(drawing);
            for fault in drawn.and_then(Result::err).unwrap_or_default() {
                let place = place(book, chapter, listing, &fault);
                let Fault { message, .. } = fault;
                let message = format!(
                    "listing `{}`: no {kind} is drawn: {place}: {message}",
                    listing.name
                );
                shown::tell(
                    book,
                    chapter,
                    found.span,
                    Severity::Warning,
                    message,
                    report,
                );
            }
        }
    }
}

/// The recorded output, with the number of the line if there is one.
fn place(book: &Book, chapter: usize, listing: &Listing, fault: &Fault) -> String {
    let from = book.files.name(&book.chapters.all[chapter].path);
    let path = Path::new(&listing.path).with_extension("out");
    let found = book.files.locate(&from, &slashed(&path)).ok();
    let root = book.root.canonicalize().unwrap_or_default();
    let own = found.as_deref().and_then(|it| it.strip_prefix(root).ok());
    let file = slashed(own.unwrap_or(&path));
    match fault.line {
        Some(line) => format!("{file}:{line}"),
        None => file,
    }
}
