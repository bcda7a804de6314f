//! > Paragraphs consist of blocks of left-aligned text with no markup
//! > indicating any other body element. Blank lines separate paragraphs
//! > from each other and from other body elements.
//!
//! (*Paragraphs*.) The second line tells what the text is: underlined, it is a
//! section title; indented, a definition list; anything else, a paragraph.

use super::{Kind, Notice, Reader, definition_list, literal_block, section};
use crate::diagnostic::Severity;
use crate::line::Line;

/// Reads text that no other construct claims.
pub(super) fn read(reader: &mut Reader<'_, '_>) {
    let indented_next = reader
        .peek(1)
        .is_some_and(|line| line.text.starts_with(' '));
    if indented_next {
        definition_list::read(reader);
    } else if !section::read_underline(reader) {
        paragraph(reader);
    }
}

fn paragraph(reader: &mut Reader<'_, '_>) {
    let start = reader.at;
    reader.at += 1;
    while !reader.is_blank(0) && !reader.text().starts_with(' ') {
        reader.at += 1;
    }
    let (lines, literal_next) = announcement(&reader.lines[start..reader.at]);
    if !lines.is_empty() {
        let only = reader.at == start + 1;
        reader.push(start, Kind::Paragraph(lines));
        note_reached(reader, only);
    }
    if let Some(next) = reader.current().filter(|line| !line.is_blank()) {
        reader.notice(Notice::new(
            Severity::Error,
            "Unexpected indentation.",
            next.span(),
        ));
    }
    if literal_next {
        literal_block::read(reader);
    }
}

/// docutils looks one line ahead to find the end of a paragraph of one line,
/// and stops at the last line of a longer one.
fn note_reached(reader: &mut Reader<'_, '_>, one_line: bool) {
    let reached = reader.last_line() + usize::from(one_line);
    if let Some(block) = reader.out.last_mut().filter(|_| reader.depth == 0) {
        block.reached = reached;
    }
}

/// The lines without the `::` which announces a literal block, and whether
/// there was one.
fn announcement<'s>(lines: &[Line<'s>]) -> (Vec<Line<'s>>, bool) {
    let mut lines = lines.to_vec();
    let Some(last) = lines.last_mut() else {
        return (lines, false);
    };
    // A wide blank may be left of a table's cell.
    *last = last.until(last.text.len());
    let Some(before) = last
        .text
        .strip_suffix("::")
        .filter(|before| !is_escaped(before))
    else {
        return (lines, false);
    };
    if before.is_empty() {
        lines.pop();
    } else if before.ends_with(' ') {
        *last = last.until(before.len());
    } else {
        *last = last.until(before.len() + 1);
    }
    (lines, true)
}

/// Whether an odd number of backslashes ends `text`.
fn is_escaped(text: &str) -> bool {
    (text.len() - text.trim_end_matches('\\').len()) % 2 == 1
}
