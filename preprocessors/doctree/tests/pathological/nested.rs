//! Constructs within constructs.

use super::{Case, try_all};

const CASES: &[Case] = &[
    ("quotes", 10_000, |n| steps(n, "", "quote\n\n")),
    ("bullet lists", 2_000, |n| steps(n, "- ", "item\n\n")),
    ("enumerated lists", 2_000, |n| steps(n, "1. ", "item\n\n")),
    ("definition lists", 2_000, |n| steps(n, "", "term\n")),
    ("field lists", 2_000, |n| steps(n, "", ":a:\n")),
    ("directives", 2_000, |n| steps(n, ".. note::\n\n", "")),
    ("bullets on a line", 10_000, |n| "- ".repeat(n) + "end"),
    ("numbers on a line", 10_000, |n| "1. ".repeat(n) + "end"),
    ("fields on a line", 10_000, |n| ":a: ".repeat(n) + "end"),
    ("footnotes on a line", 10_000, |n| {
        ".. [1] ".repeat(n) + "end"
    }),
    ("notes on a line", 10_000, |n| {
        ".. note:: ".repeat(n) + "end"
    }),
    ("substitutions on a line", 10_000, |n| {
        ".. |a| ".repeat(n) + "end"
    }),
    ("tables in cells", 300, |n| {
        (0..n).fold("a".to_owned(), |inner, _| cell(&inner))
    }),
    ("csv tables", 2_000, |n| steps(n, ".. csv-table::\n\n", "")),
    ("list tables", 1_000, |n| {
        steps(n, ".. list-table::\n\n", "* - a\n\n")
    }),
    ("line blocks", 10_000, |n| {
        (0..n)
            .map(|at| format!("| {}a\n", " ".repeat(at % 50)))
            .collect()
    }),
    ("line blocks outwards", 10_000, |n| {
        (0..n)
            .map(|at| format!("| {}a\n", " ".repeat(50 - at % 50)))
            .collect()
    }),
    ("quotes outwards", 10_000, |n| {
        (0..n)
            .map(|at| format!("{}a\n\n", " ".repeat(50 - at % 50)))
            .collect()
    }),
    ("emphasis in strong", 10_000, |n| {
        "*a **b ".repeat(n) + &"** *".repeat(n)
    }),
    ("sections", 10_000, sections),
    ("roles", 10_000, |n| ":a:`".repeat(n) + &"`".repeat(n)),
    ("brackets", 100_000, |n| "[".repeat(n) + &"]_".repeat(n)),
    ("links in links", 10_000, |n| {
        "`a <".repeat(n) + &">`_ ".repeat(n)
    }),
];

#[test]
fn what_is_nested() {
    try_all(CASES);
}

/// `piece` over and over, each deeper than the one before. The deepest are so
/// long that the text would grow with the square of their number, so that the
/// indentation ends somewhere.
fn steps(count: usize, mark: &str, piece: &str) -> String {
    let level = |at: usize| format!("{}{mark}{piece}", " ".repeat(3 * at.min(100)));
    (0..count).map(level).collect()
}

/// A grid table with one cell, which holds `inner`.
fn cell(inner: &str) -> String {
    let width = inner.lines().map(str::len).max().unwrap_or(0).min(250);
    let border = format!("+{}+\n", "-".repeat(width));
    let rows = inner.lines().map(|line| format!("|{line:width$}|\n"));
    border.clone() + &rows.collect::<String>() + &border
}

/// Each style of title in turn, deeper and deeper, and from the top again.
fn sections(count: usize) -> String {
    const LINES: &[u8] = b"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    let section = |at: usize| {
        let line = char::from(LINES[at % LINES.len()]);
        format!("Title\n{}\n\ntext\n\n", String::from(line).repeat(5))
    };
    (0..count).map(section).collect()
}
