//! Named text, and places in it.
//!
//! A [`Source`] is normalised once, as docutils does it before its parser
//! starts: lines end in `\n`, tabs are expanded, trailing white space is cut.
//! Every place in a document is a [`Span`] of that text.

use std::sync::Arc;

use unicode_normalization::char::canonical_combining_class;
use unicode_width::UnicodeWidthChar;

/// Columns between two tab stops (docutils' `tab_width`), if nothing else is said.
pub(crate) const TAB_WIDTH: usize = 8;

/// Wider stops would have a short text take much memory.
pub(crate) const MOST_TAB_WIDTH: usize = 80;

/// A named, normalised text. Cloning is cheap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
    starts: Arc<[u32]>,
    /// The number of its first line.
    first_line: usize,
}

/// Which of a document's sources a place lies in: 0 is the document itself,
/// higher numbers are files it includes.
pub type SourceId = u16;

/// A half-open range of bytes in one source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The source which the offsets count in.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// A place as people write it: lines and columns count from 1, columns in
/// characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The name of the source.
    pub file: String,
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Source {
    /// Normalises `text`, which was found under `name`. Tab stops are eight
    /// columns apart.
    pub fn new(name: impl Into<Arc<str>>, text: &str) -> Self {
        Self::with_tab_width(name, text, TAB_WIDTH)
    }

    /// The same with tab stops `width` columns apart (docutils' `tab_width`).
    pub fn with_tab_width(name: impl Into<Arc<str>>, text: &str, width: usize) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if is_normal(text) {
            return Self::with_lines(name.into(), text.into());
        }
        let text = normalise(text, width.min(MOST_TAB_WIDTH));
        Self::with_lines(name.into(), text.into())
    }

    /// Keeps the tabs of `text` and the white space at its lines' ends, which
    /// mean something in data: only line ends become `\n`.
    pub fn verbatim(name: impl Into<Arc<str>>, text: &str) -> Self {
        let mut out = String::with_capacity(text.len() + 1);
        for line in split_lines(text.strip_prefix('\u{feff}').unwrap_or(text)) {
            out.push_str(line);
            out.push('\n');
        }
        Self::with_lines(name.into(), out.into())
    }

    fn with_lines(name: Arc<str>, text: Arc<str>) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        let starts = std::iter::once(0)
            .chain(ends.map(|at| offset(at + 1)))
            .collect();
        Self {
            name,
            text,
            starts,
            first_line: 1,
        }
    }

    /// The same text as a part of a longer one: its first line has this number.
    #[must_use]
    pub fn beginning_at(self, first_line: usize) -> Self {
        Self { first_line, ..self }
    }

    /// The number of the first line: 1, unless it is a part of a longer text.
    pub fn first_line(&self) -> usize {
        self.first_line
    }

    /// The name it was made with, usually a path.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name, to be kept.
    pub(crate) fn share_name(&self) -> Arc<str> {
        Arc::clone(&self.name)
    }

    /// The normalised text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The normalised text, to be kept.
    pub(crate) fn share(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// The number, from 1, of the line that holds the byte at `offset`.
    pub fn line(&self, offset: u32) -> usize {
        self.index(offset) + self.first_line
    }

    /// The index of the line that holds the byte at `offset`.
    fn index(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start <= offset) - 1
    }

    /// Where the byte at `offset` stands.
    pub fn locate(&self, offset: u32) -> Location {
        let index = self.index(offset);
        let start = self.starts[index] as usize;
        let end = (offset as usize).min(self.text.len());
        let column = self
            .text
            .get(start..end)
            .map_or(0, |before| before.chars().count())
            + 1;
        Location {
            file: self.name.to_string(),
            line: index + self.first_line,
            column,
        }
    }
}

impl Span {
    /// The bytes from `start` to `end` of `source`.
    pub fn new(source: SourceId, start: u32, end: u32) -> Self {
        Self { source, start, end }
    }

    /// The smallest span that holds both; `self`, if they lie in different sources.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        if self.source == other.source {
            Self {
                source: self.source,
                start: self.start.min(other.start),
                end: self.end.max(other.end),
            }
        } else {
            self
        }
    }
}

/// A byte count as an offset. Sources over 4 GiB are not read.
pub(crate) fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// Line ends, tabs and trailing white space as docutils' `string2lines` leaves them.
fn normalise(text: &str, tab_width: usize) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let is_wide = |text: &str| memchr::memchr3(b'\t', 0x0b, 0x0c, text.as_bytes()).is_some();
    let has_wide = is_wide(text);
    for line in split_lines(text) {
        let line = line.trim_end_matches(is_space);
        if has_wide && is_wide(line) {
            expand_tabs(line, tab_width, &mut out);
            out.truncate(out.trim_end_matches(' ').len());
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

/// Whether `text` is as [`normalise`] would leave it, as far as a glance tells.
fn is_normal(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_plain = |end: usize| end == 0 || matches!(bytes[end - 1], b'\n' | b'!'..=b'~');
    bytes.last() == Some(&b'\n')
        && memchr::memchr3(b'\t', 0x0b, 0x0c, bytes).is_none()
        && !has_other_line_ends(text)
        && memchr::memchr_iter(b'\n', bytes).all(is_plain)
}

/// Lines as Python's `str.splitlines` finds them.
fn split_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    let is_plain = !has_other_line_ends(text);
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = if is_plain {
            memchr::memchr(b'\n', rest.as_bytes())
        } else {
            rest.find(is_line_end)
        };
        let end = end.unwrap_or(rest.len());
        let line = &rest[..end];
        let after = &rest[end..];
        let ended = if after.starts_with("\r\n") {
            2
        } else {
            after.chars().next().map_or(0, char::len_utf8)
        };
        rest = &after[ended..];
        Some(line)
    })
}

/// White space as Python knows it.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\x1c'..='\x1f')
}

/// Whether lines may end with anything but `\n`.
fn has_other_line_ends(text: &str) -> bool {
    let bytes = text.as_bytes();
    let contains = |end: &str| memchr::memmem::find(bytes, end.as_bytes()).is_some();
    memchr::memchr2(b'\r', 0x1c, bytes).is_some()
        || memchr::memchr2(0x1d, 0x1e, bytes).is_some()
        || (!text.is_ascii() && ["\u{85}", "\u{2028}", "\u{2029}"].into_iter().any(contains))
}

fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Adds `line` to `out` with blanks up to the next of the stops, `width`
/// columns apart, for each tab.
pub(crate) fn expand_tabs(line: &str, width: usize, out: &mut String) {
    let mut column = 0_usize;
    for c in line.chars() {
        let blanks = match c {
            '\t' => column.checked_rem(width).map_or(0, |over| width - over),
            '\x0b' | '\x0c' => 1,
            c => {
                out.push(c);
                column += 1;
                continue;
            }
        };
        out.extend(std::iter::repeat_n(' ', blanks));
        column += blanks;
    }
}

/// Columns that `text` takes in a fixed-width font: wide East Asian
/// characters count two, combining ones none (docutils' `column_width`).
pub(crate) fn column_width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.chars().map(char_width).sum()
    }
}

/// Columns that `c` takes: 0, 1 or 2. Unlike terminals, docutils has no
/// characters without width but the combining ones, and no sequences.
pub(crate) fn char_width(c: char) -> usize {
    if canonical_combining_class(c) != 0 {
        0
    } else if c.width() == Some(2) {
        2
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_line_ends_and_trailing_blanks_are_normalised() {
        let source = Source::new("a.rst", "a\tb  \r\nc\x0cd\n");
        assert_eq!(source.text(), "a       b\nc d\n");
    }

    #[test]
    fn data_keep_their_white_space() {
        let source = Source::verbatim("a.csv", "a\tb  \r\nc");
        assert_eq!(source.text(), "a\tb  \nc\n");
    }

    #[test]
    fn a_part_of_a_text_counts_on() {
        let source = Source::new("a.rst", "one\ntwo\n").beginning_at(7);
        assert_eq!((source.line(0), source.locate(4).line), (7, 8));
    }

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let source = Source::new("a.rst", "één\ntwee\n");
        let at = offset(source.text().find("ee").unwrap() + 1);
        assert_eq!(
            source.locate(at),
            Location {
                file: "a.rst".into(),
                line: 2,
                column: 4
            }
        );
        assert_eq!(source.locate(0).column, 1);
    }
}
