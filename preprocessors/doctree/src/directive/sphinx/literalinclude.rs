//! `literalinclude`: a file, or a part of it, shown as code.
//!
//! The part is found as Sphinx finds it: first an object of a Python program,
//! in this what stands between two marks, in this the lines that are named.

mod difference;
mod part;
mod pyobject;

use std::borrow::Cow;

use super::program::{Look, Row, block, captioned, dedented, emphasised, rows};
use super::{Content, Convert, Failure, Parts, Spec, code, convert, kept};
use crate::directive::file::{Found, Unread};
use crate::directive::include::{keep, narrowed};
use crate::inline::Parsed;
use crate::line::{Line, Text};
use crate::source::Span;
use crate::tree::Node;
use part::Part;

const OPTIONS: &[(&str, Convert)] = &[
    ("dedent", code::dedent),
    ("linenos", convert::flag),
    ("lineno-start", convert::int),
    ("lineno-match", convert::flag),
    ("tab-width", convert::int),
    ("language", convert::unchanged_required),
    ("force", convert::flag),
    ("encoding", convert::encoding),
    ("pyobject", convert::unchanged_required),
    ("lines", convert::unchanged_required),
    ("start-after", convert::unchanged_required),
    ("end-before", convert::unchanged_required),
    ("start-at", convert::unchanged_required),
    ("end-at", convert::unchanged_required),
    ("prepend", convert::unchanged_required),
    ("append", convert::unchanged_required),
    ("emphasize-lines", convert::unchanged_required),
    ("caption", convert::unchanged),
    ("class", convert::classes),
    ("name", convert::unchanged),
    ("diff", convert::unchanged_required),
];

pub(super) const SPEC: Spec = Spec {
    name: "literalinclude",
    required: 1,
    whitespace: true,
    options: OPTIONS,
    content: Content::None,
    build: literalinclude,
    ..Spec::NEW
};

const INVALID_OPTIONS_PAIR: &[(&str, &str)] = &[
    ("lineno-match", "lineno-start"),
    ("lineno-match", "append"),
    ("lineno-match", "prepend"),
    ("start-after", "start-at"),
    ("end-before", "end-at"),
    ("diff", "pyobject"),
    ("diff", "lineno-start"),
    ("diff", "lineno-match"),
    ("diff", "lines"),
    ("diff", "start-after"),
    ("diff", "end-before"),
    ("diff", "start-at"),
    ("diff", "end-at"),
];

fn literalinclude(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    if !parts.context.options.file_insertion_enabled {
        return Err(Failure::warning("File insertion disabled"));
    }
    check_pairs(parts)?;
    let path = parts.arguments.concat();
    let found = read(parts, &path)?;
    let name = found.name.clone();
    let (rows, first, messages) = if let Some(old) = parts.options.text("diff") {
        let old = read(parts, old)?;
        (compared(&old, &found, parts.span), 1, Vec::new())
    } else {
        partly(parts, found)?
    };
    let (emphasised, far) = emphasised(parts, rows.len())?;
    let look = Look {
        first: first_number(parts, first),
        emphasised,
    };
    let language = if parts.options.has("diff") {
        Some("diff".to_owned())
    } else {
        parts.options.text("language").map(str::to_owned)
    };
    let mut node = block(parts, language.as_deref(), &rows, &look);
    node.attributes.edit().others.push(("source", name));
    let caption = caption(parts, &path);
    let mut nodes = captioned(parts, node, caption);
    nodes.extend(messages);
    nodes.extend(far);
    Ok(nodes)
}

fn check_pairs(parts: &Parts<'_, '_>) -> Result<(), Failure> {
    let mut pairs = INVALID_OPTIONS_PAIR.iter();
    let both = pairs.find(|it| parts.options.has(it.0) && parts.options.has(it.1));
    both.map_or(Ok(()), |(one, other)| {
        Err(Failure::warning(format!(
            "Cannot use both \"{one}\" and \"{other}\" options"
        )))
    })
}

fn read(parts: &Parts<'_, '_>, path: &str) -> Result<Found, Failure> {
    let encoding = parts.options.text("encoding").unwrap_or("utf-8-sig");
    parts.read_file(path).map_err(|unread| {
        Failure::warning(match unread {
            Unread::Closed(_) => format!("Include file '{path}' not found or reading it failed"),
            Unread::Undecodable(_) => format!(
                "Encoding '{encoding}' used for reading included file '{path}' seems to be wrong, \
                 try giving an :encoding: option"
            ),
        })
    })
}

/// The rows of what two files differ in.
fn compared(old: &Found, new: &Found, span: Span) -> Vec<Row<'static>> {
    let lines = difference::unified((&old.name, &old.text), (&new.name, &new.text));
    let row = |line: String| Row {
        text: Cow::Owned(line),
        span,
    };
    lines.into_iter().map(row).collect()
}

/// Rows, the number of the first one in its file, and messages about them.
type Rows<'s> = (Vec<Row<'s>>, i64, Vec<Node>);

/// The part of the file that the options name.
fn partly<'s>(parts: &mut Parts<'_, 's>, found: Found) -> Result<Rows<'s>, Failure> {
    let found = narrowed(found, &parts.options);
    let name = found.name.clone();
    let lines: Vec<Line<'s>> = keep(parts, &found)?;
    let Part {
        lines,
        first,
        warning,
    } = part::of(&lines, &parts.options, &name)?;
    let mut messages: Vec<Node> = warning.map(|it| kept(parts, &it)).into_iter().collect();
    let mut rows = rows(&lines);
    messages.extend(dedented(parts, &mut rows));
    let added = |option: &str| {
        let text = parts.options.text(option).filter(|it| !it.is_empty())?;
        Some(Row {
            text: Cow::Owned(text.to_owned()),
            span: parts.span,
        })
    };
    if let Some(row) = added("prepend") {
        rows.insert(0, row);
    }
    rows.extend(added("append"));
    Ok((rows, first, messages))
}

/// The number of the first line, if lines are numbered: that of the file's
/// line, `matched`, or the one that is given.
fn first_number(parts: &Parts<'_, '_>, matched: i64) -> Option<i64> {
    let first = if parts.options.has("lineno-match") {
        Some(matched)
    } else {
        code::first_number(&parts.options)
    };
    first.filter(|_| {
        let names = ["linenos", "lineno-start", "lineno-match"];
        names.iter().any(|name| parts.options.has(name))
    })
}

/// The caption; if it is empty, the path.
fn caption(parts: &mut Parts<'_, '_>, path: &str) -> Option<Parsed> {
    if parts.options.text("caption") != Some("") {
        return parts.inline_option("caption");
    }
    Some(parts.inline(&Text::made_up(path, parts.span)))
}
