//! > Line blocks are groups of lines beginning with vertical bar ("|")
//! > prefixes. Each vertical bar prefix indicates a new line, so line breaks
//! > are preserved.
//!
//! (*Line Blocks*.)

use super::indented::Shape;
use super::{Block, Kind, LineOfBlock, Notice, Reader};
use crate::diagnostic::Severity;
use crate::line::{self, Line, strip_top};

pub(super) fn matches(text: &str) -> bool {
    marker(text).is_some()
}

pub(super) fn read(reader: &mut Reader<'_, '_>) -> bool {
    let start = reader.at;
    let mut lines = Vec::new();
    let mut blank_finish = true;
    while let Some(width) = marker(reader.text()) {
        let (line, finish) = line(reader, width);
        lines.push(line);
        blank_finish = finish;
    }
    reader.push(start, Kind::LineBlock(lines));
    if !blank_finish {
        let message = "Line block ends without a blank line.";
        let notice = Notice::new(Severity::Warning, message, reader.lines[start].span());
        reader.notice(Notice { below: 1, ..notice });
    }
    true
}

fn line<'s>(reader: &mut Reader<'_, 's>, width: usize) -> (LineOfBlock<'s>, bool) {
    let start = reader.at;
    let is_empty = reader.text() == "|";
    let indented = reader.indented(Shape {
        until_blank: true,
        ..Shape::behind(width)
    });
    reader.stop_reaching();
    let line = LineOfBlock {
        indent: (!is_empty).then(|| width.saturating_sub(2)),
        lines: strip_top(&indented.lines).to_vec(),
        span: reader.span_from(start),
        below: None,
    };
    (line, indented.blank_finish)
}

/// The line block of the directive `line-block`: every line is one of its own.
pub(super) fn without_bars<'s>(lines: &[Line<'s>]) -> Block<'s> {
    let line = |line: &Line<'s>| LineOfBlock {
        indent: (!line.is_blank()).then(|| line.indent()),
        lines: Some(line.skip(line.indent()))
            .filter(|line| !line.is_blank())
            .into_iter()
            .collect(),
        span: line.span(),
        below: None,
    };
    let kind = Kind::LineBlock(lines.iter().map(line).collect());
    Block::new(kind, line::span(lines))
}

/// The width of the bar and the blanks behind it.
fn marker(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('|')?;
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    (blanks > 0 || rest.is_empty()).then_some(1 + blanks)
}
