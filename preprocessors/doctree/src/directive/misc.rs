//! *Miscellaneous*: raw text, replacement texts, characters by number,
//! classes, metadata.

use super::body::invalid_class;
use super::{Content, Convert, Failure, Parts, Place, Spec, convert};
use crate::block::field_list;
use crate::diagnostic::Severity;
use crate::inline::escape::{escape, unescape};
use crate::message::literal;
use crate::tree::element::{Meta, Pending};
use crate::tree::{Element, Node};

const RAW: &[(&str, Convert)] = &[
    ("file", convert::path),
    ("url", convert::uri),
    ("encoding", convert::unchanged_required),
    ("class", convert::classes),
];
const UNICODE: &[(&str, Convert)] = &[
    ("trim", convert::flag),
    ("ltrim", convert::flag),
    ("rtrim", convert::flag),
];
/// Carried out by the block grammar; see `block/include.rs`.
const INCLUDE: &[(&str, Convert)] = &[
    ("literal", convert::flag),
    ("code", convert::unchanged),
    ("encoding", convert::unchanged_required),
    ("tab-width", convert::int),
    ("start-line", convert::int),
    ("end-line", convert::int),
    ("start-after", convert::unchanged_required),
    ("end-before", convert::unchanged_required),
    ("number-lines", convert::unchanged),
    ("class", convert::classes),
    ("name", convert::unchanged),
];

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "class",
        required: 1,
        whitespace: true,
        content: Content::Blocks,
        build: class,
        ..Spec::NEW
    },
    Spec {
        name: "include",
        required: 1,
        whitespace: true,
        options: INCLUDE,
        ..Spec::NEW
    },
    Spec {
        name: "meta",
        content: Content::Lines,
        needs_content: true,
        build: meta,
        ..Spec::NEW
    },
    Spec {
        name: "raw",
        required: 1,
        whitespace: true,
        options: RAW,
        content: Content::Lines,
        build: raw,
        ..Spec::NEW
    },
    Spec {
        name: "replace",
        content: Content::Blocks,
        build: replace,
        ..Spec::NEW
    },
    Spec {
        name: "title",
        required: 1,
        whitespace: true,
        build: title,
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

fn raw(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let settings = parts.context.options;
    let external = parts.options.has("file") || parts.options.has("url");
    if !settings.raw_enabled || (external && !settings.file_insertion_enabled) {
        return Err(Failure::warning(format!(
            "\"{}\" directive disabled.",
            parts.name
        )));
    }
    let text = raw_text(parts, external)?;
    let format = parts
        .arguments
        .concat()
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let mut node = Node::with(
        Element::Raw { format },
        parts.span,
        vec![Node::text(text, parts.span)],
    );
    parts.add_classes(&mut node);
    if let Some(path) = parts.options.text("file") {
        node.attributes
            .edit()
            .others
            .push(("source", path.to_owned()));
    }
    Ok(vec![node])
}

fn raw_text(parts: &Parts<'_, '_>, external: bool) -> Result<String, Failure> {
    let name = parts.name;
    if !parts.lines.is_empty() {
        return if external {
            let message = format!(
                "\"{name}\" directive may not both specify an external file and have content."
            );
            Err(Failure::error(message))
        } else {
            Ok(parts.text())
        };
    }
    match (parts.options.text("file"), parts.options.has("url")) {
        (Some(_), true) => Err(Failure::error(format!(
            "The \"file\" and \"url\" options may not be simultaneously specified for the \"{name}\" directive."
        ))),
        (Some(path), false) => parts.read_file(path).map_err(|error| {
            Failure::error(format!(
                "Problems with \"{name}\" directive path:\nInputError: {error}: '{path}'."
            ))
        }),
        (None, true) => Err(Failure::error(format!(
            "Problems with \"{name}\" directive URL: nothing is read from the network."
        ))),
        (None, false) => Err(no_content(name)),
    }
}

/// The message about a directive without content.
pub(crate) fn no_content(name: &str) -> Failure {
    Failure::error(format!(
        "Content block expected for the \"{name}\" directive; none found."
    ))
}

fn only_in_substitutions(parts: &Parts<'_, '_>) -> Result<(), Failure> {
    if parts.place == Place::Substitution {
        return Ok(());
    }
    Err(Failure::error(format!(
        "Invalid context: the \"{}\" directive can only be used within a substitution definition.",
        parts.name
    )))
}

fn replace(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    only_in_substitutions(parts)?;
    if parts.lines.is_empty() {
        return Err(no_content(parts.name));
    }
    let mut paragraph = None;
    let mut messages = Vec::new();
    for mut node in parts.content(Place::Body) {
        match node.element {
            Element::Paragraph if paragraph.is_none() => paragraph = Some(node.children),
            Element::SystemMessage(_) => {
                node.attributes.edit().backrefs.clear();
                messages.push(node);
            }
            _ => {
                let message = format!(
                    "Error in \"{}\" directive: may contain a single paragraph only.",
                    parts.name
                );
                let (line, span) = (parts.line, parts.span);
                return Ok(vec![parts.context.message(
                    Severity::Error,
                    message,
                    Some(line),
                    span,
                    Vec::new(),
                )]);
            }
        }
    }
    messages.extend(paragraph.unwrap_or_default());
    Ok(messages)
}

fn unicode(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    only_in_substitutions(parts)?;
    let argument = parts.arguments.concat();
    let codes = match argument.find(".. ") {
        Some(0) => "",
        Some(at) if argument[..at].ends_with([' ', '\n']) => &argument[..at],
        _ => &argument,
    };
    codes
        .split_whitespace()
        .map(|code| {
            let text = character(code).ok_or_else(|| {
                Failure::error(format!(
                    "Invalid character code: {code}\nValueError: code too large"
                ))
            })?;
            Ok(Node::text(text, parts.span))
        })
        .collect()
}

/// The character that `code` names, or `code` itself if it names none. A
/// number that is no character's is none.
fn character(code: &str) -> Option<String> {
    let number = if code.bytes().all(|byte| byte.is_ascii_digit()) {
        code.parse().ok()
    } else {
        let lower = code.to_ascii_lowercase();
        let hex = ["0x", "\\x", "\\u", "u+", "x", "u"]
            .iter()
            .find_map(|prefix| lower.strip_prefix(prefix));
        let hex = hex.or_else(|| {
            lower
                .strip_prefix("&#x")
                .and_then(|rest| rest.strip_suffix(';'))
        });
        match hex.filter(|hex| !hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
        {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => return Some(code.to_owned()),
        }
    };
    number.and_then(char::from_u32).map(String::from)
}

fn class(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let argument = parts.arguments.concat();
    let classes = convert::class_names(&argument).map_err(|_| invalid_class(parts, &argument))?;
    if parts.lines.is_empty() {
        let pending = Pending::ClassAttribute { classes };
        return Ok(vec![Node::new(
            Element::Pending(Box::new(pending)),
            parts.span,
        )]);
    }
    let mut nodes = parts.content(parts.place);
    for node in &mut nodes {
        node.attributes
            .edit()
            .classes
            .extend(classes.iter().cloned());
    }
    Ok(nodes)
}

fn title(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    parts.context.front.title = Some(parts.arguments.concat());
    Ok(Vec::new())
}

fn meta(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let mut at = 0;
    let mut nodes = Vec::new();
    while let Some(line) = parts.lines.get(at) {
        let end = parts.lines[at + 1..]
            .iter()
            .position(|line| !line.text.starts_with(' '));
        let end = end.map_or(parts.lines.len(), |length| at + 1 + length);
        if !line.is_blank() {
            let Some(marker) = field_list::marker(line.text) else {
                nodes.push(parts.message(Severity::Error, "Invalid meta directive."));
                break;
            };
            let name = unescape(&escape(&line.text[1..=marker.name]));
            let first = line.text[marker.end.min(line.text.len())..].to_owned();
            let rest = parts.lines[at + 1..end]
                .iter()
                .map(|line| line.text.trim().to_owned());
            let content: Vec<_> = std::iter::once(first)
                .chain(rest)
                .filter(|text| !text.is_empty())
                .collect();
            nodes.push(meta_field(parts, &name, &content.join(" "), line.text));
        }
        at = end;
    }
    parts.context.front.meta.extend(nodes);
    Ok(Vec::new())
}

fn meta_field(parts: &mut Parts<'_, '_>, name: &str, content: &str, written: &str) -> Node {
    let (line, span) = (parts.line, parts.span);
    let echo = vec![literal(written, span)];
    if content.is_empty() {
        let message = format!("No content for meta tag \"{name}\".");
        return parts
            .context
            .message(Severity::Info, message, Some(line), span, echo);
    }
    let mut meta = Meta {
        content: unescape(&escape(content)),
        attributes: Vec::new(),
    };
    for (index, token) in name.split_whitespace().enumerate() {
        match token.split_once('=') {
            Some((name, value)) if !name.is_empty() && !value.is_empty() => {
                let value = value.trim_matches(['"', '\'']);
                meta.attributes
                    .push((name.to_lowercase(), value.to_owned()));
            }
            _ if index == 0 => meta.attributes.push(("name".into(), token.to_owned())),
            _ => {
                let message =
                    format!("Error parsing meta tag attribute \"{token}\": missing \"=\".");
                return parts
                    .context
                    .message(Severity::Error, message, Some(line), span, echo);
            }
        }
    }
    Node::new(Element::Meta(Box::new(meta)), span)
}
