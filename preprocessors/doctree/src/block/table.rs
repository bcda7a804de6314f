//! Tables drawn with characters: the cells' lines become blocks.
//!
//! (*Grid Tables*; *Simple Tables*. The drawings are read in [`crate::table`].)

use super::{Block, Kind, Notice, Reader};
use crate::line::written;
use crate::options::Dialect;
use crate::source::Span;
use crate::table::{Grid, GridRow, Isolated, TableMessage, grid, simple};

/// A table whose cells have been read.
#[derive(Debug)]
pub(crate) struct Table<'s> {
    pub(crate) colwidths: Vec<usize>,
    pub(crate) head: Vec<Row<'s>>,
    pub(crate) body: Vec<Row<'s>>,
}

/// The cells of a row, in order; places covered by a span are left out.
pub(crate) type Row<'s> = Vec<Cell<'s>>;

/// A cell and what it spans beyond its first row and column.
#[derive(Debug)]
pub(crate) struct Cell<'s> {
    pub(crate) morerows: usize,
    pub(crate) morecols: usize,
    pub(crate) content: Vec<Block<'s>>,
    pub(crate) span: Span,
    /// How many lines below where it stands messages count it as standing.
    pub(crate) below: isize,
    /// How many more, where docutils counts lines itself.
    pub(crate) displaced: isize,
}

pub(super) fn matches_grid(text: &str) -> bool {
    grid::starts(text)
}

pub(super) fn matches_simple(text: &str) -> bool {
    simple::starts(text)
}

pub(super) fn read_grid(reader: &mut Reader<'_, '_>) -> bool {
    let isolated = grid::read(reader.lines, reader.at);
    read(reader, isolated)
}

pub(super) fn read_simple(reader: &mut Reader<'_, '_>) -> bool {
    let isolated = simple::read(reader.lines, reader.at);
    read(reader, isolated)
}

fn read<'s>(reader: &mut Reader<'_, 's>, isolated: Isolated<'s>) -> bool {
    let start = reader.at;
    let (taken, messages) = match isolated {
        Isolated::Table {
            grid,
            taken,
            back,
            messages,
        } => {
            reader.at = start + taken;
            let table = cells(reader, grid, back);
            reader.push(start, Kind::Table(table));
            (taken, messages)
        }
        Isolated::Malformed { taken, messages } => (taken, messages),
    };
    for message in messages {
        let notice = notice(reader, message);
        reader.notice(notice);
    }
    reader.at = start + taken;
    true
}

fn notice(reader: &Reader<'_, '_>, message: TableMessage<'_>) -> Notice {
    let last = reader.lines.len().saturating_sub(1);
    let nearest = message.line.clamp(0, last.cast_signed());
    let span = reader.lines[nearest.cast_unsigned()].span();
    let notice = Notice::new(message.severity, message.text, span);
    let notice = Notice {
        below: message.line - nearest,
        ..notice
    };
    match message.echo {
        // To docutils a NUL is half of a wide character.
        Some(lines) => notice.echo(written(&lines).replace('\0', "")),
        None => notice,
    }
}

/// The table that `grid` is, `back` lines of which are to be read again:
/// docutils, which is there already, counts from there.
fn cells<'s>(reader: &Reader<'_, 's>, grid: Grid<'s>, back: usize) -> Table<'s> {
    let displaced = match reader.world.options.dialect {
        Dialect::Docutils => -back.cast_signed(),
        Dialect::Book => 0,
    };
    let rows = |rows: Vec<GridRow<'s>>| {
        let rows = rows.into_iter();
        rows.map(|cells| row(reader, cells, displaced)).collect()
    };
    Table {
        colwidths: grid.colwidths,
        head: rows(grid.head),
        body: rows(grid.body),
    }
}

fn row<'s>(reader: &Reader<'_, 's>, cells: GridRow<'s>, displaced: isize) -> Row<'s> {
    let read = |cell: crate::table::Cell<'s>| Cell {
        morerows: cell.morerows,
        morecols: cell.morecols,
        content: reader.nested(&cell.lines),
        span: crate::line::span(crate::line::trim(&cell.lines)),
        below: 0,
        displaced,
    };
    cells.into_iter().flatten().map(read).collect()
}
