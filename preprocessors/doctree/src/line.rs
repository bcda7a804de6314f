//! Lines: what the block grammar reads.
//!
//! A [`Line`] is a slice of its source, so dedenting is slicing and every
//! place survives any depth of nesting.

use std::borrow::Cow;

use crate::source::{SourceId, Span, is_space, offset};

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

impl Line<'_> {
    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// The width of its leading white space, in characters.
    pub fn indent(&self) -> usize {
        self.text.chars().take_while(|&c| is_space(c)).count()
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
    memchr::memchr_iter(b'\n', text.as_bytes())
        .chain((!text.is_empty() && !text.ends_with('\n')).then_some(text.len()))
        .map(|end| {
            let at = std::mem::replace(&mut start, end + 1);
            Line {
                text: &text[at..end],
                start: offset(at),
                source,
            }
        })
        .collect()
}

/// An empty line behind `text`.
pub(crate) fn end(text: &str, source: SourceId) -> Line<'_> {
    Line {
        text: &text[text.len()..],
        start: offset(text.len()),
        source,
    }
}

/// The index of the first of `lines` that has more than `limit` characters.
pub(crate) fn too_long(lines: &[Line<'_>], limit: usize) -> Option<usize> {
    let is_too_long = |text: &str| text.len() > limit && text.chars().count() > limit;
    lines.iter().position(|line| is_too_long(line.text))
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

/// `lines` without the blank ones at the start.
pub(crate) fn strip_top<'a, 's>(lines: &'a [Line<'s>]) -> &'a [Line<'s>] {
    let start = lines
        .iter()
        .position(|line| !line.is_blank())
        .unwrap_or(lines.len());
    &lines[start..]
}

/// `lines` without the blank ones at the end.
pub(crate) fn strip_bottom<'a, 's>(lines: &'a [Line<'s>]) -> &'a [Line<'s>] {
    let end = lines
        .iter()
        .rposition(|line| !line.is_blank())
        .map_or(0, |last| last + 1);
    &lines[..end]
}

/// The lines as they stand, one below the other.
pub(crate) fn written(lines: &[Line<'_>]) -> String {
    let mut out = String::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum());
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        out.push_str(line.text);
    }
    out
}

/// Where all of `lines` stand.
pub fn span(lines: &[Line<'_>]) -> Span {
    match lines {
        [] => Span::default(),
        [first, .., last] => first.span().to(last.span()),
        [only] => only.span(),
    }
}

/// Lines joined into one text, with the way back from it to the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text<'s> {
    /// The lines, with `\n` between them.
    pub text: Cow<'s, str>,
    /// Where the text starts in its source.
    start: u32,
    /// Where each line starts, in the text and in its source, if they do not
    /// stand in the source just so.
    starts: Vec<(u32, u32)>,
    source: SourceId,
}

impl<'s> Text<'s> {
    /// Joins `lines`, which are parts of `whole`, the text of their source.
    ///
    /// Nothing is copied where the lines stand in the source just so.
    pub fn join(lines: &[Line<'s>], whole: &'s str) -> Self {
        let source = lines.first().map_or(0, |line| line.source);
        let adjacent = lines.windows(2).all(|pair| {
            pair[0].source == pair[1].source && pair[0].span().end + 1 == pair[1].start
        });
        if adjacent {
            let Span { start, end, .. } = span(lines);
            let text = whole.get(start as usize..end as usize).unwrap_or_default();
            return Self {
                text: Cow::Borrowed(text),
                start,
                starts: Vec::new(),
                source,
            };
        }
        let mut text = String::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum());
        let mut starts = Vec::with_capacity(lines.len());
        for line in lines {
            if !starts.is_empty() {
                text.push('\n');
            }
            starts.push((offset(text.len()), line.start));
            text.push_str(line.text);
        }
        Self {
            text: Cow::Owned(text),
            start: lines.first().map_or(0, |line| line.start),
            starts,
            source,
        }
    }

    /// A text that stands at `span` in another form.
    pub fn made_up(text: &'s str, span: Span) -> Self {
        Self {
            text: Cow::Borrowed(text),
            start: span.start,
            starts: Vec::new(),
            source: span.source,
        }
    }

    /// Whether it does not stand in the source just so.
    pub(crate) fn is_pieced(&self) -> bool {
        self.starts.len() > 1
    }

    /// The text from the byte at `at` on.
    #[must_use]
    pub(crate) fn from(&self, at: usize) -> Text<'_> {
        let cut = offset(at);
        let later = self.starts.iter().filter(|it| it.0 > cut);
        let later = later.map(|&(start, place)| (start - cut, place));
        let first = (!self.starts.is_empty()).then(|| (0, self.place(at)));
        Text {
            text: Cow::Borrowed(&self.text[at..]),
            start: self.place(at),
            starts: first.into_iter().chain(later).collect(),
            source: self.source,
        }
    }

    /// Where the bytes from `start` to `end` of the text stand in the source.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, self.place(start), self.place(end))
    }

    fn place(&self, at: usize) -> u32 {
        let at = offset(at);
        let lines = self.starts.partition_point(|&(start, _)| start <= at);
        match lines.checked_sub(1).and_then(|line| self.starts.get(line)) {
            Some(&(start, place)) => place + (at - start),
            None => self.start + at,
        }
    }
}
