//! A paragraph containing only two colons ("::") signifies that the
//! following text block(s) comprise a literal block.
//!
//! (*Literal Blocks*.) The text is indented, or each of its lines starts with
//! the same punctuation character (*Quoted Literal Blocks*).

use super::indented::{Indented, Shape};
use super::{Block, Kind, Notice, Reader, Stand};
use crate::diagnostic::Severity;
use crate::line::{self, strip_bottom, strip_top};

/// Reads the literal block that a paragraph has announced.
pub(super) fn read(reader: &mut Reader<'_, '_>) {
    let start = reader.at;
    let Indented {
        lines,
        blank_finish,
    } = reader.indented(Shape::default());
    let lines = strip_bottom(strip_top(&lines));
    if lines.is_empty() {
        reader.at = start;
        quoted(reader);
        return;
    }
    let span = line::span(lines);
    let block = Block::new(Kind::LiteralBlock(lines.to_vec()), span);
    reader.out.push(block);
    if !blank_finish {
        reader.unindent_warning("Literal block");
    }
}

fn quoted(reader: &mut Reader<'_, '_>) {
    reader.skip_blank();
    let start = reader.at;
    let Some(quote) = reader
        .text()
        .chars()
        .next()
        .filter(char::is_ascii_punctuation)
    else {
        none_found(reader);
        return;
    };
    while reader.text().starts_with(quote) {
        reader.at += 1;
    }
    let lines = reader.lines[start..reader.at].to_vec();
    reader.push(start, Kind::LiteralBlock(lines));
    let Some(next) = reader.current().filter(|line| !line.is_blank()) else {
        return;
    };
    let message = if next.text.starts_with(' ') {
        "Unexpected indentation."
    } else {
        "Inconsistent literal block quoting."
    };
    reader.notice(Notice::new(Severity::Error, message, next.span()));
}

fn none_found(reader: &mut Reader<'_, '_>) {
    let message = "Literal block expected; none found.";
    let notice = match (reader.current(), reader.lines.last()) {
        (Some(line), _) => Notice::new(Severity::Warning, message, line.span()),
        (None, Some(last)) => Notice {
            below: 1,
            ..Notice::new(Severity::Warning, message, last.span())
        },
        (None, None) => return,
    };
    reader.notice(notice.standing(Stand::Looking));
}
