//! Tests among the text (`sphinx.ext.doctest`): `doctest`, `testcode` and
//! `testoutput` are shown; `testsetup`, `testcleanup` and what is to be hidden
//! become comments. Nothing is run.

use std::borrow::Cow;

use super::program::{Look, block, rows};
use super::{Content, Convert, Failure, Parts, Spec, convert};
use crate::tree::{Element, Node};

const OPTIONS: &[(&str, Convert)] = &[
    ("hide", convert::flag),
    ("no-trim-doctest-flags", convert::flag),
    ("options", convert::unchanged),
    ("pyversion", convert::unchanged_required),
    ("skipif", convert::unchanged_required),
    ("trim-doctest-flags", convert::flag),
];
const BASE: Spec = Spec {
    optional: 1,
    whitespace: true,
    options: OPTIONS,
    content: Content::Lines,
    build: test,
    ..Spec::NEW
};

pub(super) const TABLE: &[Spec] = &[
    Spec {
        name: "doctest",
        ..BASE
    },
    Spec {
        name: "testcleanup",
        ..BASE
    },
    Spec {
        name: "testcode",
        ..BASE
    },
    Spec {
        name: "testoutput",
        ..BASE
    },
    Spec {
        name: "testsetup",
        ..BASE
    },
];

/// The languages of what is shown.
const LANGUAGES: &[(&str, &str)] = &[
    ("doctest", "pycon"),
    ("testcode", "python"),
    ("testoutput", "none"),
];

fn test(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let row = LANGUAGES.iter().find(|it| it.0 == parts.canonical);
    let language = row.filter(|_| !parts.options.has("hide")).map(|it| it.1);
    let Some(language) = language else {
        let text = Node::text(parts.text(), parts.span);
        return Ok(vec![Node::with(Element::Comment, parts.span, vec![text])]);
    };
    let mut rows = rows(parts.lines);
    if parts.canonical == "doctest" {
        let keep = parts.options.has("no-trim-doctest-flags");
        for row in &mut rows {
            row.text = Cow::Owned(presented(&row.text, keep).to_owned());
        }
    }
    Ok(vec![block(parts, Some(language), &rows, &Look::default())])
}

/// A line without what is meant for the program that tests it.
fn presented(line: &str, keep_flags: bool) -> &str {
    if let Some(rest) = line.trim_start().strip_prefix("<BLANKLINE>") {
        return rest;
    }
    let hashes = line.match_indices('#').map(|it| it.0);
    let is_flag = |at: &usize| {
        let rest = line[at + 1..].trim_start().strip_prefix("doctest:");
        rest.is_some_and(|it| !it.is_empty())
    };
    let mut flags = hashes.filter(is_flag).filter(|_| !keep_flags);
    flags.next().map_or(line, |at| &line[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_and_marks_of_blank_lines_are_not_shown() {
        assert_eq!(presented(">>> a  #doctest: +SKIP", false), ">>> a  ");
        assert_eq!(
            presented(">>> a # doctest: +SKIP", true),
            ">>> a # doctest: +SKIP"
        );
        assert_eq!(presented("  <BLANKLINE>", false), "");
        assert_eq!(presented(">>> a # doctest", false), ">>> a # doctest");
    }
}
