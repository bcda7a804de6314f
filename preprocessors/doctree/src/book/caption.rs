//! What has a caption, and can be numbered by it.

use crate::tree::element::Pending;
use crate::tree::{Element, Node};

/// What is numbered, each kind by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Section,
    Figure,
    Table,
    CodeBlock,
}

impl Kind {
    /// What stands before the number, with `%s` for the number: Sphinx's
    /// `numfig_format`.
    pub(super) fn format(self) -> &'static str {
        match self {
            Self::Section => "Section %s",
            Self::Figure => "Fig. %s",
            Self::Table => "Table %s",
            Self::CodeBlock => "Listing %s",
        }
    }
}

/// The kind of `node`, if it has a caption.
pub(super) fn kind(node: &Node) -> Option<Kind> {
    let kind = match node.element {
        Element::Figure(_) => Kind::Figure,
        Element::Table(_) => Kind::Table,
        Element::Listing(_) => Kind::CodeBlock,
        Element::Container if node.attributes.has_class("literal-block-wrapper") => Kind::CodeBlock,
        _ => return None,
    };
    place(node).map(|_| kind)
}

/// Which child of `node` is its caption.
pub(super) fn place(node: &Node) -> Option<usize> {
    let wanted = match node.element {
        Element::Table(_) => Element::Title,
        _ => Element::Caption,
    };
    node.children.iter().position(|it| it.element == wanted)
}

/// What a reference to `node` is called, if nothing else is said: by its title
/// or caption, a list by its first term or field.
pub(super) fn title(node: &Node) -> Option<String> {
    let first = |wanted: Element| node.children.first().filter(|it| it.element == wanted);
    let titled = match &node.element {
        Element::Section | Element::Document | Element::Topic | Element::Sidebar => {
            node.children.iter().find(|it| it.element == Element::Title)
        }
        Element::Rubric | Element::Term | Element::FieldName => Some(node),
        Element::Admonition(_) => first(Element::Title),
        Element::DefinitionList | Element::FieldList => return title(node.children.first()?),
        Element::DefinitionListItem => first(Element::Term),
        Element::Field => first(Element::FieldName),
        Element::Pending(pending) => {
            return match &**pending {
                Pending::Toctree(toctree) => toctree.caption.clone(),
                _ => None,
            };
        }
        _ => kind(node).and_then(|_| node.children.get(place(node)?)),
    };
    let text = titled?.astext();
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
