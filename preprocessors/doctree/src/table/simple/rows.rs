//! The rows of a simple table: from rules to columns, from columns to cells.

use std::ops::Range;

use crate::line::Line;
use crate::table::ruled::{self, Ruled};
use crate::table::{Cell, Grid, GridRow, TableError};

/// The most cell lines that a table may have, about as many as a table of 10
/// columns and 200,000 lines. Every row has all columns, however short its
/// text, so without a limit a few kilobytes could ask for gigabytes.
const CELL_LINES: usize = 2_000_000;

/// A table whose columns are known and whose rows are being read.
pub(super) struct Rows<'s> {
    lines: Vec<Ruled<'s>>,
    rules: Vec<&'s str>,
    /// As the top border has them; the last grows with the text in it.
    columns: Vec<Column>,
    /// Where the top border ends.
    border_end: usize,
    done: Vec<GridRow<'s>>,
    cell_lines: usize,
}

/// Where a column, or a span of columns, starts and ends.
#[derive(Clone, Copy)]
struct Column {
    start: usize,
    end: usize,
}

impl<'s> Rows<'s> {
    /// Reads the columns from the first of `lines`, the top border.
    pub(super) fn new(lines: &[Line<'s>]) -> Result<Self, TableError> {
        let rules: Vec<_> = lines.iter().map(|line| line.text).collect();
        let columns = columns(rules.first().copied().unwrap_or_default());
        let Some(last) = columns.last() else {
            return Err(TableError::new("Malformed table; no columns.", 0));
        };
        Ok(Self {
            lines: lines.iter().copied().map(Ruled::new).collect(),
            rules,
            border_end: last.end,
            columns,
            done: Vec::new(),
            cell_lines: 0,
        })
    }

    /// Whether the line `at` has text in the first column, so that it starts
    /// a row.
    pub(super) fn starts_row(&self, at: usize) -> bool {
        let first = self.columns[0];
        !self.lines[at].begins_blank(first.start, first.end)
    }

    /// Reads the row that `lines` are, and whose columns the line `rule`
    /// underneath has, if there is one.
    pub(super) fn read(
        &mut self,
        lines: Range<usize>,
        rule: Option<usize>,
    ) -> Result<(), TableError> {
        let mut columns = match rule {
            Some(rule) => self.spans(rule)?,
            None => self.columns.clone(),
        };
        self.cell_lines += columns.len() * lines.len().max(1);
        if self.cell_lines > CELL_LINES {
            let detail = format!("More than {CELL_LINES} lines in its cells.");
            return Err(TableError::new(detail, lines.start));
        }
        self.check_margins(&lines, &mut columns)?;
        let row = self.row(&lines, &columns)?;
        self.done.push(row);
        Ok(())
    }

    /// The table; rows above the line `separator` are its head.
    pub(super) fn finish(self, separator: Option<usize>) -> Grid<'s> {
        let mut head = self.done;
        let is_body = |row: &GridRow<'_>| match (row.first(), separator) {
            (Some(Some(cell)), Some(separator)) => cell.offset > separator,
            _ => false,
        };
        let body = head.split_off(head.iter().position(is_body).unwrap_or(0));
        let width = |column: &Column| column.end - column.start;
        Grid {
            colwidths: self.columns.iter().map(width).collect(),
            head,
            body,
        }
    }

    /// The columns that the rule on the line `at` underlines.
    fn spans(&self, at: usize) -> Result<Vec<Column>, TableError> {
        let mut spans = columns(self.rules[at]);
        let table_end = self.columns.last().map(|column| column.end);
        if let (Some(last), Some(end)) = (spans.last_mut(), table_end) {
            if last.end != self.border_end {
                let detail = format!("Column span incomplete in table line {}.", at + 1);
                return Err(TableError::new(detail, at));
            }
            last.end = end;
        }
        Ok(spans)
    }

    /// Sees to it that no text stands between columns; text behind the last
    /// one widens that.
    fn check_margins(
        &mut self,
        lines: &Range<usize>,
        columns: &mut [Column],
    ) -> Result<(), TableError> {
        for pair in columns.windows(2) {
            for at in lines.clone() {
                if !self.lines[at].is_blank(pair[0].end, pair[1].start) {
                    let detail = format!("Text in column margin in table line {}.", at + 1);
                    return Err(TableError::new(detail, at));
                }
            }
        }
        let widest = self.lines[lines.clone()]
            .iter()
            .map(Ruled::text_width)
            .max();
        let Some(last) = columns.last_mut() else {
            return Ok(());
        };
        if let (Some(width), Some(column)) = (widest, self.columns.last_mut())
            && width > last.end
        {
            column.end = column.end.max(width);
            last.end = column.end;
        }
        Ok(())
    }

    /// The cells of the row that `lines` are, by `spans` of columns.
    fn row(&self, lines: &Range<usize>, spans: &[Column]) -> Result<GridRow<'s>, TableError> {
        let mut rest = self.columns.as_slice();
        let mut row = Vec::with_capacity(spans.len());
        for span in spans {
            let morecols = covered(rest, *span).ok_or_else(|| {
                let line = lines.start + 2;
                let detail = format!("Column span alignment problem in table line {line}.");
                TableError::new(detail, lines.start + 1)
            })?;
            rest = &rest[morecols + 1..];
            row.push(Some(Cell {
                morerows: 0,
                morecols,
                offset: lines.start,
                lines: ruled::block(&self.lines[lines.clone()], span.start, span.end),
            }));
        }
        Ok(row)
    }
}

/// How many of `columns` beyond the first `span` covers; `None` if it does not
/// start and end where columns do.
fn covered(columns: &[Column], span: Column) -> Option<usize> {
    let first = columns.first()?;
    let last = columns.iter().position(|column| column.end == span.end)?;
    (first.start == span.start).then_some(last)
}

/// The parts of a rule between its spaces.
fn columns(rule: &str) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut end = 0;
    for part in rule.split(' ') {
        let start = end;
        end = start + part.len();
        if !part.is_empty() {
            columns.push(Column { start, end });
        }
        end += 1;
    }
    columns
}
