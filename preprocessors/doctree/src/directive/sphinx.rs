//! Sphinx's directives, which a book may hold, and those of the extensions
//! that courses use. Where docutils has one of the name, Sphinx's stands here.

mod admonitions;
mod autodoc;
mod bibliography;
mod c;
mod cards;
mod cfamily;
mod changes;
mod code;
mod cpp;
mod cpython;
mod description;
mod diagrams;
mod doctest;
mod dropdown;
mod exercises;
mod fields;
mod figures;
mod genindex;
pub(crate) mod glossary;
mod index;
mod javascript;
mod line_spec;
mod links;
mod lists;
mod literalinclude;
mod math;
pub(crate) mod only;
mod production;
mod program;
mod python;
mod restructuredtext;
mod signature;
mod standard;
mod tabs;
mod toctree;

use super::{
    CLASS_AND_NAME, Content, Convert, Failure, Options, Parts, Place, Spec, Value, convert, misc,
    no_content,
};
use crate::diagnostic::Severity;
use crate::tree::Node;
pub(crate) use dropdown::closed;
pub(crate) use program::highlighted;

pub(super) const TABLE: &[&[Spec]] = &[
    admonitions::TABLE,
    autodoc::TABLE,
    c::TABLE,
    cards::TABLE,
    changes::TABLE,
    code::TABLE,
    cpp::TABLE,
    cpython::TABLE,
    diagrams::TABLE,
    doctest::TABLE,
    dropdown::TABLE,
    exercises::TABLE,
    figures::TABLE,
    index::TABLE,
    javascript::TABLE,
    links::TABLE,
    lists::TABLE,
    math::TABLE,
    python::TABLE,
    restructuredtext::TABLE,
    standard::TABLE,
    tabs::TABLE,
    misc::OTHER_NAMES,
    &[
        bibliography::SPEC,
        genindex::SPEC,
        glossary::SPEC,
        literalinclude::SPEC,
        only::SPEC,
        production::SPEC,
        toctree::SPEC,
    ],
];

/// A directive that describes a type of object which a book adds.
pub(super) const OBJECT_TYPE: &Spec = &standard::OBJECT_TYPE;

/// A warning about a directive that is shown in another way than it is meant.
fn kept(parts: &mut Parts<'_, '_>, message: &str) -> Node {
    let (line, span) = (Some(parts.line), parts.span);
    parts
        .context
        .message(Severity::Warning, message, line, span, Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_directives_have_one_name() {
        let specs = TABLE.iter().copied().flatten();
        let mut names: Vec<&str> = specs.map(|it| it.name).collect();
        names.sort_unstable();
        let twice: Vec<_> = names.windows(2).filter(|it| it[0] == it[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}
