//! *Directives for Substitution Definitions*: replacement texts, and
//! characters by number.

use super::{Content, Convert, Failure, Parts, Spec, character, convert, no_content};
use super::{Place, only_in_substitutions};
use crate::diagnostic::Severity;
use crate::tree::{Element, Node};

const UNICODE: &[(&str, Convert)] = &[
    ("trim", convert::flag),
    ("ltrim", convert::flag),
    ("rtrim", convert::flag),
];

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "replace",
        content: Content::Blocks,
        build: replace,
        ..Spec::NEW
    },
    Spec {
        name: "unicode",
        required: 1,
        whitespace: true,
        options: UNICODE,
        build: unicode,
        ..Spec::NEW
    },
];

fn replace(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    only_in_substitutions(parts)?;
    if parts.lines.is_empty() {
        return Err(no_content(parts.name));
    }
    let content = parts.content(Place::Loose);
    let is_message = |node: &Node| matches!(node.element, Element::SystemMessage(_));
    let mut others = content.iter().filter(|node| !is_message(node));
    let first = others.next().map(|node| &node.element);
    if others.next().is_some() || first.is_some_and(|it| *it != Element::Paragraph) {
        parts.context.detach(&content, None);
        return Ok(vec![more_than_one_paragraph(parts)]);
    }
    let mut paragraph = None;
    let mut messages = Vec::new();
    for mut node in content {
        if is_message(&node) {
            node.attributes.edit().backrefs.clear();
            messages.push(node);
        } else {
            paragraph = Some(node.children);
        }
    }
    messages.extend(paragraph.unwrap_or_default());
    Ok(messages)
}

fn more_than_one_paragraph(parts: &mut Parts<'_, '_>) -> Node {
    let message = format!(
        "Error in \"{}\" directive: may contain a single paragraph only.",
        parts.name
    );
    let (line, span) = (Some(parts.line), parts.span);
    parts
        .context
        .message(Severity::Error, message, line, span, Vec::new())
}

/// A text node for each code; what follows `..` is a comment.
fn unicode(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    only_in_substitutions(parts)?;
    let argument = parts.arguments.concat();
    let comment = argument
        .match_indices(".. ")
        .map(|(at, _)| at)
        .find(|&at| at == 0 || argument[..at].ends_with([' ', '\n']));
    let codes = &argument[..comment.unwrap_or(argument.len())];
    let mut nodes = Vec::new();
    for code in codes.split_whitespace() {
        let text = match character::by_code(code) {
            None => code.to_owned(),
            // A NUL stands for a backslash that is not to be seen.
            Some(Ok('\0')) => String::new(),
            Some(Ok(c)) => c.to_string(),
            Some(Err(error)) => {
                return Err(Failure::error(format!(
                    "Invalid character code: {code}\nValueError: {error}"
                )));
            }
        };
        nodes.push(Node::text(text, parts.span));
    }
    Ok(nodes)
}
