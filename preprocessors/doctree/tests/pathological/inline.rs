//! Characters and pieces of markup, over and over.

use doctree::{NoFiles, Options, Source, read};

use super::{conclude, try_one};

/// Pieces of which texts are made.
const PIECES: &[&str] = &[
    "*",
    "**",
    "`",
    "``",
    "|",
    "_",
    "__",
    "+--+",
    ":",
    "::",
    "\\",
    "-",
    "=",
    "<",
    ">",
    "[",
    "]",
    "]_",
    "\u{e9}",
    "\u{300}",
    "a_ ",
    "a__ ",
    "`a",
    "`a ",
    "*a ",
    "**a ",
    "|a ",
    "|a|",
    "|a| ",
    "_`a ",
    "_`a` ",
    "[1]_ ",
    "[#]_ ",
    "[*]_ ",
    "[a]_ ",
    ":a:`",
    "`a`:",
    "a:",
    "a@",
    "@a.",
    "a@b.c ",
    "http://a:",
    "http://a ",
    "http:a?b#c",
    "`a <b",
    "`a <b>`_ ",
    "`a <b_>`__ ",
    "a\\ ",
    "\\ ",
    "`a`__ ",
    "`a`_ ",
    "``a ",
    "``a`` ",
    "|a|_ ",
    "(*",
    "a_b",
    "::a",
    "[a",
    "<a:",
    "a.b-c_",
    "\"*\" ",
    "<*> ",
    "*\u{e9}",
    "'",
    "\"",
    "--",
    "...",
    "&",
    "&amp;",
    "<b>",
    "{{",
    "#",
    "~",
    "$",
    "^",
    "RFC 1 ",
    "PEP 1",
    "mailto:",
    "a-",
    "a.",
    "-_",
    "\u{200b}",
    "\u{a0}",
    "*a* ",
    "**a** ",
    ":sup:`a` ",
    ":math:`a` ",
    "x\\",
    "*a`b",
    "*`|_",
    "`*",
    "!",
    "](",
    "[a](b)",
    "`__",
    "|__",
    "``_",
    "a`",
    "a*",
    "a|",
    "_a",
    "(a_)",
    "a_*",
];

#[test]
fn a_megabyte_of_one_piece_on_one_line() {
    each("", 1_000_000);
}

#[test]
fn many_lines_of_pieces() {
    each("\n", 200_000);
}

/// Tries `length` bytes of all pieces, in lines of some 70 bytes if they have an `end`.
fn each(end: &str, length: usize) {
    let mut faults = Vec::new();
    for piece in PIECES {
        let line = if end.is_empty() {
            usize::MAX
        } else {
            70 / piece.len()
        };
        let text = |count: usize| {
            let mut out = String::new();
            for at in 1..=count / piece.len() {
                out.push_str(piece);
                if at % line == 0 {
                    out.push_str(end);
                }
            }
            out
        };
        faults.extend(try_one(&format!("{piece:?} {end:?}"), length, &text));
    }
    conclude(&faults);
}

#[test]
fn many_references_without_a_mark() {
    let options = Options {
        pep_references: true,
        rfc_references: true,
        ..Options::default()
    };
    for piece in ["PEP 1 ", "RFC 1 x:y ", "PEP ", "RFC", "pep-1.txt http://a "] {
        let source = Source::new("test.rst", &piece.repeat(300_000 / piece.len()));
        let (document, _) = read(&source, &options, &NoFiles);
        assert!(!document.root.children.is_empty(), "{piece}");
    }
}
