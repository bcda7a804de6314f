//! `glossary`: terms and what they mean.
//!
//! ```text
//! .. glossary::
//!
//!    term
//!    another term : key of the index
//!       The definition of both.
//! ```
//!
//! Unlike in a definition list, several terms may share a definition.

use unicode_normalization::UnicodeNormalization;

use super::description::{anchor, declare};
use super::{Content, Failure, Parts, Place, Spec, convert};
use crate::diagnostic::Severity;
use crate::inline;
use crate::line::Line;
use crate::tree::{Element, Node};

pub(super) const SPEC: Spec = Spec {
    name: "std:glossary",
    options: &[("sorted", convert::flag)],
    content: Content::Glossary,
    build: glossary,
    ..Spec::NEW
};

/// What stands in a glossary.
#[derive(Debug, Default)]
pub(crate) struct Entries<'s> {
    pub(crate) entries: Vec<Entry<'s>>,
    /// Lines that stand wrong, with Sphinx's words about them.
    faults: Vec<(Line<'s>, &'static str)>,
}

/// Terms with their definition.
#[derive(Debug, Default)]
pub(crate) struct Entry<'s> {
    terms: Vec<Line<'s>>,
    pub(crate) definition: Vec<Line<'s>>,
}

const NO_GAP: &str = "glossary term must be preceded by empty line";
const GAP: &str = "glossary terms must not be separated by empty lines";
const NO_TERM: &str = "glossary seems to be misformatted, check indentation";

/// Takes the lines of a glossary apart.
pub(crate) fn entries<'s>(lines: &[Line<'s>]) -> Entries<'s> {
    let mut found = Entries::default();
    let (mut in_definition, mut in_comment, mut after_gap) = (true, false, true);
    let mut indent = 0;
    for line in lines {
        if line.is_blank() {
            after_gap = true;
            if let Some(entry) = found.entries.last_mut().filter(|_| in_definition) {
                entry.definition.push(*line);
            }
            continue;
        }
        if line.indent() == 0 {
            in_comment = line.text.starts_with(".. ");
            if in_comment {
                continue;
            }
            let wrong = if in_definition { !after_gap } else { after_gap };
            if wrong {
                let fault = if in_definition { NO_GAP } else { GAP };
                found.faults.push((*line, fault));
            }
            if in_definition {
                found.entries.push(Entry::default());
                in_definition = false;
            }
            if let Some(entry) = found.entries.last_mut() {
                entry.terms.push(*line);
            }
        } else if !in_comment {
            if !in_definition {
                in_definition = true;
                indent = line.indent();
            }
            if found.entries.is_empty() {
                // Sphinx drops such a line.
                found.faults.push((*line, NO_TERM));
                found.entries.push(Entry::default());
                indent = line.indent();
            }
            if let Some(entry) = found.entries.last_mut() {
                entry.definition.push(line.skip(indent.min(line.indent())));
            }
        }
        after_gap = false;
    }
    found
}

fn glossary(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let found = entries(parts.lines);
    let mut nodes = Vec::new();
    for (line, fault) in found.faults {
        let number = parts.context.line(line.span());
        nodes.push(parts.context.message(
            Severity::Warning,
            fault,
            Some(number),
            line.span(),
            Vec::new(),
        ));
    }
    let definitions = parts.content(Place::Body);
    let mut items: Vec<Node> = found
        .entries
        .iter()
        .zip(definitions)
        .map(|(entry, definition)| item(entry, definition, parts))
        .collect();
    if parts.options.has("sorted") {
        items.sort_by_cached_key(key);
    }
    let list = Node::with(Element::DefinitionList, parts.span, items);
    nodes.push(list.class("glossary"));
    Ok(nodes)
}

/// What an item is sorted by: its first term.
fn key(item: &Node) -> String {
    let term = item.children.first().map(Node::astext);
    term.unwrap_or_default().to_lowercase().nfd().collect()
}

fn item(entry: &Entry<'_>, definition: Node, parts: &mut Parts<'_, '_>) -> Node {
    let mut children = Vec::new();
    let mut messages = Vec::new();
    for line in &entry.terms {
        children.push(term(*line, &mut messages, parts));
    }
    let terms = crate::line::span(&entry.terms);
    let span = if entry.definition.is_empty() {
        terms
    } else if entry.terms.is_empty() {
        definition.span
    } else {
        terms.to(definition.span)
    };
    let body = messages.into_iter().chain(definition.children).collect();
    children.push(Node::with(Element::Definition, span, body));
    Node::with(Element::DefinitionListItem, span, children)
}

/// A term. What stands behind ` : ` is where the index lists it.
fn term(line: Line<'_>, messages: &mut Vec<Node>, parts: &mut Parts<'_, '_>) -> Node {
    let written = classified(line.text);
    let shown = line.until(written.map_or(line.text.len(), |it| it.0.len()));
    let text = crate::line::Text::made_up(shown.text, shown.span());
    let number = parts.context.line(line.span());
    let mut parsed = inline::parse(&text, number, parts.context);
    parts.clashes.append(&mut parsed.clashes);
    messages.extend(parsed.messages);
    let mut term = Node::with(Element::Term, shown.span(), parsed.nodes);
    let name = term.astext();
    anchor(parts, &mut term, "term", &name);
    declare(&mut term, "std:term", &name);
    if let Some((_, key)) = written {
        let others = &mut term.attributes.edit().others;
        others.push(("indexkey", key.to_owned()));
    }
    term
}

/// The text before the first ` : `, and that between it and the next.
fn classified(text: &str) -> Option<(&str, &str)> {
    let (term, behind) = text.split_once(" : ")?;
    let behind = behind.split(" : ").next().unwrap_or_default();
    Some((term.trim_end_matches(' '), behind.trim_matches(' ')))
}
