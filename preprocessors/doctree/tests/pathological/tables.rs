//! Tables.

use super::{Case, try_all};

const CASES: &[Case] = &[
    ("a wide grid", 2_000, |n| {
        let row = |cell: &str, end: &str| format!("{}{end}\n", cell.repeat(n));
        [row("+---", "+"), row("| a ", "|"), row("+---", "+")].concat()
    }),
    ("a wide simple table", 2_000, |n| {
        let row = |cell: &str| format!("{}\n", cell.repeat(n));
        [row("=== "), row("a   "), row("=== ")].concat()
    }),
    ("a high grid", 20_000, |n| {
        "+---+---+\n".to_owned() + &"| a | b |\n+---+---+\n".repeat(n)
    }),
    ("a high grid of one row", 50_000, |n| {
        format!("+---+\n{}+---+\n", "| a |\n".repeat(n))
    }),
    ("a high simple table", 50_000, |n| {
        format!("===  ===\n{}===  ===\n", "a    b\n".repeat(n))
    }),
    ("a simple table of one row", 50_000, |n| {
        format!("===  ===\na    b\n{}===  ===\n", "     b\n".repeat(n))
    }),
    ("spans of a simple table", 20_000, |n| {
        format!("===  ===\n{}===  ===\n", "a    b\n--------\n".repeat(n))
    }),
    ("spans down a grid", 5_000, |n| {
        format!(
            "+---+---+\n{}| a | b |\n+---+---+\n",
            "| a | b |\n|   +---+\n".repeat(n)
        )
    }),
    ("a large cell", 100_000, |n| {
        format!("+{0}+\n|{1}|\n+{0}+\n", "-".repeat(n), "a".repeat(n))
    }),
    ("corners without cells", 1_000, |n| {
        let row = format!("{}\n", "+-".repeat(50));
        row.repeat(n)
    }),
    ("corners all along", 300_000, |n| {
        format!("+-{}+\n| a\n", "+".repeat(n))
    }),
    ("a grid without an end", 20_000, |n| {
        "+---+---+\n".to_owned() + &"| a | b |\n".repeat(n)
    }),
    ("a simple table without an end", 50_000, |n| {
        "===  ===\n".to_owned() + &"a    b\n".repeat(n)
    }),
    ("text over the margin", 20_000, |n| {
        format!("==  ==\n{}==  ==\n", "aaaaa\n".repeat(n))
    }),
    ("broken grids", 5_000, |n| "+---+\n| a\n+---+\n\n".repeat(n)),
    ("csv rows", 50_000, |n| {
        format!(".. csv-table::\n\n{}", "   a,\"b\",c\n".repeat(n))
    }),
    ("a long csv row", 50_000, |n| {
        format!(".. csv-table::\n\n   {}\n", "a,".repeat(n))
    }),
    ("a large csv cell", 500_000, |n| {
        format!(".. csv-table::\n\n   \"{}\"\n", "a ".repeat(n / 2))
    }),
    ("a csv cell of many lines", 50_000, |n| {
        format!(".. csv-table::\n\n   \"{}\"\n", "a\n   ".repeat(n))
    }),
    ("quotes in a csv cell", 150_000, |n| {
        format!(".. csv-table::\n\n   \"{}\"\n", "\"\"".repeat(n))
    }),
    ("a csv cell without an end", 50_000, |n| {
        format!(".. csv-table::\n\n   \"{}", "a\n   ".repeat(n))
    }),
    ("csv tables", 5_000, |n| {
        ".. csv-table::\n\n   a,b\n\n".repeat(n)
    }),
    ("csv from a file", 20_000, |n| {
        format!(".. csv-table::\n   :file: a.csv\n\n{}", "a,b,c\n".repeat(n))
    }),
    ("rows of unlike length", 2_000, |n| {
        let row = |at: usize| format!("   {}\n", "a,".repeat(at % 50));
        format!(".. csv-table::\n\n{}", (0..n).map(row).collect::<String>())
    }),
    ("list rows", 20_000, |n| {
        format!(".. list-table::\n\n{}", "   * - a\n     - b\n".repeat(n))
    }),
    ("a long list row", 20_000, |n| {
        format!(".. list-table::\n\n   * - a\n{}", "     - b\n".repeat(n))
    }),
    ("list rows of unlike length", 2_000, |n| {
        format!(
            ".. list-table::\n\n   * - a\n{}",
            "   * - a\n     - b\n".repeat(n)
        )
    }),
    ("widths", 20_000, |n| {
        format!(
            ".. table::\n   :widths: {}\n\n   =  =\n   a  b\n   =  =\n",
            "1 ".repeat(n)
        )
    }),
];

#[test]
fn large_tables_and_many() {
    try_all(CASES);
}
