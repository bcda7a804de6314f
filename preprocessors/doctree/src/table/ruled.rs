//! Lines addressed by column, as they look in a fixed-width font.
//!
//! Wide East Asian characters fill two columns, combining ones none. ASCII
//! lines, which most are, need no index: there a column is a byte.

use crate::line::Line;
use crate::source::{char_width, is_space, offset};

/// What the second column of a wide character holds.
const PAD: char = '\0';

/// The one white space that is wide.
const WIDE_BLANK: char = '\u{3000}';

/// A line with a ruler held to it.
pub(crate) struct Ruled<'s> {
    line: Line<'s>,
    /// For each column the byte it starts at and its character; none if the
    /// line is ASCII.
    columns: Option<Vec<(u32, char)>>,
}

impl<'s> Ruled<'s> {
    /// Measures `line`.
    pub(crate) fn new(line: Line<'s>) -> Self {
        let columns = (!line.text.is_ascii()).then(|| measure(line.text));
        Self { line, columns }
    }

    /// How many columns it fills.
    pub(crate) fn width(&self) -> usize {
        self.columns.as_ref().map_or(self.line.text.len(), Vec::len)
    }

    /// The same without the blanks at the end, which are there before a
    /// combining character.
    pub(crate) fn text_width(&self) -> usize {
        self.columns
            .as_ref()
            .map_or(self.line.text.len(), |columns| {
                let last = columns.iter().rposition(|&(_, c)| !is_space(c));
                last.map_or(0, |at| at + 1)
            })
    }

    /// For each column its character, where that is ASCII, or else 0.
    pub(crate) fn marks(&self) -> impl Iterator<Item = u8> {
        let ascii = self.columns.is_none().then(|| self.line.text.bytes());
        let others = self.columns.iter().flatten();
        ascii
            .into_iter()
            .flatten()
            .chain(others.map(|&(_, c)| u8::try_from(c).ok().filter(u8::is_ascii).unwrap_or(0)))
    }

    /// Whether there is nothing but white space from the column `left` up to
    /// the column `right`.
    pub(crate) fn is_blank(&self, left: usize, right: usize) -> bool {
        let end = right.min(self.width());
        let start = left.min(end);
        match &self.columns {
            None => self.line.text[start..end].chars().all(is_space),
            Some(columns) => columns[start..end].iter().all(|&(_, c)| is_space(c)),
        }
    }

    /// The same where a combining character fills a column of its own, which
    /// docutils has it do when it looks for the first line of a row.
    pub(crate) fn begins_blank(&self, left: usize, right: usize) -> bool {
        if self.columns.is_none() {
            return self.is_blank(left, right);
        }
        let halves = self.line.text.chars().flat_map(|c| {
            let pad = (char_width(c) == 2).then_some(PAD);
            std::iter::once(c).chain(pad)
        });
        let mut cell = halves.take(right).skip(left);
        cell.all(is_space)
    }

    /// The part from the column `left` up to the column `right`, without
    /// white space at its end. A wide blank stays: docutils pads it first.
    fn cut(&self, left: usize, right: usize) -> Line<'s> {
        let end = self.byte(right).unwrap_or(self.line.text.len());
        let start = self.byte(left).unwrap_or_else(|| self.character(left));
        let line = self.line.from(start);
        let text = &line.text[..end.saturating_sub(start)];
        let kept = text.trim_end_matches(is_space).len();
        // Of one that reaches beyond the cell the padding is not there.
        let is_whole = !self.is_second_half(right);
        let padded = if is_whole {
            text
        } else {
            text.strip_suffix(WIDE_BLANK).unwrap_or(text)
        };
        match padded.rfind(WIDE_BLANK) {
            Some(at) if at >= kept => Line {
                text: &text[..at + WIDE_BLANK.len_utf8()],
                ..line
            },
            _ => Line {
                text: &text[..kept],
                ..line
            },
        }
    }

    /// Whether the column holds the second half of a wide character.
    fn is_second_half(&self, column: usize) -> bool {
        let columns = self.columns.as_ref();
        let mark = columns.and_then(|columns| columns.get(column));
        mark.is_some_and(|&(_, c)| c == PAD)
    }

    /// Where the column begins, if there is anything in it. A combining
    /// character before all columns is in none.
    fn byte(&self, column: usize) -> Option<usize> {
        match &self.columns {
            None => Some(column.min(self.line.text.len())),
            Some(columns) => columns.get(column).map(|&(at, _)| at as usize),
        }
    }

    /// Where the character of this number begins, or else the end: docutils
    /// looks there for a column behind the last.
    fn character(&self, number: usize) -> usize {
        let text = self.line.text;
        let mut places = text.char_indices();
        places.nth(number).map_or(text.len(), |(at, _)| at)
    }
}

fn measure(text: &str) -> Vec<(u32, char)> {
    let mut columns = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match char_width(c) {
            0 => {}
            1 => columns.push((offset(at), c)),
            _ => columns.extend([(offset(at), c), (offset(at + c.len_utf8()), PAD)]),
        }
    }
    columns
}

/// What `lines` hold from the column `left` up to the column `right`, without
/// the indentation that all of it shares (docutils' `get_2D_block`).
pub(crate) fn block<'s>(lines: &[Ruled<'s>], left: usize, right: usize) -> Vec<Line<'s>> {
    let mut block: Vec<_> = lines.iter().map(|line| line.cut(left, right)).collect();
    let indent = block
        .iter()
        .zip(lines)
        .filter_map(|(line, ruled)| match line.text {
            // What is left of a wide blank is none.
            _ if ruled.is_second_half(left) => Some(0),
            "" => None,
            _ => Some(indent(line)),
        })
        .min()
        .unwrap_or(0);
    if indent > 0 {
        for line in &mut block {
            *line = line.skip(indent);
        }
    }
    block
}

/// The white space that `line` starts with, in characters. An ideographic
/// space ends it, as docutils pads that to two columns before it looks.
fn indent(line: &Line<'_>) -> usize {
    let is_wide = |c: char| char_width(c) == 2;
    let spaces = line.text.chars().take_while(|&c| is_space(c));
    let narrow = spaces.clone().take_while(|&c| !is_wide(c)).count();
    narrow + usize::from(spaces.count() > narrow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line<'_> {
        Line {
            text,
            start: 0,
            source: 0,
        }
    }

    fn texts(rows: &[&str], left: usize, right: usize) -> Vec<String> {
        let ruled: Vec<_> = rows.iter().map(|row| Ruled::new(line(row))).collect();
        let block = block(&ruled, left, right);
        block.iter().map(|line| line.text.to_owned()).collect()
    }

    #[test]
    fn columns_count_what_is_seen() {
        assert_eq!(Ruled::new(line("abc")).width(), 3);
        assert_eq!(Ruled::new(line("e\u{301}é")).width(), 2);
        assert_eq!(Ruled::new(line("日本")).width(), 4);
    }

    #[test]
    fn combining_characters_stay_with_their_base() {
        assert_eq!(texts(&["| e\u{301}x | y"], 1, 4), ["e\u{301}x"]);
    }

    #[test]
    fn a_wide_character_belongs_to_the_cell_of_its_first_half() {
        assert_eq!(texts(&["日本語"], 0, 3), ["日本"]);
        assert_eq!(texts(&["日本語"], 3, 6), ["語"]);
    }

    #[test]
    fn shared_indentation_is_cut_and_blank_lines_do_not_count() {
        assert_eq!(texts(&["  a", "", "   b"], 0, 9), ["a", "", " b"]);
        assert_eq!(texts(&["", ""], 3, 9), ["", ""]);
        assert_eq!(texts(&["\u{3000}\u{3000}a"], 0, 9), ["\u{3000}a"]);
    }

    #[test]
    fn a_wide_character_that_reaches_into_a_margin_is_seen_there() {
        let ruled = Ruled::new(line("a日 b"));
        assert!(!ruled.is_blank(2, 4));
        assert!(ruled.is_blank(3, 4));
        assert!(ruled.is_blank(5, usize::MAX));
    }
}
