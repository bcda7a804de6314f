//! Lines and blocks of one kind, over and over.

use super::{Case, conclude, try_all, try_one};

/// Lines of which many thousands are read.
const LINES: &[&str] = &[
    "+--+",
    "+--+--+",
    "| a |",
    "== ==",
    "=",
    "====",
    "*",
    "* a",
    "- a\n",
    "1. a",
    "1. a\n",
    "#. a",
    ":a: b",
    ":a:\n",
    "-a  b",
    "--a=b, -c  d",
    "-a",
    ">>> a",
    ">>> a\n",
    "| a",
    "|",
    "..",
    ".. a",
    "..\n",
    ".. a\n",
    ".. _a:",
    ".. _a: b",
    ".. _a: b_",
    ".. __: a",
    "__ a",
    ".. [1] a",
    ".. [#] a",
    ".. [#a] a",
    ".. [*] a",
    ".. [a] a",
    ".. |a| replace:: b",
    ".. |a| image:: b",
    "__",
    "a::",
    "::",
    "a::\n\n b\n",
    "::\n\n> a\n",
    "a\n ",
    " a",
    " a\n",
    "a\n b\n",
    "a : b\n c",
    "a\n=",
    "a\n====\n",
    "=\na\n=",
    "====\n a\n====\n",
    "----\n",
    "\u{2014} a",
    " a\n\n -- b\n",
    "\\",
    "a\\",
    "\u{4e00}",
    "\u{4e00}\n==\n",
    "*a\n",
    "`a\n",
    "``a\n",
    "|a\n",
    "a_\n",
    "a__\n",
    "[1]_\n",
    "[#]_\n",
    "[*]_\n",
    "|a|\n",
    "a  b\n",
    "(a) b\n",
    "i. a\n",
    "A. Einstein\n",
    "99999999999999999999. a\n",
    "MMMM. a\n",
    "z. a\n",
    "+-+\n|a|\n+-+\n",
    "=  =\na  b\n=  =\n",
    "a:\n b:\n  c:\n",
    "\t",
    "\u{a0}",
    "%",
];

#[test]
fn many_lines_of_a_kind() {
    let mut faults = Vec::new();
    for line in LINES {
        let text = |count: usize| format!("{line}\n").repeat(count);
        faults.extend(try_one(&format!("{line:?}"), 20_000, &text));
    }
    conclude(&faults);
}

const CASES: &[Case] = &[
    ("one long paragraph", 1_000_000, |n| "word ".repeat(n / 5)),
    ("one long title", 100_000, |n| {
        format!("{}\n{}\n", "t".repeat(n), "=".repeat(n))
    }),
    ("a long overline", 100_000, |n| {
        format!("{0}\n{1}\n{0}\n", "=".repeat(n), "t".repeat(n))
    }),
    ("a long term", 100_000, |n| {
        format!("{}\n  b\n", "t : ".repeat(n / 4))
    }),
    ("a long option", 100_000, |n| {
        format!("{}  b\n", "-a, ".repeat(n / 4))
    }),
    ("a long field name", 100_000, |n| {
        format!(":{}: b\n", "a ".repeat(n / 2))
    }),
    ("a long numeral", 100_000, |n| {
        format!("{}. a\n", "1".repeat(n))
    }),
    ("a long Roman numeral", 100_000, |n| {
        format!("{}. a\n", "m".repeat(n))
    }),
    ("numbers in order", 50_000, |n| {
        (1..=n).map(|at| format!("{at}. a\n")).collect()
    }),
    ("a list that starts anew", 50_000, |n| {
        (1..=n).map(|at| format!("{}. a\n\n", 2 * at)).collect()
    }),
    ("styles of titles", 20_000, |n| {
        let styles = ["=", "-", "~", "^", "\""];
        (0..n)
            .map(|at| format!("t{at}\n{}\n\n", styles[at % 5].repeat(8)))
            .collect()
    }),
    ("levels skipped", 20_000, |n| {
        let first = "a\n====\n\nb\n----\n\nc\n~~~~\n\n";
        first.to_owned() + &"a\n====\n\nc\n~~~~\n\n".repeat(n)
    }),
    ("docinfo", 20_000, |n| ":author: a\n".repeat(n)),
    ("authors", 100_000, |n| {
        format!(":authors: {}\n", "a; ".repeat(n))
    }),
    ("a comment before each paragraph", 50_000, |n| {
        "..\n\na\n\n".repeat(n)
    }),
    ("attributions", 20_000, |n| "  a\n\n  -- b\n\n".repeat(n)),
    ("transitions", 20_000, |n| "a\n\n----\n\n".repeat(n)),
    ("wide characters", 100_000, |n| {
        format!("{}\n{}\n", "\u{4e00}".repeat(n), "=".repeat(2 * n))
    }),
    ("combining characters", 100_000, |n| {
        format!("a{}\n=\n", "\u{301}".repeat(n))
    }),
    ("indentation", 1_000_000, |n| {
        format!("{}a\n", " ".repeat(n))
    }),
    ("tabs", 100_000, |n| format!("{}a\n", "\t".repeat(n))),
    ("tabs between words", 100_000, |n| "a\t".repeat(n)),
];

#[test]
fn long_blocks_and_many() {
    try_all(CASES);
}
