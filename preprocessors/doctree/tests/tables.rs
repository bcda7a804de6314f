//! What docutils' table parsers answer, the expectations being docutils' own.

use doctree::conformance::{grid_table, simple_table};

fn check(read: fn(&str) -> String, lines: &[&str], expected: &str) {
    assert_eq!(read(&lines.join("\n")), expected);
}

#[test]
fn cells_span_rows_and_columns() {
    check(
        grid_table,
        &[
            "+-----+-----+-----+",
            "| one cell  | tw  |",
            "+-----+-----+ ord |",
            "| a   | b   | ers |",
            "+-----+-----+-----+",
        ],
        r#"[[5, 5, 5], [], [[[0, 1, 1, ["one cell"]], null, [1, 0, 1, ["tw", "ord", "ers"]]], [[0, 0, 3, ["a"]], [0, 0, 3, ["b"]], null]]]"#,
    );
}

#[test]
fn equals_signs_end_the_head() {
    check(
        grid_table,
        &["+---+", "| h |", "+===+", "| b |", "+---+"],
        r#"[[3], [[[0, 0, 1, ["h"]]]], [[[0, 0, 3, ["b"]]]]]"#,
    );
    check(
        simple_table,
        &["= =", "h i", "= =", "b c", "= ="],
        r#"[[1, 1], [[[0, 0, 1, ["h"]], [0, 0, 1, ["i"]]]], [[[0, 0, 3, ["b"]], [0, 0, 3, ["c"]]]]]"#,
    );
}

#[test]
fn the_head_ends_once_and_inside_the_table() {
    check(
        grid_table,
        &[
            "+---+", "| h |", "+===+", "| b |", "+===+", "| c |", "+---+",
        ],
        r#""TableMarkupError: Multiple head/body row separators (table lines 3 and 5); only one allowed.""#,
    );
    check(
        grid_table,
        &["+---+", "| h |", "+===+"],
        r#""TableMarkupError: The head/body row separator may not be the first or last line of the table.""#,
    );
}

#[test]
fn rules_and_corners_inside_a_cell_are_text() {
    check(
        grid_table,
        &["+-------+", "| +-- | |", "| a + b |", "+-------+"],
        r#"[[7], [], [[[0, 0, 1, ["+-- |", "a + b"]]]]]"#,
    );
}

#[test]
fn wide_characters_fill_two_columns() {
    check(
        grid_table,
        &["+------+----+", "| 日本 | x  |", "+------+----+"],
        r#"[[6, 4], [], [[[0, 0, 1, ["日本"]], [0, 0, 1, ["x"]]]]]"#,
    );
}

#[test]
fn a_blank_first_column_continues_the_row() {
    check(
        simple_table,
        &["==  =====", "1   a", "    b", "", "2   c", "==  ====="],
        r#"[[2, 5], [], [[[0, 0, 1, ["1", "", ""]], [0, 0, 1, ["a", "b", ""]]], [[0, 0, 4, ["2"]], [0, 0, 4, ["c"]]]]]"#,
    );
}

#[test]
fn the_last_column_is_as_wide_as_its_text() {
    check(
        simple_table,
        &["==  ==", "1   a longer text", "==  =="],
        r#"[[2, 13], [], [[[0, 0, 1, ["1"]], [0, 0, 1, ["a longer text"]]]]]"#,
    );
}

#[test]
fn dashes_underline_spans() {
    check(
        simple_table,
        &[
            "==  ==  ==",
            "a span  x",
            "------  --",
            "1   2   3",
            "==  ==  ==",
        ],
        r#"[[2, 2, 2], [], [[[0, 1, 1, ["a span"]], [0, 0, 1, ["x"]]], [[0, 0, 3, ["1"]], [0, 0, 3, ["2"]], [0, 0, 3, ["3"]]]]]"#,
    );
}

#[test]
fn text_between_columns_and_crooked_spans_are_errors() {
    check(
        simple_table,
        &["==  ==", "one  a", "==  =="],
        r#""TableMarkupError: Text in column margin in table line 2.""#,
    );
    check(
        simple_table,
        &["==  ==  ==", "1   2   3", "-----   --", "==  ==  =="],
        r#""TableMarkupError: Column span alignment problem in table line 3.""#,
    );
    check(
        simple_table,
        &["==  ==  ==", "1   2   3", "------", "==  ==  =="],
        r#""TableMarkupError: Column span incomplete in table line 3.""#,
    );
}

#[test]
fn a_tall_and_a_wide_table_are_read_in_linear_time() {
    let border = "+--".repeat(300) + "+\n";
    let wide = border.repeat(1000);
    assert!(grid_table(&wide).ends_with("[0, 0, 999, []]]]]"));
    let tall = "+--+--+\n| a|  |\n".repeat(50_000) + "+--+--+\n";
    assert!(grid_table(&tall).ends_with(r#"[0, 0, 99999, [""]]]]]"#));
}
