//! Comma-separated values of the `csv-table` directive: cells become blocks.
//!
//! (*CSV Table*. The values are read in [`crate::table::csv`].)

use std::borrow::Cow;

use super::directive::DirectiveBlock;
use super::table::{Cell, Table};
use super::{Block, Kind, Reader, World};
use crate::directive::split::option_value;
use crate::directive::tables::{dialect, layout};
use crate::directive::{Failure, file};
use crate::line::{self, Line, split};
use crate::source::{Source, SourceId, Span, offset};
use crate::table::csv::{self, CellLine, CsvRow};

/// The cells of a row, not read yet.
type Row<'s> = Vec<Vec<Line<'s>>>;

/// Reads the values of the directive `block`; an error is docutils'.
pub(super) fn read<'s>(
    reader: &Reader<'_, 's>,
    block: &DirectiveBlock<'s>,
) -> Result<Block<'s>, Failure> {
    let lines = data(reader, block)?;
    let name = block.name;
    let csv_error = |error| {
        Failure::error(format!(
            "Error with CSV data in \"{name}\" directive:\n{error}"
        ))
    };
    let header = option_value(&block.pieces.option_lines, "header");
    let mut head = rows(reader.world, &header, block).map_err(csv_error)?;
    let mut body = rows(reader.world, &lines, block).map_err(csv_error)?;
    let columns = head.iter().chain(&body).map(Vec::len).max().unwrap_or(0);
    let layout = layout(&block.pieces.options);
    let counts: Vec<usize> = body.iter().map(Vec::len).collect();
    layout.check(&counts, name).map_err(Failure::error)?;
    let colwidths = layout.colwidths(columns, name).map_err(Failure::error)?;
    head.extend(body.drain(..layout.header_rows));
    let first = block.pieces.lines.first();
    let cells = |rows: Vec<Row<'s>>| {
        let row = |row| filled(reader, row, columns, first);
        rows.into_iter().map(row).collect()
    };
    let table = Table {
        colwidths,
        head: cells(head),
        body: cells(body),
    };
    Ok(Block::new(
        Kind::Table(table),
        line::span(line::trim(&lines)),
    ))
}

/// The lines of the values: the content, or those of another file.
fn data<'s>(reader: &Reader<'_, 's>, block: &DirectiveBlock<'s>) -> Result<Vec<Line<'s>>, Failure> {
    let name = block.name;
    let (file, url) = (
        block.pieces.options.text("file"),
        block.pieces.options.text("url"),
    );
    let external = file.or(url).is_some();
    if external && !reader.world.options.file_insertion_enabled {
        return Err(Failure::warning(format!(
            "File and URL access deactivated; ignoring \"{name}\" directive."
        )));
    }
    match (file, url) {
        _ if external && !block.pieces.lines.is_empty() => Err(Failure::error(format!(
            "\"{name}\" directive may not both specify an external file and have content."
        ))),
        _ if !block.pieces.lines.is_empty() => Ok(block.pieces.lines.clone()),
        (Some(_), Some(_)) => Err(Failure::error(format!(
            "The \"file\" and \"url\" options may not be simultaneously specified for the \"{name}\" directive."
        ))),
        (Some(path), None) => lines_of_file(reader, block, path),
        (None, Some(url)) => Err(Failure::severe(format!(
            "Problems with \"{name}\" directive URL \"{url}\":\n{}.",
            if url.contains(':') {
                "Nothing is read from the network".to_owned()
            } else {
                format!("unknown url type: '{url}'")
            }
        ))),
        (None, None) => Err(Failure::warning(format!(
            "The \"{name}\" directive requires content; none supplied."
        ))),
    }
}

fn lines_of_file<'s>(
    reader: &Reader<'_, 's>,
    block: &DirectiveBlock<'s>,
    path: &str,
) -> Result<Vec<Line<'s>>, Failure> {
    let world = reader.world;
    let problem = |error: String| {
        Failure::severe(format!(
            "Problems with \"{}\" directive path:\n{error}.",
            block.name
        ))
    };
    let from = reader.lines.first().map_or(0, |line| line.source);
    let from = world
        .sources
        .get(usize::from(from))
        .map_or("", Source::name);
    let encoding = block.pieces.options.text("encoding");
    let found = file::read(world.files, from, path, encoding, world.options)
        .map_err(|unread| problem(unread.into_reason()))?;
    let source = Source::verbatim(found.name.as_str(), &found.text);
    let id = world
        .add_source(source)
        .ok_or_else(|| problem("Too many files are read".to_owned()))?;
    Ok(split(world.text(id), id))
}

/// The rows that `lines` hold.
fn rows<'s>(
    world: &World<'s>,
    lines: &[Line<'s>],
    block: &DirectiveBlock<'s>,
) -> Result<Vec<Row<'s>>, String> {
    let rows = csv::parse(lines, &dialect(&block.pieces.options))?;
    let home = Home::build(world, &rows)?;
    let mut places = home.places.into_iter();
    let mut cell_line = |it: CellLine<'s>| {
        let (text, start, source) = match (it.text, home.source) {
            (Cow::Borrowed(text), _) => (text, it.start, it.source),
            (Cow::Owned(_), Some(source)) => {
                let span = places.next().unwrap_or_default();
                let text = world
                    .text(source)
                    .get(span.start as usize..span.end as usize);
                (text.unwrap_or_default(), span.start, source)
            }
            (Cow::Owned(_), None) => ("", it.start, it.source),
        };
        Line {
            text,
            start,
            source,
        }
    };
    let mut cell = |cell: Vec<CellLine<'s>>| cell.into_iter().map(&mut cell_line).collect();
    let row = |row: CsvRow<'s>| row.cells.into_iter().map(&mut cell).collect();
    Ok(rows.into_iter().map(row).collect())
}

/// A source for lines that stand nowhere just so, because quotes or escapes
/// were undone in them. Each stands in the line and the column of what it was
/// made of.
#[derive(Default)]
struct Home {
    source: Option<SourceId>,
    places: Vec<Span>,
}

impl Home {
    fn build(world: &World<'_>, rows: &[CsvRow<'_>]) -> Result<Self, String> {
        let lines = rows.iter().flat_map(|row| &row.cells).flatten();
        let made: Vec<_> = lines
            .filter(|line| matches!(line.text, Cow::Owned(_)))
            .collect();
        let Some(first) = made.first() else {
            return Ok(Self::default());
        };
        let place =
            |line: &CellLine<'_>| world.place(Span::new(line.source, line.start, line.start));
        let (name, first_line, _) = place(first);
        let (mut line, mut column) = (first_line, 1);
        let mut text = String::new();
        let mut places = Vec::new();
        for it in made {
            let (_, to_line, to_column) = place(it);
            if to_line > line {
                text.extend(std::iter::repeat_n('\n', to_line - line));
                (line, column) = (to_line, 1);
            }
            text.extend(std::iter::repeat_n(' ', to_column.saturating_sub(column)));
            let start = offset(text.len());
            text.push_str(&it.text);
            column = to_column.max(column) + it.text.chars().count();
            places.push((start, offset(text.len())));
        }
        let source = Source::verbatim(name, &text).beginning_at(first_line);
        let id = world.add_source(source).ok_or("too many tables")?;
        let span = |(start, end)| Span::new(id, start, end);
        Ok(Self {
            source: Some(id),
            places: places.into_iter().map(span).collect(),
        })
    }
}

/// The row with as many cells as the table has columns. docutils has each begin
/// right above the `first` line of the values.
fn filled<'s>(
    reader: &Reader<'_, 's>,
    row: Row<'s>,
    columns: usize,
    first: Option<&Line<'s>>,
) -> Vec<Cell<'s>> {
    let number = |line: &Line<'s>| isize::try_from(reader.world.line(line.span())).unwrap_or(0);
    let cell = |lines: Vec<Line<'s>>| Cell {
        morerows: 0,
        morecols: 0,
        below: match (first, lines.first()) {
            (Some(first), Some(line)) => number(first) - 1 - number(line),
            _ => 0,
        },
        displaced: 0,
        content: reader.nested(&lines),
        span: line::span(line::trim(&lines)),
    };
    let mut cells: Vec<_> = row.into_iter().map(cell).collect();
    while cells.len() < columns {
        cells.push(cell(Vec::new()));
    }
    cells
}
