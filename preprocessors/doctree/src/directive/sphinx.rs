//! Sphinx's directives, which a book may hold, and those of the extensions
//! that courses use. Where docutils has one of the name, Sphinx's stands here.

mod admonitions;
mod autodoc;
mod cards;
mod changes;
mod code;
mod diagrams;
mod dropdown;
mod exercises;
mod figures;
mod genindex;
mod index;
mod line_spec;
mod links;
mod lists;
mod literalinclude;
mod math;
pub(crate) mod only;
mod program;
mod tabs;
mod toctree;

use super::{
    CLASS_AND_NAME, Content, Convert, Failure, Options, Parts, Place, Spec, Value, convert,
    no_content,
};
use crate::diagnostic::Severity;
use crate::tree::Node;
pub(crate) use program::highlighted;

pub(super) const TABLE: &[&[Spec]] = &[
    admonitions::TABLE,
    autodoc::TABLE,
    cards::TABLE,
    changes::TABLE,
    code::TABLE,
    diagrams::TABLE,
    dropdown::TABLE,
    exercises::TABLE,
    figures::TABLE,
    index::TABLE,
    links::TABLE,
    lists::TABLE,
    math::TABLE,
    tabs::TABLE,
    &[
        genindex::SPEC,
        literalinclude::SPEC,
        only::SPEC,
        toctree::SPEC,
    ],
];

/// A warning about a directive that is shown in another way than it is meant.
fn kept(parts: &mut Parts<'_, '_>, message: &str) -> Node {
    let (line, span) = (Some(parts.line), parts.span);
    parts
        .context
        .message(Severity::Warning, message, line, span, Vec::new())
}
