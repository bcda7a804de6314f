//! > A text block that is indented relative to the preceding text, without
//! > preceding markup indicating it to be a literal block or other content,
//! > is a block quote.
//!
//! (*Block Quotes*.) It may end with an attribution: a text block that begins
//! with `--`, `---` or an em dash, its later lines aligned.

use super::indented::{Indented, Shape};
use super::{Block, Kind, Reader, World, parse};
use crate::line::{self, Line, strip_top};

pub(super) fn matches(text: &str) -> bool {
    text.starts_with(' ')
}

pub(super) fn read(reader: &mut Reader<'_, '_>) -> bool {
    let Indented {
        lines,
        blank_finish,
    } = reader.indented(Shape::default());
    let quotes = split(&lines, reader.depth, reader.world);
    reader.out.extend(quotes);
    if !blank_finish {
        reader.unindent_warning("Block quote");
    }
    true
}

/// The block quotes that `lines` hold: an attribution ends one, and another may follow.
pub(crate) fn split<'s>(lines: &[Line<'s>], depth: usize, world: &World<'s>) -> Vec<Block<'s>> {
    let mut quotes = Vec::new();
    let mut rest = strip_top(lines);
    while !rest.is_empty() {
        let found = attribution(rest);
        let content_end = found.as_ref().map_or(rest.len(), |found| found.start);
        let content = parse(&rest[..content_end], false, depth + 1, world);
        let end = found.as_ref().map_or(rest.len(), |found| found.end);
        let span = line::span(line::trim(&rest[..end]));
        let attribution = found.map_or(Vec::new(), |found| found.lines);
        let quote = Kind::BlockQuote {
            content,
            attribution,
        };
        quotes.push(Block::new(quote, span));
        rest = strip_top(&rest[end..]);
    }
    quotes
}

struct Attribution<'s> {
    start: usize,
    end: usize,
    lines: Vec<Line<'s>>,
}

fn attribution<'s>(lines: &[Line<'s>]) -> Option<Attribution<'s>> {
    (1..lines.len()).find_map(|start| {
        let content_before =
            lines[start - 1].is_blank() && lines[..start].iter().any(|line| !line.is_blank());
        let marker = content_before
            .then(|| marker(lines[start].text))
            .flatten()?;
        let end = lines[start..]
            .iter()
            .position(Line::is_blank)
            .map_or(lines.len(), |blank| start + blank);
        let indent = lines[start + 1..end].first().map_or(0, Line::indent);
        let aligned = lines[start + 1..end]
            .iter()
            .all(|line| line.indent() == indent);
        aligned.then(|| {
            let mut text = vec![lines[start].from(marker)];
            text.extend(lines[start + 1..end].iter().map(|line| line.skip(indent)));
            Attribution {
                start,
                end,
                lines: text,
            }
        })
    })
}

/// How many bytes the dash and the blanks behind it take.
fn marker(text: &str) -> Option<usize> {
    let dash = if text.starts_with("---") {
        3
    } else if text.starts_with("--") {
        2
    } else {
        text.strip_prefix('\u{2014}')
            .map(|_| '\u{2014}'.len_utf8())?
    };
    let rest = &text[dash..];
    let content = rest.trim_start_matches(' ');
    let is_rule = dash < 4 && text.starts_with('-') && rest.starts_with('-');
    (!is_rule && !content.is_empty()).then(|| text.len() - content.len())
}
