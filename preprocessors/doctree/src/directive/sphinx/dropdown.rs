//! What the reader opens: `dropdown` of sphinx-design. It is a definition list
//! of the class `details`, which reads well where nothing can be opened.

use super::{Content, Convert, Failure, Parts, Place, Spec, convert};
use crate::source::Span;
use crate::tree::{Element, Node};

const OPTIONS: &[(&str, Convert)] = &[
    ("animate", convert::unchanged),
    ("chevron", convert::unchanged),
    ("class", convert::classes),
    ("class-body", convert::classes),
    ("class-container", convert::classes),
    ("class-title", convert::classes),
    ("color", convert::unchanged),
    ("icon", convert::unchanged),
    ("margin", convert::unchanged),
    ("name", convert::unchanged),
    ("open", convert::flag),
    // Of sphinx-toolbox and of sphinx-togglebutton's `toggle`.
    ("show", convert::flag),
];
const BASE: Spec = Spec {
    optional: 1,
    whitespace: true,
    options: OPTIONS,
    content: Content::Blocks,
    build,
    ..Spec::NEW
};

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "collapse",
        ..BASE
    },
    Spec {
        name: "dropdown",
        ..BASE
    },
    Spec {
        name: "toggle",
        ..BASE
    },
];

/// What a dropdown is like.
pub(super) struct Dropdown<'t> {
    pub(super) classes: &'t [&'t str],
    /// Whether it is open at first.
    pub(super) open: bool,
}

fn build(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let title = parts.inline_argument();
    let text = if title.nodes.is_empty() {
        vec![Node::text("Details", parts.span)]
    } else {
        title.nodes
    };
    let content = parts.content(Place::Body);
    let kind = Dropdown {
        classes: &["sd-dropdown"],
        open: parts.options.has("open") || parts.options.has("show"),
    };
    let node = dropdown(parts, &kind, text, content);
    Ok(std::iter::once(node).chain(title.messages).collect())
}

/// A dropdown with the classes and the name that the options give.
pub(super) fn dropdown(
    parts: &mut Parts<'_, '_>,
    kind: &Dropdown<'_>,
    title: Vec<Node>,
    content: Vec<Node>,
) -> Node {
    let mut node = details(parts.span, title, content);
    let open = kind.open.then_some("open");
    let classes = kind.classes.iter().copied().chain(open);
    let own = &mut node.attributes.edit().classes;
    own.extend(classes.map(str::to_owned));
    parts.add_classes(&mut node);
    parts.add_name(&mut node);
    node
}

/// A dropdown of `class` that is closed at first.
pub(crate) fn closed(span: Span, class: &str, title: &str, content: Vec<Node>) -> Node {
    details(span, vec![Node::text(title, span)], content).class(class)
}

fn details(span: Span, title: Vec<Node>, content: Vec<Node>) -> Node {
    let term = Node::with(Element::Term, span, title);
    let definition = Node::with(Element::Definition, span, content);
    let item = Node::with(Element::DefinitionListItem, span, vec![term, definition]);
    Node::with(Element::DefinitionList, span, vec![item]).class("details")
}
