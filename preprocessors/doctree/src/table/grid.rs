//! Grid tables, drawn in full.
//!
//! ```text
//! +-------+-------+
//! | head  | head  |
//! +=======+=======+
//! | cell  | spans |
//! +-------+ rows  |
//! | cell  |       |
//! +-------+-------+
//! ```
//!
//! Specification: [Grid tables](https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#grid-tables).

mod frame;

use super::ruled::{self, Ruled};
use super::{Cell, Grid, Isolated, TableError, TableMessage, head_separator};
use crate::diagnostic::Severity;
use crate::line::Line;
use crate::source::{char_width, is_space};
use frame::{Frame, Tiling};

/// How far behind a table that text breaks off a wrong indentation is looked
/// for. docutils looks up to the next blank line, again for each such table.
const LOOK_AHEAD: usize = 200;

/// Whether a grid table may start with the line `text`: it is a border.
pub(crate) fn starts(text: &str) -> bool {
    is_border(text, b'-')
}

/// Reads the grid table whose top border is `lines[at]`.
///
/// It ends with the last border before the first line that is blank, indented
/// or without a `+` or `|` at its start. If other lines follow that border,
/// docutils goes back to the line above it, so that the table's last lines
/// are read once more; so does this.
pub(crate) fn read<'s>(lines: &[Line<'s>], at: usize) -> Isolated<'s> {
    let (block, mut messages) = Block::isolate(lines, at);
    let grid = block
        .check()
        .map_err(|error| messages.push(block.malformed(&error)))
        .and_then(|()| {
            parse(&block.lines).map_err(|error| messages.insert(0, block.malformed(&error)))
        });
    let taken = block.taken;
    let back = block.lines.len().saturating_sub(taken);
    if !block.blank_finish {
        messages.push(TableMessage::blank_line_required(at + taken));
    }
    match grid {
        Ok(grid) => Isolated::Table {
            grid,
            taken,
            back,
            messages,
        },
        Err(()) => Isolated::Malformed { taken, messages },
    }
}

/// Reads a grid table of which `lines` are all lines, from border to border.
pub(crate) fn parse<'s>(lines: &[Line<'s>]) -> Result<Grid<'s>, TableError> {
    let separator = head_separator(lines, |_, text| is_border(text, b'='))?;
    let ruled: Vec<_> = lines.iter().copied().map(Ruled::new).collect();
    let frame = Frame::new(&ruled, separator);
    let tiling = frame
        .tiling()
        .ok_or_else(|| TableError::new("Malformed table; parse incomplete.", 0))?;
    Ok(assemble(&ruled, &tiling, separator))
}

/// The lines of a table, cut out of those around them.
struct Block<'s> {
    lines: Vec<Line<'s>>,
    /// The index of the first line.
    at: usize,
    taken: usize,
    blank_finish: bool,
    /// The line to name if there is no bottom border, counted from the first.
    unfinished: Option<usize>,
}

impl<'s> Block<'s> {
    fn isolate(lines: &[Line<'s>], at: usize) -> (Self, Vec<TableMessage<'s>>) {
        let block: Vec<_> = lines[at..]
            .iter()
            .take_while(|line| continues(line))
            .map(trim)
            .take_while(|line| line.text.starts_with(['+', '|']))
            .collect();
        let after = at + block.len();
        let messages: Vec<_> = unexpected_indentation(lines, after).into_iter().collect();
        let mut block = Self {
            at,
            taken: block.len(),
            blank_finish: lines.get(after).is_none_or(Line::is_blank),
            lines: block,
            unfinished: None,
        };
        block.find_bottom(lines.get(after).is_some_and(continues));
        (block, messages)
    }

    /// Cuts off what stands below the last border. `goes_on` says whether the
    /// text block does so below the lines of this one.
    fn find_bottom(&mut self, goes_on: bool) {
        let length = self.lines.len();
        let is_bottom = |line: &Line<'_>| starts(line.text);
        if self.lines.last().is_some_and(is_bottom) {
            return;
        }
        let found = self.lines.iter().rposition(is_bottom);
        match found.filter(|&bottom| bottom >= 2) {
            Some(bottom) => {
                self.lines.truncate(bottom + 1);
                self.taken = bottom - 1;
                self.blank_finish = false;
            }
            None if length > 3 => self.unfinished = Some(2),
            None => self.unfinished = Some(length - usize::from(!goes_on)),
        }
    }

    /// Whether the table has a bottom and a straight right edge.
    fn check(&self) -> Result<(), TableError> {
        if let Some(offset) = self.unfinished {
            return Err(TableError::new("Bottom border missing or corrupt.", offset));
        }
        let width = self.lines.first().map_or(0, |line| line.text.len());
        let is_straight =
            |line: &Line<'s>| line.text.ends_with(['+', '|']) && Ruled::new(*line).width() == width;
        match self.lines.iter().position(|line| !is_straight(line)) {
            Some(offset) => Err(TableError::new(
                "Right border not aligned or missing.",
                offset,
            )),
            None => Ok(()),
        }
    }

    fn malformed(&self, error: &TableError) -> TableMessage<'s> {
        // After going back docutils counts from where it is then.
        let first = (self.at + self.taken).cast_signed() - self.lines.len().cast_signed();
        TableMessage::malformed(&self.lines, first, error)
    }
}

/// Whether the text block that a table stands in goes on with `line`.
fn continues(line: &Line<'_>) -> bool {
    !line.is_blank() && !line.text.starts_with(' ')
}

fn trim<'s>(line: &Line<'s>) -> Line<'s> {
    // docutils pads wide characters first, and cannot trim an ideographic space.
    let is_narrow_space = |c: char| is_space(c) && char_width(c) == 1;
    line.from(line.text.len() - line.text.trim_start_matches(is_narrow_space).len())
}

/// The message about the text block, if it ends with an indented line.
fn unexpected_indentation<'s>(lines: &[Line<'s>], after: usize) -> Option<TableMessage<'s>> {
    let rest = &lines[after..lines.len().min(after + LOOK_AHEAD)];
    let end = rest.iter().position(|line| !continues(line))?;
    (!rest[end].is_blank()).then(|| TableMessage {
        severity: Severity::Error,
        text: "Unexpected indentation.".into(),
        line: (after + end).cast_signed(),
        echo: None,
    })
}

/// Whether `text` is a border drawn with `rule`, which is at least three
/// characters long between its corners.
fn is_border(text: &str, rule: u8) -> bool {
    let bytes = text.trim_end_matches(' ').as_bytes();
    bytes.len() >= 5
        && bytes.starts_with(&[b'+', rule])
        && bytes.ends_with(&[rule, b'+'])
        && bytes.iter().all(|&byte| byte == rule || byte == b'+')
}

/// Writes the cells' contents into rows and columns.
fn assemble<'s>(ruled: &[Ruled<'s>], tiling: &Tiling, separator: Option<usize>) -> Grid<'s> {
    let (rows, columns) = (&tiling.rows, &tiling.columns);
    let colwidths = columns.windows(2).map(|pair| pair[1] - pair[0] - 1);
    let empty_row = vec![None; columns.len() - 1];
    let mut head = vec![empty_row; rows.len() - 1];
    for tile in &tiling.tiles {
        let row = index(rows, tile.top);
        let column = index(columns, tile.left);
        head[row][column] = Some(Cell {
            morerows: index(rows, tile.bottom) - row - 1,
            morecols: index(columns, tile.right) - column - 1,
            offset: tile.top + 1,
            lines: ruled::block(&ruled[tile.top + 1..tile.bottom], tile.left + 1, tile.right),
        });
    }
    let body = head.split_off(separator.map_or(0, |line| index(rows, line)));
    Grid {
        colwidths: colwidths.collect(),
        head,
        body,
    }
}

/// The number of the row or column that starts at the boundary `place`.
fn index(boundaries: &[usize], place: usize) -> usize {
    boundaries.partition_point(|&boundary| boundary < place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::split;
    use crate::source::Source;
    use crate::table::outcome::{blank_required, malformed, outcome};

    #[test]
    fn a_border_has_rules_between_corners() {
        assert!(starts("+---+"));
        assert!(starts("+-+-+"));
        for text in ["+--+", "+---", "---+", "+-x-+", "+===+", ""] {
            assert!(!starts(text), "{text}");
        }
    }

    #[test]
    fn a_table_ends_at_a_blank_line() {
        let text = "+---+\n| a |\n+---+\n\nb\n";
        assert_eq!(outcome(read, text), (3, true, vec![]));
    }

    #[test]
    fn text_below_the_border_needs_a_blank_line() {
        let text = "+---+\n| a |\n+---+\nb\n";
        assert_eq!(outcome(read, text), (3, true, vec![blank_required(4)]));
    }

    #[test]
    fn an_indented_line_is_named_wherever_the_text_block_breaks_off() {
        let text = "+---+\n| a |\n+---+\nb\n  c\n";
        let unexpected = (5, "Unexpected indentation.".into());
        assert_eq!(
            outcome(read, text),
            (3, true, vec![unexpected, blank_required(4)])
        );
    }

    #[test]
    fn lines_below_the_last_border_are_read_once_more() {
        let text = "+---+\n| a |\n+---+\n| b\n";
        assert_eq!(outcome(read, text), (1, true, vec![blank_required(2)]));
    }

    #[test]
    fn a_missing_bottom_names_the_line_that_docutils_names() {
        let message = |line| vec![malformed(line, "Bottom border missing or corrupt.")];
        assert_eq!(outcome(read, "+---+\n| a |\n"), (2, false, message(2)));
        assert_eq!(
            outcome(read, "+---+\n| a |\n| b |\n| c |\n"),
            (4, false, message(3))
        );
        let mut messages = message(3);
        messages.push(blank_required(3));
        assert_eq!(outcome(read, "+---+\n| a |\nb\n"), (2, false, messages));
    }

    #[test]
    fn a_crooked_right_edge_is_malformed() {
        let text = "+---+\n| ab |\n+---+\n";
        let message = malformed(2, "Right border not aligned or missing.");
        assert_eq!(outcome(read, text), (3, false, vec![message]));
    }

    #[test]
    fn wide_and_combining_characters_keep_the_right_edge_straight() {
        let text = "+------+\n| 日本 |\n| e\u{301}    |\n+------+\n";
        assert_eq!(outcome(read, text), (4, true, vec![]));
    }

    #[test]
    fn the_whole_block_is_shown_with_the_message() {
        let source = Source::new(
            "a.rst",
            "+---+---+\n| a | b |\n+---+   |\n| c     |\n+-------+\n",
        );
        let lines = split(source.text(), 0);
        let Isolated::Malformed { taken, messages } = read(&lines, 0) else {
            panic!("the cell on the right is no rectangle");
        };
        assert_eq!(taken, 5);
        assert_eq!(
            messages[0].text,
            "Malformed table.\nMalformed table; parse incomplete."
        );
        assert_eq!(messages[0].echo.as_deref(), Some(&lines[..]));
    }

    #[test]
    fn cells_keep_their_place_in_the_source() {
        let source = Source::new("a.rst", "+----+----+\n| a  |  b |\n+----+----+\n");
        let lines = split(source.text(), 0);
        let Isolated::Table { grid, .. } = read(&lines, 0) else {
            panic!("a table");
        };
        let starts = grid.body[0]
            .iter()
            .flatten()
            .map(|cell| cell.lines[0].span().start);
        let expected = ["a  |", "b |"].map(|cell| source.text().find(cell));
        let starts: Vec<_> = starts.map(|start| Some(start as usize)).collect();
        assert_eq!(starts, expected);
    }
}
