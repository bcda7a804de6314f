//! *Including an External Document Fragment*: which part of a file is meant,
//! and files that are shown as they are.
//!
//! What is to be read as reST is included by the grammar; see `block/include.rs`.

use super::file::{self, Found};
use super::{Content, Convert, Failure, Options, Parts, Spec, Value, body, convert};
use crate::line::{self, Line};
use crate::options::Dialect;
use crate::source::{MOST_TAB_WIDTH, Source, SourceId, expand_tabs};
use crate::tree::{Element, Node};

const OPTIONS: &[(&str, Convert)] = &[
    ("literal", convert::flag),
    ("code", convert::unchanged),
    ("encoding", convert::encoding),
    ("parser", parser),
    ("tab-width", convert::int),
    ("start-line", convert::int),
    ("end-line", convert::int),
    ("start-after", convert::unchanged),
    ("end-before", convert::unchanged),
    ("number-lines", convert::int_or_none),
    ("class", convert::classes),
    ("name", convert::unchanged),
];

pub(super) const SPEC: Spec = Spec {
    name: "include",
    required: 1,
    whitespace: true,
    options: OPTIONS,
    content: Content::None,
    build: shown,
    ..Spec::NEW
};

/// There is one parser here, under two names.
fn parser(argument: Option<&str>) -> Result<Value, String> {
    let Some(name) = argument else {
        return convert::unchanged(argument);
    };
    match &*name.to_lowercase() {
        "rst" | "restructuredtext" => convert::unchanged(argument),
        module => Err(format!(
            "Parser \"{name}\" not found. No module named '{module}'"
        )),
    }
}

/// Whether the file is shown as it is.
pub(crate) fn is_shown(options: &Options) -> bool {
    options.has("literal") || options.has("code")
}

/// The part of a file that `options` name, with its tabs made blanks up to
/// stops that are `tab_width` columns apart, if no option says otherwise.
pub(crate) fn part(found: Found, options: &Options, tab_width: usize) -> Result<Found, Failure> {
    let problem = |message: String| Failure::error(message);
    let text = between(lines(found.text, options), options).map_err(|option| {
        problem(format!(
            "Problem with \"{option}\" option of \"include\" directive:\nText not found."
        ))
    })?;
    let own = options.integer("tab-width");
    let text = match own.map_or(Ok(tab_width), usize::try_from) {
        Ok(width) if text.contains('\t') => expanded(&text, width),
        _ => text,
    };
    Ok(Found {
        name: found.name,
        text,
    })
}

/// `found` with its tabs made blanks if the option `tab-width` asks for that.
pub(super) fn narrowed(found: Found, options: &Options) -> Found {
    let width = options.integer("tab-width").map(usize::try_from);
    match width {
        Some(Ok(width)) => Found {
            text: expanded(&found.text, width),
            ..found
        },
        _ => found,
    }
}

/// `text` with blanks for tabs, up to stops that are `width` columns apart.
fn expanded(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        expand_tabs(line, width.min(MOST_TAB_WIDTH), &mut out);
    }
    out
}

/// The lines from `start-line` up to `end-line`; negative ones count from the end.
fn lines(text: String, options: &Options) -> String {
    let (start, end) = (options.integer("start-line"), options.integer("end-line"));
    if start.unwrap_or(0) == 0 && end.is_none() {
        return text;
    }
    let lines: Vec<&str> = text.lines().collect();
    let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let place = |at: i64| {
        let at = if at < 0 { at.saturating_add(count) } else { at };
        usize::try_from(at.clamp(0, count)).unwrap_or(0)
    };
    let (start, end) = (place(start.unwrap_or(0)), place(end.unwrap_or(count)));
    lines
        .get(start..end.max(start))
        .unwrap_or_default()
        .join("\n")
}

/// What stands behind `start-after` and before `end-before`; an empty mark
/// stands for a blank line. The error names the option whose text is not there.
fn between(mut text: String, options: &Options) -> Result<String, &'static str> {
    if let Some(mark) = options.text("start-after") {
        let mark = if mark.is_empty() { "\n\n" } else { mark };
        let at = text.find(mark).ok_or("start-after")?;
        text.drain(..at + mark.len());
    }
    match options.text("end-before") {
        Some("") => {
            if let Some(at) = text.find("\n\n").filter(|&at| at > 0) {
                text.truncate(at + 1);
            }
        }
        Some(mark) => {
            let at = text.find(mark).ok_or("end-before")?;
            text.truncate(at);
        }
        None => {}
    }
    Ok(text)
}

/// Where no file may be read.
pub(crate) fn disabled(name: &str) -> Failure {
    Failure::warning(format!("\"{name}\" directive disabled."))
}

/// A literal block that shows the file; docutils keeps its last line's end.
fn shown(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    if !parts.context.options.file_insertion_enabled {
        return Err(disabled(parts.name));
    }
    let path: String = parts.arguments.concat().lines().map(str::trim).collect();
    let (from, encoding) = (parts.source_name(), parts.options.text("encoding"));
    let settings = parts.context.options;
    let found = file::read_or_standard(parts.files, from, &path, encoding, settings)
        .map_err(|unread| unread.failure(parts.name))?;
    let found = part(found, &parts.options, settings.tab_width)?;
    let lines = keep(parts, &found)?;
    let Found { name, text } = found;
    let mut node = Node::new(Element::LiteralBlock, line::span(&lines));
    let is_code = !parts.options.has("literal");
    if let Some(language) = parts.options.text("code").filter(|_| is_code) {
        let classes = &mut node.attributes.edit().classes;
        classes.push("code".to_owned());
        classes.extend(Some(language.to_owned()).filter(|it| !it.is_empty()));
    }
    parts.add_classes(&mut node);
    parts.add_name(&mut node);
    node.attributes.edit().others.push(("source", name));
    let docutils = parts.context.options.dialect == Dialect::Docutils;
    // docutils takes a program from a file for one line.
    let is_one = docutils && parts.options.has("code");
    let count = if is_one { 1 } else { lines.len() };
    node.children = body::code_text(&lines, &parts.options, count);
    if let [only] = &mut node.children[..]
        && let Element::Text(shown) = &mut only.element
        && docutils
        && text.ends_with('\n')
        && !(is_code && parts.options.has("code"))
    {
        *shown = format!("{shown}\n").into();
    }
    Ok(vec![node])
}

/// The lines of a file that is shown, kept among the document's sources.
pub(super) fn keep<'s>(parts: &Parts<'_, 's>, found: &Found) -> Result<Vec<Line<'s>>, Failure> {
    let sources = parts.context.sources;
    let source = Source::verbatim(found.name.as_str(), &found.text);
    let source: &Source = sources.push_get(Box::new(source));
    let Ok(id) = SourceId::try_from(sources.len() - 1) else {
        let message = format!("More than {} files are read.", SourceId::MAX);
        return Err(Failure::error(message));
    };
    Ok(line::split(source.text(), id))
}
