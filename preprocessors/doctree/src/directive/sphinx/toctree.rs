//! `toctree`: which documents stand below this one, and in which order.
//!
//! Each line of the content is the path of a document without its ending, or a
//! title with the path in `<>`; `self` is this document, and an address stays
//! one. What the paths lead to is known when the whole book has been read.

use super::{Content, Convert, Failure, Parts, Spec, convert};
use crate::domain::titled;
use crate::line::Line;
use crate::tree::element::{Pending, TocEntry, Toctree};
use crate::tree::{Element, Node};

const OPTIONS: &[(&str, Convert)] = &[
    ("maxdepth", convert::int),
    ("name", convert::unchanged),
    ("class", convert::classes),
    ("caption", convert::unchanged_required),
    ("glob", convert::flag),
    ("hidden", convert::flag),
    ("includehidden", convert::flag),
    ("numbered", convert::int_or_none),
    ("titlesonly", convert::flag),
    ("reversed", convert::flag),
];

pub(super) const SPEC: Spec = Spec {
    name: "toctree",
    options: OPTIONS,
    content: Content::Lines,
    build: toctree,
    ..Spec::NEW
};

fn toctree(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let options = &parts.options;
    let positive = |it: i64| u32::try_from(it).ok().filter(|&it| it > 0);
    let numbered = options.has("numbered").then(|| options.integer("numbered"));
    let toctree = Toctree {
        entries: parts.lines.iter().filter_map(entry).collect(),
        glob: options.has("glob"),
        maxdepth: options.integer("maxdepth").and_then(positive),
        caption: options.text("caption").map(str::to_owned),
        hidden: options.has("hidden"),
        include_hidden: options.has("includehidden"),
        numbered: numbered.map(|it| it.and_then(positive).unwrap_or(u32::MAX)),
        titles_only: options.has("titlesonly"),
        reversed: options.has("reversed"),
    };
    let pending = Element::Pending(Box::new(Pending::Toctree(Box::new(toctree))));
    Ok(vec![parts.element(pending)])
}

fn entry(line: &Line<'_>) -> Option<TocEntry> {
    let text = line.text.trim();
    if text.is_empty() {
        return None;
    }
    let (title, target) = match titled(text) {
        Some((title, target)) => (Some(title), target),
        None => (None, text.to_owned()),
    };
    Some(TocEntry {
        title,
        target,
        span: line.span(),
    })
}
