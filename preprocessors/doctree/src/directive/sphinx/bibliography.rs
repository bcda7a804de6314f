//! `bibliography` of sphinxcontrib-bibtex: the entries of BibTeX files as
//! citations, which the role `cite` refers to.
//!
//! All entries are shown: which of them are cited only the whole book knows.

mod entry;

use super::{Content, Convert, Failure, Parts, Spec, convert, kept};
use crate::names::fully_normalize_name;
use crate::tree::{Element, Node};
use entry::Entry;

const OPTIONS: &[(&str, Convert)] = &[
    ("all", convert::flag),
    ("cited", convert::flag),
    ("encoding", convert::encoding),
    ("enumtype", convert::unchanged),
    ("filter", convert::unchanged),
    ("keyprefix", convert::unchanged),
    ("labelprefix", convert::unchanged),
    ("list", convert::unchanged),
    ("notcited", convert::flag),
    ("start", convert::unchanged),
    ("style", convert::unchanged),
];

pub(super) const SPEC: Spec = Spec {
    name: "bibliography",
    optional: 1,
    whitespace: true,
    options: OPTIONS,
    content: Content::Lines,
    build: bibliography,
    ..Spec::NEW
};

/// The entries that the content names, or all, of the files in the argument.
fn bibliography(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let paths = parts.arguments.concat();
    if paths.is_empty() {
        let message = "The \"bibliography\" directive must name its files: no settings of Sphinx \
                       are read here.";
        return Ok(vec![kept(parts, message)]);
    }
    let mut nodes = Vec::new();
    for path in paths.split_whitespace() {
        let Ok(found) = parts.read_file(path) else {
            let message = format!("could not open bibtex file {path}.");
            nodes.push(kept(parts, &message));
            continue;
        };
        for entry in entry::read(&found.text) {
            nodes.push(citation(parts, &entry));
        }
    }
    Ok(nodes)
}

fn citation(parts: &mut Parts<'_, '_>, entry: &Entry) -> Node {
    let span = parts.span;
    let prefix = parts.options.text("keyprefix").unwrap_or_default();
    let key = format!("{prefix}{}", entry.key);
    let label = Node::with(Element::Label, span, vec![Node::text(key.as_str(), span)]);
    let text = Node::text(entry.text(), span);
    let paragraph = Node::with(Element::Paragraph, span, vec![text]);
    let mut node = Node::with(Element::Citation, span, vec![label]);
    let names = &mut node.attributes.edit().names;
    names.push(fully_normalize_name(&key));
    parts.note_explicit_target(&mut node);
    node.children.push(paragraph);
    node
}
