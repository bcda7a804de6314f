//! Which lines of a file are meant.

use super::pyobject;
use crate::directive::sphinx::line_spec::{self, Chosen};
use crate::directive::{Failure, Options};
use crate::line::Line;
use crate::python::repr;

/// Some lines of a file.
#[derive(Debug)]
pub(super) struct Part<'s> {
    pub(super) lines: Vec<Line<'s>>,
    /// The number in the file of the first one.
    pub(super) first: i64,
    /// What is wrong although there are lines.
    pub(super) warning: Option<String>,
}

/// The lines that `options` name of the file `name`.
pub(super) fn of<'s>(
    lines: &[Line<'s>],
    options: &Options,
    name: &str,
) -> Result<Part<'s>, Failure> {
    let (mut from, mut to) = (0, lines.len());
    if let Some(object) = options.text("pyobject").filter(|it| !it.is_empty()) {
        let found = pyobject::find(lines, object);
        (from, to) = found.ok_or_else(|| {
            let (object, name) = (repr(object), repr(name));
            Failure::warning(format!(
                "Object named {object} not found in include file {name}"
            ))
        })?;
    }
    from += start(&lines[from..to], options)?;
    to = from + end(&lines[from..to], options)?;
    let lines = &lines[from..to];
    let first = i64::try_from(from + 1).unwrap_or(i64::MAX);
    match options.text("lines").filter(|it| !it.is_empty()) {
        Some(spec) => named(lines, first, spec, options.has("lineno-match"), name),
        None => Ok(Part {
            lines: lines.to_vec(),
            first,
            warning: None,
        }),
    }
}

/// How many lines stand before those meant.
fn start(lines: &[Line<'_>], options: &Options) -> Result<usize, Failure> {
    let (option, behind) = if options.has("start-at") {
        ("start-at", 0)
    } else {
        ("start-after", 1)
    };
    let Some(mark) = options.text(option).filter(|it| !it.is_empty()) else {
        return Ok(0);
    };
    let at = lines.iter().position(|line| line.text.contains(mark));
    at.map(|at| at + behind)
        .ok_or_else(|| not_found(option, mark))
}

/// How many lines there are up to the end of those meant. The first one does
/// not count for `end-before`.
fn end(lines: &[Line<'_>], options: &Options) -> Result<usize, Failure> {
    let (option, behind) = if options.has("end-at") {
        ("end-at", 1)
    } else {
        ("end-before", 0)
    };
    let Some(mark) = options.text(option).filter(|it| !it.is_empty()) else {
        return Ok(lines.len());
    };
    let skipped = 1 - behind;
    let mut rest = lines.iter().skip(skipped);
    let at = rest.position(|line| line.text.contains(mark));
    at.map(|at| at + skipped + behind)
        .ok_or_else(|| not_found(option, mark))
}

fn not_found(option: &str, mark: &str) -> Failure {
    Failure::warning(format!("{option} pattern not found: {mark}"))
}

/// The lines that `spec` names.
fn named<'s>(
    lines: &[Line<'s>],
    first: i64,
    spec: &str,
    matched: bool,
    name: &str,
) -> Result<Part<'s>, Failure> {
    let chosen = line_spec::parse(spec, lines.len())?;
    let Chosen {
        lines: indices,
        beyond,
    } = chosen;
    let Some(&start) = indices.first() else {
        let (spec, name) = (repr(spec), repr(name));
        return Err(Failure::warning(format!(
            "Line spec {spec}: no lines pulled from include file {name}"
        )));
    };
    if matched && indices.windows(2).any(|pair| pair[0] + 1 != pair[1]) {
        return Err(Failure::warning(
            "Cannot use \"lineno-match\" with a disjoint set of \"lines\"",
        ));
    }
    Ok(Part {
        lines: indices.iter().map(|&at| lines[at]).collect(),
        first: first.saturating_add(i64::try_from(start).unwrap_or(i64::MAX)),
        warning: beyond.then(|| line_spec::out_of_range(spec, lines.len())),
    })
}
