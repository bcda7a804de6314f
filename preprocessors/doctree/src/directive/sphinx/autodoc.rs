//! What Sphinx makes of a program that it imports: `automodule` and its kin,
//! and `autosummary`. Building a book runs nothing, so the names are shown, and
//! what the author wrote below them.

use super::{Content, Convert, Failure, Parts, Spec, convert, kept, python};
use crate::tree::{Element, Node};

const OPTIONS: &[(&str, Convert)] = &[
    ("annotation", convert::unchanged),
    ("caption", convert::unchanged),
    ("class-doc-from", convert::unchanged),
    ("exclude-members", convert::unchanged),
    ("ignore-module-all", convert::flag),
    ("imported-members", convert::flag),
    ("inherited-members", convert::unchanged),
    ("member-order", convert::unchanged),
    ("members", convert::unchanged),
    ("no-index", convert::flag),
    ("no-index-entry", convert::flag),
    ("no-inherited-members", convert::flag),
    ("no-members", convert::flag),
    ("no-private-members", convert::flag),
    ("no-show-inheritance", convert::flag),
    ("no-special-members", convert::flag),
    ("no-undoc-members", convert::flag),
    ("no-value", convert::flag),
    ("noindex", convert::unchanged),
    ("nosignatures", convert::flag),
    ("platform", convert::unchanged),
    ("private-members", convert::unchanged),
    ("recursive", convert::flag),
    ("show-inheritance", convert::flag),
    ("signatures", convert::unchanged),
    ("special-members", convert::unchanged),
    ("synopsis", convert::unchanged),
    ("template", convert::unchanged),
    ("toctree", convert::unchanged),
    ("undoc-members", convert::flag),
    // Of extensions that look for more.
    ("with", convert::unchanged),
    ("deprecated", convert::flag),
];
const BASE: Spec = Spec {
    required: 1,
    whitespace: true,
    options: OPTIONS,
    content: Content::Blocks,
    build: object,
    ..Spec::NEW
};

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "autoattribute",
        ..BASE
    },
    Spec {
        name: "autoclass",
        ..BASE
    },
    Spec {
        name: "autodata",
        ..BASE
    },
    Spec {
        name: "autodecorator",
        ..BASE
    },
    Spec {
        name: "autoexception",
        ..BASE
    },
    Spec {
        name: "autofunction",
        ..BASE
    },
    Spec {
        name: "automethod",
        ..BASE
    },
    Spec {
        name: "automodule",
        ..BASE
    },
    Spec {
        name: "autoproperty",
        ..BASE
    },
    Spec {
        name: "autosummary",
        required: 0,
        content: Content::Lines,
        build: summary,
        ..BASE
    },
];

/// The directives of the domain that describe what these would.
const DOMAINS: &[(&str, &str)] = &[
    ("autoattribute", "py:attribute"),
    ("autoclass", "py:class"),
    ("autodata", "py:data"),
    ("autodecorator", "py:decorator"),
    ("autoexception", "py:exception"),
    ("autofunction", "py:function"),
    ("automethod", "py:method"),
    ("autoproperty", "py:property"),
];

fn message(parts: &mut Parts<'_, '_>) -> Node {
    let message = format!(
        "The \"{}\" directive would import the program it describes, and nothing is run: \
         only the names are shown.",
        parts.name
    );
    kept(parts, &message)
}

/// Described as the domain's own directive would: others can refer to it.
fn object(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let mut nodes = vec![message(parts)];
    let row = DOMAINS.iter().find(|it| it.0 == parts.canonical);
    let Some(&(_, canonical)) = row else {
        return module(parts, nodes);
    };
    parts.canonical = canonical;
    // The name is written in full, whatever the module at hand.
    let outer = parts.context.scope.module.clone();
    let name = parts.argument.text.trim_start();
    let full = outer.as_ref().and_then(|it| name.strip_prefix(it.as_str()));
    if full.is_some_and(|it| it.starts_with('.')) {
        parts.context.scope.module = None;
    }
    let described = python::describe(parts);
    parts.context.scope.module = outer;
    nodes.extend(described?);
    Ok(nodes)
}

fn module(parts: &mut Parts<'_, '_>, mut nodes: Vec<Node>) -> Result<Vec<Node>, Failure> {
    let mut children = vec![paragraph(parts, &parts.arguments.concat())];
    if let Some(text) = parts.options.text("synopsis") {
        let text = Node::text(text, parts.span);
        children.push(Node::with(Element::Paragraph, parts.span, vec![text]));
    }
    children.extend(python::module::module(parts)?);
    let node = Node::with(Element::Container, parts.span, children);
    nodes.push(node.class("automodule"));
    Ok(nodes)
}

/// The names, each in an item of a list.
fn summary(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let mut nodes = vec![message(parts)];
    if let Some(caption) = parts.inline_option("caption") {
        let rubric = Node::with(Element::Rubric, parts.span, caption.nodes);
        nodes.push(rubric);
        nodes.extend(caption.messages);
    }
    let names = parts.lines.iter().filter(|line| !line.is_blank());
    let items: Vec<Node> = names
        .map(|line| {
            let name = paragraph(parts, line.text.trim().trim_start_matches('~'));
            Node::with(Element::ListItem, line.span(), vec![name])
        })
        .collect();
    if !items.is_empty() {
        let list = Node::with(Element::BulletList { bullet: '*' }, parts.span, items);
        nodes.push(list.class("autosummary"));
    }
    Ok(nodes)
}

fn paragraph(parts: &Parts<'_, '_>, name: &str) -> Node {
    let text = Node::text(name, parts.span);
    let literal = Node::with(Element::Literal, parts.span, vec![text]);
    Node::with(Element::Paragraph, parts.span, vec![literal])
}
