//! *Miscellaneous*: classes, and the title of the document's metadata.

use super::body::invalid_class;
use super::{Content, Failure, Parts, Place, Spec, convert};
use crate::escape::unescape;
use crate::tree::element::Pending;
use crate::tree::{Element, Node};

const CLASS: Spec = Spec {
    name: "class",
    required: 1,
    whitespace: true,
    content: Content::Blocks,
    build: class,
    ..Spec::NEW
};

/// Sphinx's names for `class`, which is one of its domain for Python, too.
pub(super) const OTHER_NAMES: &[Spec] = &[
    Spec {
        name: "cssclass",
        ..CLASS
    },
    Spec {
        name: "rst-class",
        ..CLASS
    },
];

pub(super) const TABLE: &[Spec] = &[
    CLASS,
    Spec {
        name: "title",
        required: 1,
        whitespace: true,
        build: title,
        ..Spec::NEW
    },
];

pub(super) fn class(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let argument = parts.arguments.concat();
    let classes = convert::class_names(&argument).map_err(|_| invalid_class(parts, &argument))?;
    if parts.lines.is_empty() {
        // docutils has read on to the line before the next block, and asks for
        // the number only where the node comes into the document at once.
        let reached = parts.line + parts.echo.matches('\n').count();
        let is_at_once = matches!(
            parts.place,
            Place::Section | Place::Margin | Place::Substitution
        );
        let line = is_at_once.then_some(reached);
        let pending = Pending::ClassAttribute {
            classes,
            directive: parts.name.to_owned(),
            rawsource: unescape(parts.echo).into_owned(),
            line,
        };
        return Ok(vec![Node::new(
            Element::Pending(Box::new(pending)),
            parts.span,
        )]);
    }
    // docutils reads it apart from what is around it.
    let mut nodes = parts.content(Place::Loose);
    for node in &mut nodes {
        node.attributes
            .edit()
            .classes
            .extend(classes.iter().cloned());
    }
    Ok(nodes)
}

/// Has the directives among `nodes` that wait for an element not know their
/// lines: docutils reads them before they come into the document.
pub(crate) fn forget_lines(nodes: &mut [Node]) {
    for node in nodes {
        if let Element::Pending(pending) = &mut node.element
            && let Pending::ClassAttribute { line, .. } = &mut **pending
        {
            *line = None;
        }
    }
}

fn title(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    parts.context.front.title = Some(parts.arguments.concat());
    Ok(Vec::new())
}
