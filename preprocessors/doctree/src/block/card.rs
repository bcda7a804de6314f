//! Cards of sphinx-design: a header, a body and a footer.
//!
//! A line of three or more `^` ends the header, one of three or more `+` begins
//! the footer; either may be missing.

use super::{Block, Kind, Reader};
use crate::line::{self, Line};

/// Header, body and footer, each as a list item with what stands there.
pub(super) fn split<'s>(lines: &[Line<'s>], reader: &Reader<'_, 's>) -> Vec<Block<'s>> {
    let header = lines.iter().position(|line| is_rule(line, '^'));
    let (header, rest) = match header {
        Some(at) => (&lines[..at], &lines[at + 1..]),
        None => (&lines[..0], lines),
    };
    let footer = rest.iter().position(|line| is_rule(line, '+'));
    let (body, footer) = match footer {
        Some(at) => (&rest[..at], &rest[at + 1..]),
        None => (rest, &rest[..0]),
    };
    let part = |lines: &[Line<'s>]| {
        let span = line::span(line::trim(lines));
        Block::new(Kind::ListItem(reader.nested(lines)), span)
    };
    vec![part(header), part(body), part(footer)]
}

fn is_rule(line: &Line<'_>, mark: char) -> bool {
    line.text.len() >= 3 && line.text.chars().all(|c| c == mark)
}
