//! An explicit markup block is a text block whose first line begins with
//! ".." followed by whitespace (the "explicit markup start"), whose second
//! and subsequent lines (if any) are indented relative to the first, and
//! which ends before an unindented line.
//!
//! (*Explicit Markup Blocks*.) Footnotes, citations, hyperlink targets,
//! substitution definitions and directives; what is none of these is a comment.

use super::indented::Shape;
use super::{Kind, Notice, Reader, Stand, directive, hyperlink_target, substitution_definition};
use crate::diagnostic::Severity;
use crate::line::{strip_bottom, strip_top, written};
use crate::names::simple_name;
use crate::options::Dialect;

/// How the reading of a construct ended.
pub(super) enum Outcome {
    /// It was read; the flag says whether it ends with a blank line.
    Read(bool),
    /// It is not what it seemed to be, for this reason.
    Malformed(&'static str),
}

pub(super) fn matches(text: &str) -> bool {
    behind(text, "..").is_some() || behind(text, "__").is_some()
}

/// Reads a run of explicit markup without blank lines between.
pub(super) fn read(reader: &mut Reader<'_, '_>) -> bool {
    let mut blank_finish = true;
    while matches(reader.text()) {
        blank_finish = construct(reader);
        reader.stop_reaching();
    }
    if !blank_finish {
        let warning = reader.unindent("Explicit markup");
        reader.notice(Notice {
            // At the end docutils has looked for more explicit markup in vain.
            below: 2 * warning.below,
            stand: Stand::Past,
            ..warning
        });
    }
    true
}

/// How many bytes `start` and the blanks behind it take, if `text` begins so.
pub(super) fn behind(text: &str, start: &str) -> Option<usize> {
    let rest = text.strip_prefix(start)?;
    let content = rest.trim_start_matches(' ');
    (rest.is_empty() || content.len() < rest.len()).then(|| text.len() - content.len())
}

/// Reads one construct; answers whether it ends with a blank line.
fn construct(reader: &mut Reader<'_, '_>) -> bool {
    if let Some(width) = behind(reader.text(), "__") {
        return hyperlink_target::read_anonymous(reader, width);
    }
    let start = reader.at;
    let width = behind(reader.text(), "..").unwrap_or(2);
    let text = &reader.text()[width.min(reader.text().len())..];
    let outcome = if let Some((label, end)) = label(text) {
        Outcome::Read(note(reader, width + 1, label, width + end))
    } else if text
        .strip_prefix('_')
        .is_some_and(|rest| !rest.is_empty() && !rest.starts_with(' '))
    {
        hyperlink_target::read(reader, width + 1)
    } else if text
        .strip_prefix('|')
        .is_some_and(|rest| !rest.is_empty() && !rest.starts_with(' '))
    {
        substitution_definition::read(reader, width + 1)
    } else if let Some((name, end)) = directive::name(text) {
        Outcome::Read(directive::read(reader, name, width + end))
    } else {
        Outcome::Read(comment(reader, width))
    };
    match outcome {
        Outcome::Read(blank_finish) => blank_finish,
        Outcome::Malformed(message) => {
            let last = last_of_malformed(reader, start);
            reader.at = last;
            let span = reader.lines[last].span();
            let blank_finish = indented_comment(reader, width);
            let notice = Notice::new(Severity::Warning, message, span);
            reader.notice(notice.standing(Stand::Past));
            blank_finish
        }
    }
}

/// The line from which on something malformed is a comment: docutils takes the
/// last that it looked at, even if it is blank.
fn last_of_malformed(reader: &Reader<'_, '_>, start: usize) -> usize {
    let strict = reader.world.options.dialect == Dialect::Docutils;
    (start..reader.at)
        .rev()
        .find(|&at| strict || !reader.lines[at].is_blank())
        .unwrap_or(start)
}

/// The label in brackets at the start of `text`, and where what follows it begins.
fn label(text: &str) -> Option<(&str, usize)> {
    let rest = text.strip_prefix('[')?;
    let length = label_length(rest)?;
    let after = rest[length..].strip_prefix(']')?;
    let content = after.trim_start_matches(' ');
    (after.is_empty() || content.len() < after.len())
        .then(|| (&rest[..length], text.len() - content.len()))
}

fn label_length(text: &str) -> Option<usize> {
    match text.as_bytes().first()? {
        b'*' => Some(1),
        b'#' => Some(1 + simple_name(&text[1..]).unwrap_or(0)),
        _ => simple_name(text),
    }
}

/// Reads a footnote or a citation.
fn note(reader: &mut Reader<'_, '_>, start: usize, label: &str, width: usize) -> bool {
    let line = reader.at;
    let is_footnote =
        label.starts_with(['#', '*']) || label.bytes().all(|byte| byte.is_ascii_digit());
    let label = reader.lines[line].from(start).until(label.len());
    let columns = reader.text()[..width].chars().count();
    let indented = reader.indented(Shape::behind(columns));
    let content = reader.nested(strip_top(&indented.lines));
    let kind = if is_footnote {
        Kind::Footnote { label, content }
    } else {
        Kind::Citation { label, content }
    };
    reader.push(line, kind);
    indented.blank_finish
}

fn comment(reader: &mut Reader<'_, '_>, width: usize) -> bool {
    let start = reader.at;
    if reader.is_blank(1) && reader.text().len() <= width {
        reader.at += 1;
        reader.push(start, Kind::Comment(Vec::new()));
        return true;
    }
    indented_comment(reader, width)
}

/// The same where docutils knows that there is text in it.
fn indented_comment(reader: &mut Reader<'_, '_>, width: usize) -> bool {
    let start = reader.at;
    let indented = reader.indented(Shape::behind(width));
    let lines = strip_bottom(strip_top(&indented.lines)).to_vec();
    reader.push(start, Kind::Comment(lines));
    indented.blank_finish
}

/// The lines from the one numbered `start` to the one before the current, as
/// they stand in their block. docutils shows blank ones at the end, too.
pub(super) fn block_text(reader: &Reader<'_, '_>, start: usize) -> String {
    let lines = &reader.lines[start..reader.at];
    match reader.world.options.dialect {
        Dialect::Docutils => written(lines),
        Dialect::Book => written(strip_bottom(lines)),
    }
}
