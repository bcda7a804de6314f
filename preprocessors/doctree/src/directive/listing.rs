//! hornbook's own: a program of the book, shown with its recorded output.
//!
//! `.. listing:: listings/threads.rs`, with the caption for content. The
//! program's output is read from the file of the same name that ends in
//! `.out`; nothing is run.

use super::{Content, Convert, Failure, Parts, Place, Spec, Unread, convert};
use crate::tree::element::{Compare, Listing, Mode};
use crate::tree::{Element, Node};

const OPTIONS: &[(&str, Convert)] = &[
    ("name", convert::unchanged),
    ("class", convert::classes),
    ("mode", |it| convert::choice(it, &["debug", "release"])),
    ("compare", |it| {
        convert::choice(it, &["exact", "unordered", "sample"])
    }),
    ("local", convert::unchanged_required),
];

pub(super) const SPEC: Spec = Spec {
    name: "listing",
    required: 1,
    whitespace: true,
    options: OPTIONS,
    content: Content::Blocks,
    build: listing,
    ..Spec::NEW
};

fn listing(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let path = parts.arguments.concat();
    let Some(stem) = path.strip_suffix(".rs") else {
        return Err(Failure::error(format!(
            "A listing is a file that ends in \".rs\", not \"{path}\"."
        )));
    };
    let unreadable = |unread: Unread| {
        Failure::error(format!(
            "The listing \"{path}\" cannot be read: {}.",
            unread.into_reason()
        ))
    };
    let code = parts.read_file(&path).map_err(unreadable)?.text;
    let output = parts.read_file(&format!("{stem}.out")).ok();
    let element = Listing {
        path: path.clone(),
        name: stem.rsplit('/').next().unwrap_or(stem).to_owned(),
        mode: if parts.options.text("mode") == Some("release") {
            Mode::Release
        } else {
            Mode::Debug
        },
        compare: match parts.options.text("compare") {
            Some("unordered") => Compare::Unordered,
            Some("sample") => Compare::Sample,
            _ => Compare::Exact,
        },
        local: parts.options.text("local").map(str::to_owned),
    };
    let mut node = parts.element(Element::Listing(Box::new(element)));
    node.children
        .extend(parts.content(Place::Body).into_iter().map(caption));
    node.children
        .push(block(&code, parts).class("code").class("rust"));
    node.children
        .extend(output.map(|output| block(&output.text, parts).class("output")));
    Ok(vec![node])
}

fn caption(node: Node) -> Node {
    let element = if node.element == Element::Paragraph {
        Element::Caption
    } else {
        node.element
    };
    Node { element, ..node }
}

fn block(text: &str, parts: &Parts<'_, '_>) -> Node {
    let text = Node::text(text.trim_end_matches('\n'), parts.span);
    Node::with(Element::LiteralBlock, parts.span, vec![text])
}
