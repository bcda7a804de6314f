//! Parts of the engine by themselves, for docutils' own tests of them.
//!
//! No part of the interface: a test or an example calls it.

use std::fmt::Write;

use crate::diagnostic::Diagnostic;
use crate::files::Files;
use crate::line::{Line, split};
use crate::message::Findings;
use crate::options::Options;
use crate::parse::Reading;
use crate::source::Source;
use crate::table::{Cell, Grid, GridRow, TableError, grid, simple};
use crate::transform::{apply, apply_named};
use crate::tree::Document;

/// The document as the parser leaves it, before any transform.
pub fn parse(source: &Source, options: &Options, files: &dyn Files) -> Document {
    crate::parse::parse(source, options, files).document
}

/// The document after the transforms of these docutils names and priorities.
pub fn transform(
    source: &Source,
    options: &Options,
    files: &dyn Files,
    names: &[(String, u16)],
) -> Document {
    let Reading {
        mut document,
        findings,
    } = crate::parse::parse(source, options, files);
    let names: Vec<(&str, u16)> = names.iter().map(|(it, at)| (&**it, *at)).collect();
    apply_named(&mut document, &names, options, findings);
    document
}

/// Applies the transforms of these docutils names at these priorities to a
/// document that was only parsed.
pub fn transform_tree(document: &mut Document, options: &Options, names: &[(&str, u16)]) {
    apply_named(document, names, options, Findings::default());
}

/// Applies the standard transforms to a document that was only parsed.
pub fn transform_tree_all(document: &mut Document, options: &Options) -> Vec<Diagnostic> {
    apply(document, options, Findings::default())
}

/// What docutils' `GridTableParser` makes of `input`, as JSON: column widths,
/// head rows and body rows, or a text that starts with `TableMarkupError`.
pub fn grid_table(input: &str) -> String {
    answer(input, grid::parse)
}

/// What docutils' `SimpleTableParser` makes of `input`, in the same form.
pub fn simple_table(input: &str) -> String {
    answer(input, simple::parse)
}

fn answer(input: &str, parse: for<'s> fn(&[Line<'s>]) -> Result<Grid<'s>, TableError>) -> String {
    let source = Source::new("test data", input);
    match parse(&split(source.text(), 0)) {
        Ok(grid) => format!(
            "[{}, {}, {}]",
            list(&grid.colwidths, ToString::to_string),
            list(&grid.head, row),
            list(&grid.body, row)
        ),
        Err(error) => string(&format!("TableMarkupError: {}", error.detail)),
    }
}

fn row(row: &GridRow<'_>) -> String {
    list(row, |place| {
        place.as_ref().map_or_else(|| "null".into(), cell)
    })
}

fn cell(cell: &Cell<'_>) -> String {
    let lines = list(&cell.lines, |line| string(line.text));
    format!(
        "[{}, {}, {}, {lines}]",
        cell.morerows, cell.morecols, cell.offset
    )
}

fn list<T>(items: &[T], json: impl Fn(&T) -> String) -> String {
    let items: Vec<_> = items.iter().map(json).collect();
    format!("[{}]", items.join(", "))
}

fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
