//! Turns a field list at the document's start into bibliographic elements.
//!
//! docutils' `frontmatter.DocInfo`: `:Author: Me` becomes `author` in a
//! `docinfo`; `abstract` and `dedication` become topics behind it. Fields of
//! other names stay fields, with their name for a class.

pub(super) mod authors;

use super::context::{Context, Place};
use super::doc_title::is_prebibliographic;
use super::rcs_keywords;
use crate::diagnostic::Severity;
use crate::names::{fully_normalize_name, make_id};
use crate::source::Span;
use crate::tree::{Document, Element, Node, element::DocinfoItem};

/// What becomes of the fields by their canonical names.
const FIELDS: &[(&str, Field)] = &[
    ("abstract", Field::Abstract),
    ("address", Field::Item(DocinfoItem::Address)),
    ("author", Field::Item(DocinfoItem::Author)),
    ("authors", Field::Item(DocinfoItem::Authors)),
    ("contact", Field::Item(DocinfoItem::Contact)),
    ("copyright", Field::Item(DocinfoItem::Copyright)),
    ("date", Field::Item(DocinfoItem::Date)),
    ("dedication", Field::Dedication),
    ("organization", Field::Item(DocinfoItem::Organization)),
    ("revision", Field::Item(DocinfoItem::Revision)),
    ("status", Field::Item(DocinfoItem::Status)),
    ("version", Field::Item(DocinfoItem::Version)),
];

#[derive(Clone, Copy)]
enum Field {
    Item(DocinfoItem),
    Abstract,
    Dedication,
}

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    if !context.options.docinfo_xform {
        return;
    }
    let children = &mut document.root.children;
    let Some(at) = children.iter().position(|it| !is_prebibliographic(it)) else {
        return;
    };
    if children[at].element != Element::FieldList {
        return;
    }
    let place = children.iter().position(|it| !is_heading(it));
    let place = place.unwrap_or(at).min(at);
    let list = children.remove(at);
    let extracted = extract(list, context);
    children.splice(place..place, extracted);
}

/// Whether it stands before the bibliographic elements.
fn is_heading(node: &Node) -> bool {
    matches!(
        node.element,
        Element::Title
            | Element::Subtitle
            | Element::Rubric
            | Element::Decoration
            | Element::Meta(_)
    )
}

fn extract(list: Node, context: &mut Context<'_>) -> Vec<Node> {
    let mut docinfo = Node::new(Element::Docinfo, list.span);
    let mut topics = Topics::default();
    for mut field in list.children {
        let name = name(&field);
        let normalized = fully_normalize_name(&name);
        let converted = convert(&mut field, &name, &normalized, &mut topics, context);
        if let Some(converted) = converted {
            // Nothing is left of its name but what counts in it.
            context.detach(&field.children[0], field.span);
            docinfo.children.extend(converted);
        } else {
            docinfo.children.push(leave(field, &normalized, context));
        }
    }
    let docinfo = Some(docinfo).filter(|docinfo| !docinfo.children.is_empty());
    let all = [docinfo, topics.dedication, topics.summary];
    all.into_iter().flatten().collect()
}

/// The field's name as far as its first markup (docutils' `field[0][0]`).
fn name(field: &Node) -> String {
    let name = field.children.first();
    let first = name.and_then(|name| name.children.first());
    first.map(Node::astext).unwrap_or_default()
}

#[derive(Default)]
struct Topics {
    dedication: Option<Node>,
    /// The abstract.
    summary: Option<Node>,
}

/// What the field becomes in the docinfo: one element, or none if it is a
/// topic now; `None` if it must stay a field.
fn convert(
    field: &mut Node,
    name: &str,
    normalized: &str,
    topics: &mut Topics,
    context: &mut Context<'_>,
) -> Option<Vec<Node>> {
    let canonical = context.language.field(normalized)?;
    let at = FIELDS
        .binary_search_by_key(&canonical, |&(name, _)| name)
        .ok()?;
    let place = Place::block(field.span);
    let [_, body] = &mut field.children[..] else {
        return None;
    };
    if body.children.is_empty() {
        let message = format!("Cannot extract empty bibliographic field \"{name}\".");
        return complain(body, message, place, context);
    }
    match FIELDS[at].1 {
        Field::Item(DocinfoItem::Authors) => {
            authors::convert(body, name, place, context).map(|it| vec![it])
        }
        Field::Item(item) => convert_item(body, item, name, place, context).map(|it| vec![it]),
        Field::Abstract | Field::Dedication => {
            let slot = match FIELDS[at].1 {
                Field::Abstract => &mut topics.summary,
                _ => &mut topics.dedication,
            };
            if slot.is_some() {
                let message = format!("There can only be one \"{name}\" field.");
                return complain(body, message, place, context);
            }
            let title = context.language.label(canonical).unwrap_or(canonical);
            *slot = Some(topic(title, body).class(canonical));
            Some(Vec::new())
        }
    }
}

fn convert_item(
    body: &mut Node,
    item: DocinfoItem,
    name: &str,
    place: Place,
    context: &mut Context<'_>,
) -> Option<Node> {
    if let Some(paragraph) = authors::misread_initial(body, context) {
        body.children = vec![paragraph];
    }
    if let [paragraph] = &mut body.children[..]
        && paragraph.element == Element::Paragraph
    {
        rcs_keywords::clean(paragraph, context);
        let inline = std::mem::take(&mut paragraph.children);
        return Some(Node::with(Element::DocinfoItem(item), place.span, inline));
    }
    let message = format!(
        "Bibliographic field \"{name}\"\nmust contain a single <paragraph>, not {}.",
        tags(body)
    );
    complain(body, message, place, context)
}

/// The elements in the body, as the message lists them.
fn tags(body: &Node) -> String {
    let tags: Vec<String> = body
        .children
        .iter()
        .filter(|child| !matches!(child.element, Element::SystemMessage(_)))
        .map(|child| format!("<{}>", child.element.tag()))
        .collect();
    match &tags[..] {
        [tag] => format!("a {tag}"),
        _ => format!("[{}]", tags.join(", ")),
    }
}

fn topic(title: &str, body: &mut Node) -> Node {
    let Span { source, start, .. } = body.span;
    let span = Span::new(source, start, start);
    let text = Node::text(title, span);
    let mut topic = Node::with(
        Element::Topic,
        body.span,
        vec![Node::with(Element::Title, span, vec![text])],
    );
    topic.children.append(&mut body.children);
    topic
}

/// Puts a warning into the body of the field, which then stays one.
fn complain<T>(
    body: &mut Node,
    message: String,
    place: Place,
    context: &mut Context<'_>,
) -> Option<T> {
    let message = context.report(Severity::Warning, message, place, Vec::new());
    body.children.push(message);
    None
}

fn leave(mut field: Node, normalized: &str, context: &Context<'_>) -> Node {
    if let Some([paragraph]) = field.children.last_mut().map(|body| &mut body.children[..])
        && paragraph.element == Element::Paragraph
    {
        rcs_keywords::clean(paragraph, context);
    }
    let class = make_id(normalized);
    if class.is_empty() {
        field
    } else {
        field.class(class)
    }
}
