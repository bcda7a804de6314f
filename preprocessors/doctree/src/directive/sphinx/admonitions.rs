//! Admonitions as Sphinx has them: also `seealso` and `todo`, and all of them
//! to be opened by the reader where `:collapsible:` or the class `dropdown`
//! says so.

use super::dropdown::{Dropdown, dropdown};
use super::{Content, Convert, Failure, Parts, Place, Spec, Value, convert};
use crate::directive::admonitions;
use crate::language;
use crate::tree::element::Admonition;
use crate::tree::{Element, Node};

const OPTIONS: &[(&str, Convert)] = &[
    ("class", convert::classes),
    ("name", convert::unchanged),
    ("collapsible", collapsible),
    // Of sphinx-design and others.
    ("open", convert::unchanged),
];
const BASE: Spec = Spec {
    options: OPTIONS,
    content: Content::Blocks,
    needs_content: true,
    build: specific,
    ..Spec::NEW
};

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "admonition",
        required: 1,
        whitespace: true,
        build: generic,
        ..BASE
    },
    Spec {
        name: "attention",
        ..BASE
    },
    Spec {
        name: "caution",
        ..BASE
    },
    Spec {
        name: "danger",
        ..BASE
    },
    Spec {
        name: "error",
        ..BASE
    },
    Spec {
        name: "hint",
        ..BASE
    },
    Spec {
        name: "important",
        ..BASE
    },
    Spec {
        name: "note",
        ..BASE
    },
    Spec {
        name: "seealso",
        build: labelled,
        ..BASE
    },
    Spec {
        name: "tip",
        ..BASE
    },
    Spec {
        name: "todo",
        build: labelled,
        ..BASE
    },
    Spec {
        name: "todolist",
        build: todolist,
        ..Spec::NEW
    },
    Spec {
        name: "warning",
        ..BASE
    },
];

/// Directives without an element of their own: their title and class.
const LABELLED: &[(&str, &str, &str)] = &[
    ("seealso", "See also", "seealso"),
    ("todo", "Todo", "admonition-todo"),
];

fn collapsible(argument: Option<&str>) -> Result<Value, String> {
    match argument.map(|it| it.trim().to_lowercase()).as_deref() {
        // sphinx-togglebutton takes it for a flag, and `true` with it.
        None | Some("" | "open") => Ok(Value::Choice("open")),
        Some("closed" | "true") => Ok(Value::Choice("closed")),
        Some(argument) => Err(format!(
            "\"{argument}\" unknown; choose from \"open\" or \"closed\"."
        )),
    }
}

fn specific(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    if !is_collapsible(parts) {
        return admonitions::specific(parts);
    }
    let label = language::label(&parts.context.options.language_code, parts.canonical);
    let title = vec![Node::text(
        label.unwrap_or(parts.canonical).to_owned(),
        parts.span,
    )];
    Ok(vec![collapsed(parts, title)])
}

fn generic(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    if !is_collapsible(parts) {
        return admonitions::generic(parts);
    }
    let title = parts.inline_argument();
    let node = collapsed(parts, title.nodes);
    Ok(std::iter::once(node).chain(title.messages).collect())
}

fn labelled(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let row = LABELLED.iter().find(|it| it.0 == parts.canonical);
    let Some(&(_, label, class)) = row else {
        return Ok(Vec::new());
    };
    let title = vec![Node::text(label, parts.span)];
    if is_collapsible(parts) {
        return Ok(vec![collapsed(parts, title).class(class)]);
    }
    let mut node = Node::new(Element::Admonition(Admonition::Generic), parts.span).class(class);
    parts.add_classes(&mut node);
    parts.add_name(&mut node);
    node.children
        .push(Node::with(Element::Title, parts.span, title));
    node.children.extend(parts.content(Place::Body));
    Ok(vec![node])
}

/// The list of all `todo` of a book is not made.
fn todolist(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let message = "The list of todos is not made: each stands where it was written.";
    Ok(vec![super::kept(parts, message)])
}

fn is_collapsible(parts: &Parts<'_, '_>) -> bool {
    let classes = parts.options.words("class").unwrap_or_default();
    let is_dropdown = |it: &String| matches!(it.as_str(), "dropdown" | "toggle");
    parts.options.has("collapsible") || classes.iter().any(is_dropdown)
}

fn collapsed(parts: &mut Parts<'_, '_>, title: Vec<Node>) -> Node {
    let shown = parts.options.words("class").unwrap_or_default();
    let shown = shown.iter().any(|it| it == "toggle-shown");
    let open = parts.options.text("collapsible") == Some("open");
    let content = parts.content(Place::Body);
    let classes = ["admonition", parts.canonical];
    let is_generic = parts.canonical == classes[0];
    let kind = Dropdown {
        classes: &classes[usize::from(is_generic)..],
        open: open || shown || parts.options.has("open"),
    };
    dropdown(parts, &kind, title, content)
}
