//! *Metadata*: lines for the head of an HTML page.

use super::{Content, Failure, Parts, Spec};
use crate::diagnostic::Severity;
use crate::escape::{escape, unescape};
use crate::field;
use crate::inline::Front;
use crate::line::Line;
use crate::message::literal;
use crate::tree::element::Meta;
use crate::tree::{Element, Node};

pub(super) const SPEC: Spec = Spec {
    name: "meta",
    content: Content::Lines,
    needs_content: true,
    build: meta,
    ..Spec::NEW
};

fn meta(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let mut at = 0;
    let mut nodes = Vec::new();
    while let Some(line) = parts.lines.get(at) {
        let end = parts.lines[at + 1..]
            .iter()
            .position(|line| !line.is_blank() && !line.text.starts_with(' '))
            .map_or(parts.lines.len(), |length| at + 1 + length);
        let Some(marker) = field::marker(line.text) else {
            nodes.push(parts.message(Severity::Error, "Invalid meta directive."));
            break;
        };
        let name = unescape(&escape(&line.text[1..=marker.name])).into_owned();
        let content = content(line, marker.end, &parts.lines[at + 1..end]);
        // docutils has read on to here when it finds a fault.
        let last = parts.lines[end - 1];
        nodes.push(field(parts, &name, &content, &last));
        at = end;
    }
    insert(&mut parts.context.front, nodes);
    Ok(Vec::new())
}

/// Puts `nodes` where docutils puts them: behind the elements at the start of
/// the document, but before them as long as there is nothing else.
fn insert(front: &mut Front, nodes: Vec<Node>) {
    let is_meta = |node: &Node| matches!(node.element, Element::Meta(_));
    let other = front.meta.iter().position(|node| !is_meta(node));
    // Header and footer are something else, too.
    let other = match (other, front.decoration) {
        (Some(other), Some(decoration)) => Some(other.min(decoration)),
        (other, decoration) => other.or(decoration),
    };
    let otherwise = if front.has_body { front.meta.len() } else { 0 };
    let at = other.unwrap_or(otherwise);
    if let Some(before) = &mut front.decoration {
        *before += if at <= *before { nodes.len() } else { 0 };
    }
    front.meta.splice(at..at, nodes);
}

/// The lines of a field's body as one.
fn content(first: &Line<'_>, start: usize, rest: &[Line<'_>]) -> String {
    let first = first.text.get(start..).unwrap_or_default();
    let texts = rest.iter().filter(|line| !line.is_blank());
    let indent = texts.map(Line::indent).min().unwrap_or(0);
    let rest = rest.iter().map(|line| line.skip(indent).text);
    let lines = std::iter::once(first).chain(rest);
    let lines: Vec<&str> = lines.skip_while(|text| text.is_empty()).collect();
    lines.join(" ")
}

fn field(parts: &mut Parts<'_, '_>, name: &str, content: &str, line: &Line<'_>) -> Node {
    let span = line.span();
    match element(name, content) {
        Ok(meta) => Node::new(Element::Meta(Box::new(meta)), span),
        Err((severity, message)) => {
            let reached = Some(parts.context.reached);
            let echo = vec![literal(line.text, span)];
            parts
                .context
                .message(severity, message, reached, span, echo)
        }
    }
}

fn element(name: &str, content: &str) -> Result<Meta, (Severity, String)> {
    if content.is_empty() {
        let message = format!("No content for meta tag \"{name}\".");
        return Err((Severity::Info, message));
    }
    let attributes = attributes(name).map_err(|(token, why)| {
        let message = format!("Error parsing meta tag attribute \"{token}\": {why}.");
        (Severity::Error, message)
    })?;
    Ok(Meta {
        content: unescape(&escape(content)).into_owned(),
        attributes,
    })
}

/// The attributes that a field's name stands for: pairs `a=b`, of which the
/// first may be the value of `name` alone. The error is the word at fault, and
/// why.
fn attributes(name: &str) -> Result<Vec<(String, String)>, (&str, String)> {
    let mut attributes = Vec::new();
    for (index, token) in name.split_whitespace().enumerate() {
        match pair(token) {
            Ok(pair) => attributes.push(pair),
            Err(_) if index == 0 => attributes.push(("name".into(), token.to_owned())),
            Err(why) => return Err((token, why)),
        }
    }
    Ok(attributes)
}

/// A word as `a=b`, `a="b"` or `a='b'`, as docutils' `extract_name_value` reads it.
fn pair(token: &str) -> Result<(String, String), String> {
    let (name, value) = token
        .split_once('=')
        .ok_or_else(|| "missing \"=\"".to_owned())?;
    if name.is_empty() {
        return Err("missing attribute name before \"=\"".to_owned());
    }
    let Some(first) = value.chars().next() else {
        return Err(format!("missing value after \"{name}=\""));
    };
    let mut inner = value;
    if matches!(first, '"' | '\'') {
        let Some((quoted, rest)) = value[1..].split_once(first) else {
            return Err(format!("attribute \"{name}\" missing end quote ({first})"));
        };
        if !rest.is_empty() {
            return Err(format!(
                "attribute \"{name}\" end quote ({first}) not followed by whitespace"
            ));
        }
        inner = quoted;
    }
    Ok((name.to_lowercase(), inner.to_owned()))
}
