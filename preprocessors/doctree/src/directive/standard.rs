//! *Standard Definition Files*: what every document may include by a name in
//! angle brackets.
//!
//! Most define the characters of an entity set of ISO or the W3C as
//! substitutions. Their names and characters stand in `standard/entities.txt`,
//! from which the text of a file is made as docutils has it, line by line.

use std::fmt::Write;

/// The sets: a line `= name of the file`, then words `name=code`, with `+`
/// between the codes of an entity of two characters.
const ENTITIES: &str = include_str!("standard/entities.txt");

/// What each of the files says of itself, and its lines before the first entity.
const NOTICE: &str = "\
.. This data file has been placed in the public domain.
.. Derived from the Unicode character mappings available from
   <http://www.w3.org/2003/entities/xml/>.
   Processed by unicode2rstsubs.py, part of Docutils:
   <https://docutils.sourceforge.io>.

";

/// Elements of HTML that have no role otherwise.
const HTML_ROLES: &[&str] = &[
    "b",
    "bdi",
    "del",
    "dfn",
    "i",
    "ins",
    "kbd(literal)",
    "mark",
    "q",
    "samp(literal)",
    "small",
    "u",
    "s",
    "var",
];

/// Classes of S5 slides: colours, sizes, and where something is shown.
#[rustfmt::skip]
const S5_ROLES: &[&str] = &[
    "black", "gray", "silver", "white",
    "maroon", "red", "magenta", "fuchsia", "pink", "orange", "yellow", "lime", "green", "olive",
    "teal", "cyan", "aqua", "blue", "navy", "purple",
    "huge", "big", "small", "tiny",
    "slide\n   :class: slide-display", "outline", "print", "handout", "incremental",
];

/// The text of the standard file called `name`.
pub(super) fn text(name: &str) -> Option<String> {
    match name {
        "html-roles.txt" => Some(roles(HTML_ROLES)),
        "s5defs.txt" => Some(roles(S5_ROLES) + ".. default-role:: incremental\n"),
        _ => entities(name.strip_suffix(".txt")?),
    }
}

fn roles(names: &[&str]) -> String {
    let role = |name| format!(".. role:: {name}\n");
    names.iter().map(role).collect()
}

fn entities(name: &str) -> Option<String> {
    let mut sets = ENTITIES.split("= ");
    let set = sets.find_map(|set| set.strip_prefix(name)?.strip_prefix('\n'))?;
    let mut out = NOTICE.to_owned();
    for entity in set.split_whitespace() {
        let (name, codes) = entity.split_once('=')?;
        // Writing to a string cannot fail.
        let _ = write!(out, ".. |{name}| unicode::");
        for code in codes.split('+') {
            let _ = write!(out, " U+{code:0>5}");
        }
        out.push('\n');
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_a_file_of_substitutions() {
        let text = text("isogrk4.txt").unwrap_or_default();
        let lines: Vec<&str> = text.lines().skip(6).collect();
        assert_eq!(
            lines,
            [
                ".. |b.Gammad| unicode:: U+003DC",
                ".. |b.gammad| unicode:: U+003DD"
            ]
        );
        assert_eq!(super::text("isogrk4"), None);
        assert_eq!(super::text("isogrk5.txt"), None);
    }

    #[test]
    fn every_set_is_found() {
        let names: Vec<&str> = ENTITIES
            .lines()
            .filter_map(|it| it.strip_prefix("= "))
            .collect();
        assert_eq!(names.len(), 32);
        for name in names {
            let text = text(&format!("{name}.txt")).unwrap_or_default();
            assert!(text.lines().count() > 7, "{name}");
        }
    }
}
