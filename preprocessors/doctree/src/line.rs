//! Lines: what the block grammar reads.
//!
//! A [`Line`] is a slice of its source, so dedenting is slicing and every
//! place survives any depth of nesting.

use crate::source::{SourceId, Span, offset};

/// One line, or the part of it that the block at hand may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'s> {
    /// The text, without the line end and without trailing white space.
    pub text: &'s str,
    /// Where the text starts in its source.
    pub start: u32,
    /// The source it is a part of.
    pub source: SourceId,
}

impl<'s> Line<'s> {
    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// The width of its leading white space, in characters.
    pub fn indent(&self) -> usize {
        self.text.chars().take_while(|c| c.is_whitespace()).count()
    }

    /// The line without its first `columns` characters; empty, if it has fewer.
    #[must_use]
    pub fn skip(&self, columns: usize) -> Self {
        let bytes = self
            .text
            .char_indices()
            .nth(columns)
            .map_or(self.text.len(), |(at, _)| at);
        self.from(bytes)
    }

    /// The line from the byte at `at` on.
    #[must_use]
    pub fn from(&self, at: usize) -> Self {
        Self {
            text: &self.text[at..],
            start: self.start + offset(at),
            source: self.source,
        }
    }

    /// The line without the white space at its end, up to the byte at `at`.
    #[must_use]
    pub fn until(&self, at: usize) -> Self {
        Self {
            text: self.text[..at].trim_end(),
            ..*self
        }
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        Span::new(
            self.source,
            self.start,
            self.start + offset(self.text.len()),
        )
    }
}

/// The lines of the normalised `text`, which is the source numbered `source`.
pub fn split(text: &str, source: SourceId) -> Vec<Line<'_>> {
    let mut start = 0;
    text.lines()
        .map(|line| {
            let at = start;
            start += line.len() + 1;
            Line {
                text: line,
                start: offset(at),
                source,
            }
        })
        .collect()
}

/// From the first line that has text to the end of the last that has.
///
/// Blank lines at both ends of `lines` are taken off.
pub fn trim<'a, 's>(lines: &'a [Line<'s>]) -> &'a [Line<'s>] {
    let start = lines
        .iter()
        .position(|line| !line.is_blank())
        .unwrap_or(lines.len());
    let end = lines
        .iter()
        .rposition(|line| !line.is_blank())
        .map_or(start, |last| last + 1);
    &lines[start..end]
}

/// Where all of `lines` stand.
pub fn span(lines: &[Line<'_>]) -> Span {
    match lines {
        [] => Span::default(),
        [first, .., last] => first.span().to(last.span()),
        [only] => only.span(),
    }
}
