//! Lists set in another way, and lines of their own: `hlist`, `acks`,
//! `centered`, `rubric`; the names of authors; `tabularcolumns`.

use super::{Content, Convert, Failure, Parts, Place, Spec, convert, kept};
use crate::tree::{Element, Node};

const LINE: Spec = Spec {
    required: 1,
    whitespace: true,
    ..Spec::NEW
};
const LIST: Spec = Spec {
    content: Content::Blocks,
    ..Spec::NEW
};
const AUTHOR: Spec = Spec {
    build: author,
    ..LINE
};

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "acks",
        build: acks,
        ..LIST
    },
    Spec {
        name: "centered",
        build: centered,
        ..LINE
    },
    Spec {
        name: "codeauthor",
        ..AUTHOR
    },
    Spec {
        name: "hlist",
        options: &[("columns", convert::positive_int)],
        build: hlist,
        ..LIST
    },
    Spec {
        name: "moduleauthor",
        ..AUTHOR
    },
    Spec {
        name: "rubric",
        options: RUBRIC,
        build: rubric,
        ..LINE
    },
    Spec {
        name: "sectionauthor",
        ..AUTHOR
    },
    // The widths of columns in LaTeX.
    Spec {
        name: "tabularcolumns",
        build: |_| Ok(Vec::new()),
        ..LINE
    },
];

const RUBRIC: &[(&str, Convert)] = &[
    ("class", convert::classes),
    ("name", convert::unchanged),
    ("heading-level", |it| {
        convert::choice(it, &["1", "2", "3", "4", "5", "6"])
    }),
];

const AUTHORS: &[(&str, &str)] = &[
    ("codeauthor", "Code author"),
    ("moduleauthor", "Module author"),
    ("sectionauthor", "Section author"),
];

/// The columns of a list are for a style sheet: the tree keeps it in one piece.
fn hlist(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let columns = parts.options.integer("columns").unwrap_or(2);
    let mut nodes = list(parts, "hlist");
    for node in &mut nodes {
        if node.element == Element::Container {
            let class = format!("hlist-columns-{columns}");
            node.attributes.edit().classes.push(class);
        }
    }
    Ok(nodes)
}

fn acks(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    Ok(list(parts, "acks"))
}

/// The content in an element of the class; a warning if it is no bullet list.
fn list(parts: &mut Parts<'_, '_>, class: &str) -> Vec<Node> {
    let content = parts.content(Place::Body);
    let is_list =
        matches!(&content[..], [only] if matches!(only.element, Element::BulletList { .. }));
    if is_list {
        return vec![Node::with(Element::Container, parts.span, content).class(class)];
    }
    let message = kept(parts, &format!(".. {class} content is not a list"));
    std::iter::once(message).chain(content).collect()
}

fn centered(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let parsed = parts.inline_argument();
    let strong = Node::with(Element::Strong, parts.span, parsed.nodes);
    let node = Node::with(Element::Paragraph, parts.span, vec![strong]).class("centered");
    Ok(std::iter::once(node).chain(parsed.messages).collect())
}

/// With a level, it is a heading that stands in no table of contents.
fn rubric(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let parsed = parts.inline_argument();
    let mut node = parts.element(Element::Rubric);
    if let Some(level) = parts.options.text("heading-level") {
        let others = &mut node.attributes.edit().others;
        others.push(("heading-level", level.to_owned()));
    }
    node.children.splice(0..0, parsed.nodes);
    Ok(std::iter::once(node).chain(parsed.messages).collect())
}

/// Sphinx shows no authors unless it is told to; else they are a comment.
fn author(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let row = AUTHORS.iter().find(|it| it.0 == parts.canonical);
    let what = row.map_or("Author", |it| it.1);
    if parts.context.options.show_authors {
        let mut text = vec![Node::text(format!("{what}: "), parts.span)];
        let parsed = parts.inline_argument();
        text.extend(parsed.nodes);
        let text = Node::with(Element::Emphasis, parts.span, text);
        let author = Node::with(Element::Paragraph, parts.span, vec![text]);
        return Ok(std::iter::once(author).chain(parsed.messages).collect());
    }
    let text = format!("{what}: {}", parts.arguments.concat());
    let text = Node::text(text, parts.span);
    Ok(vec![Node::with(Element::Comment, parts.span, vec![text])])
}
