//! The text of a cell: what a notebook keeps as JSON strings, and where in the
//! notebook each piece of it stands.

use std::ops::Range;

use super::json::{Kind, Value};
use crate::source::{Span, offset};

/// A text made of JSON strings.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    pub(super) text: String,
    /// Where the pieces begin: in the text, and in the notebook.
    pieces: Vec<(u32, u32)>,
    /// The end of the last piece in the notebook.
    end: u32,
}

impl Written {
    /// The text of a string, or of an array of strings, which are its lines.
    /// Line ends become `\n`.
    pub(super) fn of(value: &Value<'_>) -> Self {
        let mut written = Self {
            end: value.span.start,
            ..Self::default()
        };
        match &value.kind {
            Kind::String(_) => written.push(value),
            Kind::Array(items) => items.iter().for_each(|item| written.push(item)),
            Kind::Word(_) | Kind::Object(_) => {}
        }
        written
    }

    /// The place in the notebook of a range of the text.
    pub(super) fn span(&self, range: Range<u32>) -> Span {
        let end = if range.is_empty() {
            self.place(range.start)
        } else {
            // The end of what comes before, not the start of what follows.
            (self.place(range.end - 1) + 1).max(self.place(range.start))
        };
        Span::new(0, self.place(range.start), end)
    }

    /// The same text with `mark` put in at `places`, which are in order.
    pub(super) fn with(&self, mark: &str, places: &[usize]) -> Self {
        let mut out = Self {
            end: self.end,
            ..Self::default()
        };
        let mut from = 0;
        for &to in places {
            out.copy(self, from..to);
            out.pieces
                .push((offset(out.text.len()), self.place(offset(to))));
            out.text.push_str(mark);
            from = to;
        }
        out.copy(self, from..self.text.len());
        out
    }

    /// Adds a range of another text.
    fn copy(&mut self, other: &Self, range: Range<usize>) {
        let start = offset(self.text.len());
        let from = offset(range.start);
        self.pieces.push((start, other.place(from)));
        let inside = |piece: &&(u32, u32)| piece.0 > from && (piece.0 as usize) < range.end;
        let behind = other.pieces.partition_point(|piece| piece.0 <= from);
        let pieces = other.pieces[behind..].iter().take_while(inside);
        self.pieces
            .extend(pieces.map(|&(at, place)| (at - from + start, place)));
        self.text.push_str(&other.text[range]);
    }

    /// The place of all of it.
    pub(super) fn whole(&self) -> Span {
        let start = self.pieces.first().map_or(self.end, |it| it.1);
        Span::new(0, start, self.end.max(start))
    }

    /// Where in the notebook the byte at `at` stands.
    fn place(&self, at: u32) -> u32 {
        let behind = self.pieces.partition_point(|piece| piece.0 <= at);
        match behind.checked_sub(1).and_then(|it| self.pieces.get(it)) {
            Some(&(start, place)) => (place + (at - start)).min(self.end),
            None => self.end,
        }
    }

    fn push(&mut self, value: &Value<'_>) {
        let Kind::String(raw) = value.kind else {
            return;
        };
        let start = value.span.start + 1;
        let mut rest = raw;
        while !rest.is_empty() {
            let place = start + offset(raw.len() - rest.len());
            self.pieces.push((offset(self.text.len()), place));
            rest = match memchr::memchr(b'\\', rest.as_bytes()) {
                Some(0) => self.escape(rest),
                end => {
                    let (plain, behind) = rest.split_at(end.unwrap_or(rest.len()));
                    self.text.push_str(plain);
                    behind
                }
            };
        }
        self.end = start + offset(raw.len());
    }

    /// Adds the character that the escape stands for which `raw` starts with;
    /// what follows it.
    fn escape<'t>(&mut self, raw: &'t str) -> &'t str {
        let mut characters = raw.chars();
        characters.next();
        let character = match characters.next() {
            Some('n') => '\n',
            Some('t') => '\t',
            Some('r') => '\r',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('u') => return self.code(raw),
            Some(other) => other,
            None => '\\',
        };
        if character == '\n' && self.text.ends_with('\r') {
            self.text.pop();
        }
        self.text.push(character);
        characters.as_str()
    }

    /// The same for `\u` and four digits, twice for what needs two of them.
    fn code<'t>(&mut self, raw: &'t str) -> &'t str {
        let unit = |at: usize| {
            let digits = raw.get(at..at + 6)?.strip_prefix("\\u")?;
            u16::from_str_radix(digits, 16).ok()
        };
        let Some(first) = unit(0) else {
            self.text.push_str(&raw[..2]);
            return &raw[2..];
        };
        let units = std::iter::once(first).chain(unit(6));
        if let Some(Ok(character)) = char::decode_utf16(units).next() {
            self.text.push(character);
            &raw[if first & 0xf800 == 0xd800 { 12 } else { 6 }..]
        } else {
            self.text.push(char::REPLACEMENT_CHARACTER);
            &raw[6..]
        }
    }
}

/// A short text, such as a name.
pub(super) fn string(value: Option<&Value<'_>>) -> String {
    value.map(|it| Written::of(it).text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::json;
    use super::*;

    fn written(json: &str) -> Written {
        Written::of(&json::read(json).0.unwrap())
    }

    #[test]
    fn escapes_stand_for_characters() {
        let text = |json: &str| written(json).text;
        assert_eq!(
            text(r#""a\n\t\"\\\/\u00e9\ud83d\ude00""#),
            "a\n\t\"\\/\u{e9}\u{1f600}"
        );
        assert_eq!(text(r#"["a\n", "b", 1, "\r\nc"]"#), "a\nb\nc");
        assert_eq!(text(r#""\ud83d x \uzz \u12""#), "\u{fffd} x \\uzz \\u12");
        assert_eq!(text("1"), "");
    }

    #[test]
    fn each_piece_knows_its_place() {
        let json = r#"["a\n", "b\"c"]"#;
        let written = written(json);
        let at = |range| {
            let span = written.span(range);
            &json[span.start as usize..span.end as usize]
        };
        assert_eq!(written.text, "a\nb\"c");
        assert_eq!(at(0..1), "a");
        assert_eq!(at(2..3), "b");
        assert_eq!(at(4..5), "c");
        assert_eq!(at(2..5), "b\\\"c");
        let whole = written.whole();
        assert_eq!((whole.start, whole.end), (2, 13));
        assert_eq!(written.span(5..5).start, 13);
    }
}
