//! Tables drawn with characters or listed: their readers.
//!
//! The block grammar asks [`grid::starts`] and [`simple::starts`] about a line
//! and calls [`grid::read`] or [`simple::read`]. They know nothing of the
//! grammar: what stands in the cells is for it to read.
//!
//! Specification: [Tables](https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#tables).

pub(crate) mod csv;
pub(crate) mod grid;
pub(crate) mod layout;
#[cfg(test)]
mod outcome;
mod ruled;
pub(crate) mod simple;

use crate::diagnostic::Severity;
use crate::line::Line;

/// A table as the grammar leaves it: cells hold the lines of their content,
/// which are still to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grid<'s> {
    /// The width of every column, in characters.
    pub(crate) colwidths: Vec<usize>,
    /// The rows above the rule of equals signs.
    pub(crate) head: Vec<GridRow<'s>>,
    /// The rows below it, or all of them.
    pub(crate) body: Vec<GridRow<'s>>,
}

/// The cells of one row. Grid tables have `None` where the span of another
/// cell covers the place; simple tables leave such places out.
pub(crate) type GridRow<'s> = Vec<Option<Cell<'s>>>;

/// What stands in one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell<'s> {
    /// How many rows it spans beyond its first.
    pub(crate) morerows: usize,
    /// How many columns it spans beyond its first.
    pub(crate) morecols: usize,
    /// Its first line, counted from the table's top border, which is 0.
    pub(crate) offset: usize,
    /// Its content, without the indentation that all of it shares.
    pub(crate) lines: Vec<Line<'s>>,
}

/// A table that was cut out of the lines around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Isolated<'s> {
    /// A table; the messages stand behind it.
    Table {
        /// What it says.
        grid: Grid<'s>,
        /// How many lines it took; at least one.
        taken: usize,
        /// How many lines of it docutils has gone back over, to read them again.
        back: usize,
        /// What is wrong around it.
        messages: Vec<TableMessage<'s>>,
    },
    /// Something that starts like a table; the messages stand in its place.
    Malformed {
        /// How many lines it took; at least one.
        taken: usize,
        /// What is wrong with it, its text included.
        messages: Vec<TableMessage<'s>>,
    },
}

/// A finding about a table, in docutils' words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TableMessage<'s> {
    /// How bad it is.
    pub(crate) severity: Severity,
    /// What is wrong.
    pub(crate) text: String,
    /// The line that docutils names, as an index into the lines that the
    /// reader was given. It may lie just past their end, or before them.
    pub(crate) line: isize,
    /// The text that is shown with the message as a literal block.
    pub(crate) echo: Option<Vec<Line<'s>>>,
}

/// Why a table cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TableError {
    /// What is wrong with it.
    pub(crate) detail: String,
    /// The line it is about, counted from the table's top border, which is 0.
    pub(crate) offset: usize,
}

impl TableError {
    fn new(detail: impl Into<String>, offset: usize) -> Self {
        let detail = detail.into();
        Self { detail, offset }
    }
}

impl<'s> TableMessage<'s> {
    /// `block`, whose first line has the index `first`, cannot be read.
    fn malformed(block: &[Line<'s>], first: isize, error: &TableError) -> Self {
        Self {
            severity: Severity::Error,
            text: format!("Malformed table.\n{}", error.detail),
            line: first + error.offset.cast_signed(),
            echo: Some(block.to_vec()),
        }
    }

    /// Text follows the table at once, in the line with the index `line`.
    fn blank_line_required(line: usize) -> Self {
        Self {
            severity: Severity::Warning,
            text: "Blank line required after table.".into(),
            line: line.cast_signed(),
            echo: None,
        }
    }
}

/// The index of the line between head and body, if there is one.
///
/// `is_separator` tells such lines from others. Two of them, or one that is
/// also a border, are an error.
fn head_separator(
    lines: &[Line<'_>],
    is_separator: impl Fn(usize, &str) -> bool,
) -> Result<Option<usize>, TableError> {
    let mut found = None;
    for (at, line) in lines.iter().enumerate() {
        if !is_separator(at, line.text) {
            continue;
        }
        if let Some(first @ 1..) = found {
            let detail = format!(
                "Multiple head/body row separators (table lines {} and {}); only one allowed.",
                first + 1,
                at + 1
            );
            return Err(TableError::new(detail, at));
        }
        found = Some(at);
    }
    let last = lines.len().saturating_sub(1);
    if found.is_some_and(|at| at == 0 || at == last) {
        let detail = "The head/body row separator may not be the first or last line of the table.";
        return Err(TableError::new(detail, last));
    }
    Ok(found)
}
