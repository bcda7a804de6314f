//! Simple tables, drawn with rules between rows only.
//!
//! ```text
//! =====  =====
//! head   head
//! =====  =====
//! cell   a blank first column goes on with the row above;
//!        only the last column may be wider than its rule
//! spans two
//! ------------
//! =====  =====
//! ```
//!
//! Specification: [Simple tables](https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#simple-tables).

mod rows;

use super::{Grid, Isolated, TableError, TableMessage, head_separator};
use crate::line::Line;
use rows::Rows;

/// Whether a simple table may start with the line `text`: it is a rule of at
/// least two columns.
pub(crate) fn starts(text: &str) -> bool {
    is_rule(text, b'=') && text.trim_end_matches(' ').contains(' ')
}

/// Reads the simple table whose top border is `lines[at]`.
///
/// It ends with the second rule of equals signs below the top, or with the
/// first one that has a blank line behind it.
pub(crate) fn read<'s>(lines: &[Line<'s>], at: usize) -> Isolated<'s> {
    let bottom = bottom(lines, at);
    let (last, blank_finish) = match &bottom {
        Ok(last) => (*last, is_blank(lines, last + 1)),
        Err(missing) => (missing.last, missing.blank_finish),
    };
    let taken = last + 1 - at;
    let grid = match bottom {
        Ok(last) => parse(&lines[at..=last]),
        Err(missing) => Err(missing.error),
    };
    let mut messages = Vec::new();
    if let Err(error) = &grid {
        messages.push(TableMessage::malformed(
            &lines[at..=last],
            at.cast_signed(),
            error,
        ));
    }
    if !blank_finish {
        messages.push(TableMessage::blank_line_required(last + 1));
    }
    match grid {
        Ok(grid) => Isolated::Table {
            grid,
            taken,
            back: 0,
            messages,
        },
        Err(_) => Isolated::Malformed { taken, messages },
    }
}

/// Reads a simple table of which `lines` are all lines, from border to border.
pub(crate) fn parse<'s>(lines: &[Line<'s>]) -> Result<Grid<'s>, TableError> {
    let last = lines.len().saturating_sub(1);
    let is_inner = |at| at > 0 && at < last;
    let separator = head_separator(lines, |at, text| is_inner(at) && is_rule(text, b'='))?;
    let mut rows = Rows::new(lines)?;
    let mut start = 1;
    let mut has_text = false;
    for (at, line) in lines.iter().enumerate().skip(1) {
        if is_rule(line.text, b'-') || is_rule(line.text, b'=') {
            rows.read(start..at, Some(at))?;
            start = at + 1;
            has_text = false;
        } else if rows.starts_row(at) {
            if has_text && at != start {
                rows.read(start..at, None)?;
            }
            start = at;
            has_text = true;
        } else if !has_text {
            start = at + 1;
        }
    }
    Ok(rows.finish(separator))
}

/// A table without a bottom border.
struct Missing {
    error: TableError,
    /// The index of the last line that is taken for the table's.
    last: usize,
    blank_finish: bool,
}

/// The index of the bottom border of the table that starts at `lines[at]`.
fn bottom(lines: &[Line<'_>], at: usize) -> Result<usize, Missing> {
    let width = lines[at].text.trim_end().len();
    let mut found = None;
    for (index, line) in lines.iter().enumerate().skip(at + 1) {
        if !is_rule(line.text, b'=') {
            continue;
        }
        if line.text.trim_end().len() != width {
            let detail = "Bottom border or header rule does not match top border.";
            return Err(Missing {
                error: TableError::new(detail, index - at),
                last: index,
                blank_finish: is_blank(lines, index + 1),
            });
        }
        if found.is_some() || is_blank(lines, index + 1) {
            return Ok(index);
        }
        found = Some(index);
    }
    let detail = match found {
        Some(_) => "No bottom table border found or no blank line after table bottom.",
        None => "No bottom table border found.",
    };
    Err(Missing {
        error: TableError::new(detail, 0),
        last: found.unwrap_or(lines.len() - 1),
        blank_finish: found.is_none(),
    })
}

/// Whether the line with this index is blank or past the end.
fn is_blank(lines: &[Line<'_>], index: usize) -> bool {
    lines.get(index).is_none_or(Line::is_blank)
}

/// Whether `text` is made of `rule` and spaces only, and starts with `rule`.
fn is_rule(text: &str, rule: u8) -> bool {
    let bytes = text.as_bytes();
    bytes.first() == Some(&rule) && bytes.iter().all(|&byte| byte == rule || byte == b' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::outcome::{blank_required, malformed, outcome};

    #[test]
    fn a_border_has_at_least_two_columns() {
        assert!(starts("=== ="));
        for text in ["===", "", "== --", "=== x", " == =="] {
            assert!(!starts(text), "{text}");
        }
    }

    #[test]
    fn blank_lines_belong_to_a_table() {
        let text = "== ==\na  b\n\nc  d\n== ==\n\ne\n";
        assert_eq!(outcome(read, text), (5, true, vec![]));
    }

    #[test]
    fn text_below_the_border_needs_a_blank_line() {
        let text = "== ==\na  b\n== ==\nc  d\n== ==\ne\n";
        assert_eq!(outcome(read, text), (5, true, vec![blank_required(6)]));
    }

    #[test]
    fn a_table_without_bottom_takes_all_that_follows() {
        let message = malformed(1, "No bottom table border found.");
        assert_eq!(
            outcome(read, "== ==\na  b\n\nc\n"),
            (4, false, vec![message])
        );
    }

    #[test]
    fn a_border_that_may_be_the_heads_is_not_the_bottom() {
        let detail = "No bottom table border found or no blank line after table bottom.";
        let messages = vec![malformed(1, detail), blank_required(4)];
        assert_eq!(
            outcome(read, "== ==\na  b\n== ==\nc\n"),
            (3, false, messages)
        );
    }

    #[test]
    fn all_borders_are_of_one_length() {
        let detail = "Bottom border or header rule does not match top border.";
        let messages = vec![malformed(3, detail)];
        assert_eq!(outcome(read, "== ==\na  b\n== ===\n"), (3, false, messages));
    }

    #[test]
    fn many_columns_times_many_rows_are_refused() {
        let rule = "= ".repeat(2000) + "=\n";
        let text = rule.clone() + &"a\n".repeat(2000) + &rule;
        let (taken, is_table, messages) = outcome(read, &text);
        assert_eq!((taken, is_table), (2002, false));
        assert!(messages[0].1.contains("More than 2000000 lines"));
    }
}
