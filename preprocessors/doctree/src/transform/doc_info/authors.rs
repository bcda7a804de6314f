//! The `authors` field: several names in one field.

use super::complain;
use crate::language::Language;
use crate::source::Span;
use crate::transform::context::{Context, Place};
use crate::tree::{Element, Node, element::DocinfoItem};

/// The field's `authors`, or nothing and a warning in its body.
pub(super) fn convert(
    body: &mut Node,
    name: &str,
    place: Place,
    context: &mut Context<'_>,
) -> Option<Node> {
    let authors = match &body.children[..] {
        [only] if only.element == Element::Paragraph => Some(from_text(body, context)),
        [only] if matches!(only.element, Element::BulletList { .. }) => from_list(only),
        [_] => None,
        all => from_paragraphs(all),
    };
    let authors: Vec<Node> = authors
        .into_iter()
        .flatten()
        .filter(|author| !author.is_empty())
        .map(|author| Node::with(item(DocinfoItem::Author), place.span, author))
        .collect();
    if authors.is_empty() {
        return complain(body, complaint(name, context.language), place, context);
    }
    if let [only] = &body.children[..]
        && only.element == Element::Paragraph
    {
        context.detach(only, only.span);
    }
    Some(Node::with(item(DocinfoItem::Authors), place.span, authors))
}

fn item(item: DocinfoItem) -> Element {
    Element::DocinfoItem(item)
}

fn complaint(name: &str, language: &Language) -> String {
    let separators = String::from_iter(language.author_separators);
    format!(
        "Cannot extract \"{name}\" from bibliographic field:\n\
         Bibliographic field \"{name}\" must contain either\n \
         a single paragraph (with author names separated by a character from the set \"{separators}\"),\n \
         multiple paragraphs (one per author),\n \
         or a bullet list with one author name per item.\n\
         Note: Leading initials can cause (mis)recognizing names as enumerated list."
    )
}

/// Names with separators between them; an escaped separator is none.
fn from_text(body: &Node, context: &Context<'_>) -> Vec<Vec<Node>> {
    let text: String = body
        .walk()
        .filter_map(|node| match &node.element {
            Element::Text(text) => Some(with_escapes(text, &context.rawsource(node.span))),
            _ => None,
        })
        .collect();
    let names = context
        .language
        .author_separators
        .iter()
        .map(|&separator| split(&text, separator))
        .find(|names| names.len() > 1)
        .unwrap_or_else(|| vec![text.clone()]);
    names
        .iter()
        .map(|name| name.replace('\0', ""))
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .map(|name| vec![Node::text(name, body.span)])
        .collect()
}

/// `text` with a NUL before each character that was escaped in `raw`, the
/// source it was read from.
pub(in crate::transform) fn with_escapes(text: &str, raw: &str) -> String {
    if !raw.contains('\\') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some(c) if !c.is_whitespace() => out.extend(['\0', c]),
                _ => {}
            },
            c => out.push(c),
        }
    }
    if out.replace('\0', "") == text {
        out
    } else {
        text.to_owned()
    }
}

fn split(text: &str, separator: char) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut escaped = false;
    for c in text.chars() {
        if c == separator && !escaped {
            names.push(String::new());
        } else if let Some(name) = names.last_mut() {
            name.push(c);
        }
        escaped = c == '\0';
    }
    names
}

fn from_list(list: &Node) -> Option<Vec<Vec<Node>>> {
    let items = list.children.iter().filter(|item| !is_comment(item));
    items
        .map(|item| match &item.children[..] {
            [only] if only.element == Element::Paragraph => Some(only.children.clone()),
            _ => None,
        })
        .collect()
}

fn from_paragraphs(nodes: &[Node]) -> Option<Vec<Vec<Node>>> {
    let nodes = nodes.iter().filter(|node| !is_comment(node));
    nodes
        .map(|node| (node.element == Element::Paragraph).then(|| node.children.clone()))
        .collect()
}

fn is_comment(node: &Node) -> bool {
    node.element == Element::Comment
}

/// The only child that is no message: there is one where a list does not begin
/// with the first number.
fn only_shown(node: &Node) -> Option<&Node> {
    let is_message = |node: &&Node| matches!(node.element, Element::SystemMessage(_));
    let mut shown = node.children.iter().filter(|node| !is_message(node));
    shown.next().filter(|_| shown.next().is_none())
}

/// The one line of `list` as a paragraph, if nothing in it can be markup.
fn plain(list: &Node, context: &Context<'_>) -> Option<Node> {
    const MARKS: &[char] = &['\n', '\\', '*', '`', '|', '_', '@', '/'];
    let text = context.rawsource(list.span);
    let text = text.trim_end();
    let is_plain = !text.contains(MARKS) && !text.ends_with("::");
    is_plain.then(|| {
        let text = Node::text(text, list.span);
        Node::with(Element::Paragraph, list.span, vec![text])
    })
}

/// The paragraph that was meant where an initial was read as the number of a
/// list: `E. Xampl` alone on its line.
pub(super) fn misread_initial(body: &Node, context: &Context<'_>) -> Option<Node> {
    let list = only_shown(body)?;
    if !matches!(list.element, Element::EnumeratedList(_)) {
        return None;
    }
    let mut inner = list;
    while inner.element != Element::Paragraph {
        if inner.element == Element::ListItem && inner.children.is_empty() {
            let text = Node::text(context.rawsource(list.span), list.span);
            return Some(Node::with(Element::Paragraph, list.span, vec![text]));
        }
        let Some(next) = only_shown(inner) else {
            return plain(list, context);
        };
        // A message about the text would be there without the list, too.
        if next.element == Element::Paragraph && inner.children.len() > 1 {
            return None;
        }
        inner = next;
    }
    let Span { source, start, .. } = list.span;
    let number = context.rawsource(Span::new(source, start, inner.span.start));
    if number.contains('\n') || context.rawsource(inner.span).contains('\n') {
        return None;
    }
    let mut paragraph = inner.clone();
    let span = Span::new(source, start, inner.span.start);
    match paragraph.children.first_mut() {
        Some(Node {
            element: Element::Text(text),
            ..
        }) => *text = (number + text).into(),
        _ => paragraph.children.insert(0, Node::text(number, span)),
    }
    Some(paragraph)
}
