//! Comma-separated values, as Python's `csv` reads them for docutils'
//! `csv-table` directive: strict, with a configurable dialect.
//!
//! ```text
//! "a quoted ""cell"",
//! of two lines", 2, three
//! ```
//!
//! Sources: the [`csv-table`](https://docutils.sourceforge.io/docs/ref/rst/directives.html#csv-table)
//! directive; [Python's dialects](https://docs.python.org/3/library/csv.html#dialects-and-formatting-parameters).

use std::borrow::Cow;

use crate::line::Line;
use crate::source::{SourceId, is_space, offset};

/// The most characters that a cell may have (Python's `field_size_limit`).
const CELL_LENGTH: usize = 131_072;

/// The most cells that a table may have once its rows are filled up to the
/// length of the longest: without a limit a small file could ask for gigabytes.
const CELLS: usize = 2_000_000;

/// How cells are told from each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// What stands between cells (option `delim`).
    pub(crate) delimiter: char,
    /// What stands around cells (option `quote`).
    pub(crate) quote: char,
    /// What takes the meaning from the next character (option `escape`). If
    /// there is none, a quote in a quoted cell is written twice.
    pub(crate) escape: Option<char>,
    /// Whether spaces at the start of a cell belong to it (option `keepspace`).
    pub(crate) keep_space: bool,
}

/// One row; of a blank line, one without cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CsvRow<'s> {
    /// The index of the line it starts on.
    pub(crate) line: usize,
    /// Its cells: none has lines if it is empty.
    pub(crate) cells: Vec<Vec<CellLine<'s>>>,
}

/// One line of a cell, without white space at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CellLine<'s> {
    /// The text; a part of the source unless a quote or an escape was undone.
    pub(crate) text: Cow<'s, str>,
    /// Where its first character stands.
    pub(crate) start: u32,
    /// The source that it stands in.
    pub(crate) source: SourceId,
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            delimiter: ',',
            quote: '"',
            escape: None,
            keep_space: false,
        }
    }
}

/// Reads all of `lines`; an error is Python's, in its words.
pub(crate) fn parse<'s>(lines: &[Line<'s>], dialect: &Dialect) -> Result<Vec<CsvRow<'s>>, String> {
    let mut reader = Reader::new(dialect);
    for (number, line) in lines.iter().enumerate() {
        if reader.state == State::StartRow {
            reader.row.line = number;
        }
        for (at, c) in line.text.char_indices() {
            reader.read(c, line, at)?;
        }
        reader.end_line(line)?;
    }
    match reader.state {
        State::StartRow => check_size(reader.rows),
        _ => Err("unexpected end of data".into()),
    }
}

fn check_size(rows: Vec<CsvRow<'_>>) -> Result<Vec<CsvRow<'_>>, String> {
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    if rows.len().saturating_mul(columns) > CELLS {
        return Err(format!("more than {CELLS} cells"));
    }
    Ok(rows)
}

/// Where the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    StartRow,
    StartCell,
    Cell,
    /// Behind an escape character.
    Escaped,
    Quoted,
    /// Behind an escape character between quotes.
    QuotedEscaped,
    /// Behind a quote that either ends the quotation or is the first of two.
    QuotedQuote,
}

struct Reader<'d, 's> {
    dialect: &'d Dialect,
    state: State,
    rows: Vec<CsvRow<'s>>,
    row: CsvRow<'s>,
    cell: Vec<CellLine<'s>>,
    /// The length of the cell, in characters.
    length: usize,
    /// Where in its line the current line of the cell starts; none before its
    /// first character.
    from: Option<usize>,
}

impl<'d, 's> Reader<'d, 's> {
    fn new(dialect: &'d Dialect) -> Self {
        Self {
            dialect,
            state: State::StartRow,
            rows: Vec::new(),
            row: CsvRow {
                line: 0,
                cells: Vec::new(),
            },
            cell: Vec::new(),
            length: 0,
            from: None,
        }
    }

    /// Takes the character `c`, which stands at the byte `at` of `line`. The
    /// order of the arms is that of Python's tests.
    fn read(&mut self, c: char, line: &Line<'s>, at: usize) -> Result<(), String> {
        use State::{Cell, Escaped, Quoted, QuotedEscaped, QuotedQuote, StartCell, StartRow};
        let Dialect {
            delimiter,
            quote,
            escape,
            keep_space,
        } = *self.dialect;
        self.state = match self.state {
            StartRow | StartCell if c == quote => Quoted,
            StartRow | StartCell | Cell if Some(c) == escape => Escaped,
            StartRow | StartCell if c == ' ' && !keep_space => StartCell,
            Quoted if Some(c) == escape => QuotedEscaped,
            Quoted if c == quote && escape.is_none() => QuotedQuote,
            Quoted if c == quote => Cell,
            QuotedQuote if c == quote => self.add(c, line, at, Quoted)?,
            StartRow | StartCell | Cell | QuotedQuote if c == delimiter => self.end_cell(),
            QuotedQuote => return Err(format!("'{delimiter}' expected after '{quote}'")),
            Quoted | QuotedEscaped => self.add(c, line, at, Quoted)?,
            StartRow | StartCell | Cell | Escaped => self.add(c, line, at, Cell)?,
        };
        Ok(())
    }

    fn end_line(&mut self, line: &Line<'s>) -> Result<(), String> {
        self.state = match self.state {
            State::StartRow => self.end_row(),
            State::StartCell | State::Cell | State::QuotedQuote => {
                self.end_cell();
                self.end_row()
            }
            State::Escaped => self.break_line(line, State::Cell)?,
            State::Quoted | State::QuotedEscaped => self.break_line(line, State::Quoted)?,
        };
        Ok(())
    }

    /// Adds a character to the cell, copying only what does not stand in the
    /// source just so.
    fn add(&mut self, c: char, line: &Line<'s>, at: usize, then: State) -> Result<State, String> {
        self.count()?;
        let from = *self.from.get_or_insert_with(|| {
            self.cell.push(CellLine {
                text: Cow::Borrowed(""),
                start: line.start + offset(at),
                source: line.source,
            });
            at
        });
        if let Some(current) = self.cell.last_mut() {
            match &mut current.text {
                Cow::Borrowed(text) if from + text.len() == at => {
                    *text = &line.text[from..at + c.len_utf8()];
                }
                text => text.to_mut().push(c),
            }
        }
        Ok(then)
    }

    /// Adds a line break to the cell.
    fn break_line(&mut self, line: &Line<'s>, then: State) -> Result<State, String> {
        self.count()?;
        if self.from.take().is_none() {
            self.cell.push(CellLine {
                text: Cow::Borrowed(""),
                start: line.start + offset(line.text.len()),
                source: line.source,
            });
        }
        Ok(then)
    }

    fn count(&mut self) -> Result<(), String> {
        if self.length == CELL_LENGTH {
            return Err(format!("field larger than field limit ({CELL_LENGTH})"));
        }
        self.length += 1;
        Ok(())
    }

    fn end_cell(&mut self) -> State {
        for line in &mut self.cell {
            match &mut line.text {
                Cow::Borrowed(text) => *text = text.trim_end_matches(is_space),
                Cow::Owned(text) => text.truncate(text.trim_end_matches(is_space).len()),
            }
        }
        self.row.cells.push(std::mem::take(&mut self.cell));
        self.length = 0;
        self.from = None;
        State::StartCell
    }

    fn end_row(&mut self) -> State {
        let cells = std::mem::take(&mut self.row.cells);
        let line = self.row.line;
        self.rows.push(CsvRow { line, cells });
        State::StartRow
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::split;

    fn read(text: &str, dialect: Dialect) -> Result<Vec<Vec<String>>, String> {
        let rows = parse(&split(text, 0), &dialect)?;
        let cell = |cell: &Vec<CellLine<'_>>| {
            let lines = cell.iter().map(|line| line.text.as_ref());
            lines.collect::<Vec<_>>().join("\n")
        };
        let row = |row: &CsvRow<'_>| row.cells.iter().map(cell).collect();
        Ok(rows.iter().map(row).collect())
    }

    fn check(text: &str, dialect: Dialect, expected: &[&[&str]]) {
        assert_eq!(read(text, dialect).unwrap(), expected, "{text}");
    }

    #[test]
    fn cells_stand_between_delimiters() {
        check(
            "a, b,c\nd\n",
            Dialect::default(),
            &[&["a", "b", "c"], &["d"]],
        );
        check(",\n", Dialect::default(), &[&["", ""]]);
        check(
            "a b  c\n",
            with(|it| it.delimiter = ' '),
            &[&["a", "b", "c"]],
        );
    }

    #[test]
    fn blank_lines_are_rows_without_cells() {
        check("a\n\nb\n", Dialect::default(), &[&["a"], &[], &["b"]]);
    }

    #[test]
    fn quotes_keep_delimiters_and_line_breaks() {
        check(
            "\"a, b\", \"\n* c\n* d\"\n",
            Dialect::default(),
            &[&["a, b", "\n* c\n* d"]],
        );
        check("'a', \"b\n", with(|it| it.quote = '\''), &[&["a", "\"b"]]);
    }

    #[test]
    fn a_quote_is_written_twice_or_escaped() {
        let escaping = with(|it| it.escape = Some('\\'));
        check("\"say \"\"a\"\"\"\n", Dialect::default(), &[&["say \"a\""]]);
        check(
            "\"say \\\"a\\\"\", b\\, c\n",
            escaping,
            &[&["say \"a\"", "b, c"]],
        );
        check("a \\\nb, c\n", escaping, &[&["a\nb", "c"]]);
        check("\"a\"b, c\n", escaping, &[&["ab", "c"]]);
    }

    #[test]
    fn spaces_at_the_start_may_be_kept() {
        check("a,  b\n", with(|it| it.keep_space = true), &[&["a", "  b"]]);
    }

    #[test]
    fn errors_are_pythons() {
        let error = |text| read(text, Dialect::default()).unwrap_err();
        assert_eq!(error("\"a, b\n"), "unexpected end of data");
        assert_eq!(error("\"a\" , b\n"), "',' expected after '\"'");
        let long = "a".repeat(CELL_LENGTH + 1);
        assert_eq!(error(&long), "field larger than field limit (131072)");
        let escaping = with(|it| it.escape = Some('\\'));
        assert_eq!(
            read("a \\\n", escaping).unwrap_err(),
            "unexpected end of data"
        );
    }

    #[test]
    fn a_table_too_large_to_be_filled_up_is_refused() {
        let text = format!("{}\n{}", ",".repeat(3000), "a\n".repeat(3000));
        let error = read(&text, Dialect::default()).unwrap_err();
        assert_eq!(error, "more than 2000000 cells");
    }

    #[test]
    fn rows_and_cells_know_their_place() {
        let text = "a, b\n\"c\nd \"\"e\", f\ng\n";
        let rows = parse(&split(text, 0), &Dialect::default()).unwrap();
        let lines: Vec<_> = rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [0, 1, 3]);
        let cell = &rows[1].cells[0];
        let start = |line: &CellLine<'_>| &text[line.start as usize..][..1];
        assert_eq!((start(&cell[0]), start(&cell[1])), ("c", "d"));
        assert!(matches!(cell[0].text, Cow::Borrowed("c")));
        assert_eq!(cell[1].text, "d \"e");
    }

    fn with(change: impl Fn(&mut Dialect)) -> Dialect {
        let mut dialect = Dialect::default();
        change(&mut dialect);
        dialect
    }
}
