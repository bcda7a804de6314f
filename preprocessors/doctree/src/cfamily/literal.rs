//! Literals of C++: numbers, texts, letters, and words such as `true`.

use super::bit::{Bit, Part, piece, word};
use super::ids::Ids;
use super::scan::{Read, Scanner, Wrong, is_word};

/// Words that are values, and their ids.
const WORDS: &[(&str, &str)] = &[("nullptr", "LDnE"), ("true", "L1E"), ("false", "L0E")];

/// What stands before a letter, and what its id begins with.
const LETTERS: &[(&str, &str)] = &[("u8", "c"), ("u", "Ds"), ("U", "Di"), ("L", "w"), ("", "c")];

/// Letters that stand for others behind a backslash.
const ESCAPES: &[(char, u32)] = &[
    ('\'', 0x27),
    ('"', 0x22),
    ('\\', 0x5c),
    ('a', 7),
    ('b', 8),
    ('f', 12),
    ('n', 10),
    ('r', 13),
    ('t', 9),
    ('v', 11),
];

impl Scanner<'_> {
    pub(super) fn literal(&mut self) -> Read<Option<Part>> {
        self.space();
        if let Some((text, id)) = WORDS.iter().find(|it| self.takes_word(it.0)) {
            return Ok(Some(Part::new(vec![word(text)], Ids::later(id))));
        }
        if let Some((length, is_whole)) = number(self.rest()) {
            let start = self.at;
            self.at += length;
            let text = self.since(start);
            let id = format!("L{}E", text.replace('\'', ""));
            let part = Part::new(vec![piece("m", text)], Ids::later(&id));
            return Ok(Some(if is_whole { part } else { self.suffixed(part) }));
        }
        if self.peek() == '"' {
            let text = self.string()?;
            let id = format!("LA{}_KcE", text.chars().count() - 2);
            let part = Part::new(vec![piece("s", text)], Ids::later(&id));
            return Ok(Some(self.suffixed(part)));
        }
        let Some((prefix, code)) = LETTERS.iter().find(|it| {
            self.rest()
                .strip_prefix(it.0)
                .is_some_and(|it| it.starts_with('\''))
        }) else {
            return Ok(None);
        };
        let start = self.at + prefix.len();
        self.at = start;
        let value = self.letter()?;
        let mut bits = Vec::new();
        if !prefix.is_empty() {
            bits.push(word(prefix));
        }
        bits.push(piece("sc", self.since(start)));
        let part = Part::new(bits, Ids::later(&format!("{code}{value}")));
        Ok(Some(self.suffixed(part)))
    }

    /// A text in quotes, with them.
    fn string(&mut self) -> Read<&str> {
        let start = self.at;
        let mut escaped = false;
        let mut inside = self.rest().char_indices().skip(1);
        let (end, _) = inside
            .find(|&(_, c)| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\';
                ends
            })
            .ok_or(Wrong)?;
        self.at += end + 1;
        Ok(self.since(start))
    }

    /// The value of a letter in quotes.
    fn letter(&mut self) -> Read<u32> {
        self.at += 1;
        let first = self.peek();
        if first != '\\' {
            self.at += first.len_utf8();
            let plain = first.is_ascii() && !matches!(first, '\'' | '\0');
            return (plain && self.takes("'"))
                .then_some(first.into())
                .ok_or(Wrong);
        }
        self.at += 1;
        let kind = self.peek();
        let (skipped, radix, most, least) = match kind {
            'x' => (1, 16, 2, 2),
            'u' => (1, 16, 4, 4),
            'U' => (1, 16, 8, 8),
            '0'..='7' => (0, 8, 3, 1),
            _ => {
                let escape = ESCAPES.iter().find(|it| it.0 == kind).ok_or(Wrong)?;
                self.at += 1;
                return self.takes("'").then_some(escape.1).ok_or(Wrong);
            }
        };
        self.at += skipped;
        let digits = self.rest().chars().take(most);
        let digits: String = digits.take_while(|c| c.is_digit(radix)).collect();
        self.at += digits.len();
        let value = u32::from_str_radix(&digits, radix).map_err(|_| Wrong)?;
        let is_whole = digits.len() >= least && self.takes("'");
        is_whole.then_some(value).ok_or(Wrong)
    }

    /// The literal with the suffix that an author may have defined.
    fn suffixed(&mut self, literal: Part) -> Part {
        let rest = self.rest();
        let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let starts = rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        if !starts || !rest[..length].is_ascii() {
            return literal;
        }
        let suffix = &rest[..length];
        self.at += length;
        let Part { mut bits, ids } = literal;
        bits.push(Bit::Name {
            name: suffix.to_owned(),
            target: format!("operator\"\"{suffix}"),
        });
        let own = Ids::later(&format!("clL_Zli{length}{suffix}E"));
        Part::new(bits, own.then(&ids).and("E"))
    }
}

/// The length of the number that `text` begins with, and whether it has one of
/// the language's suffixes.
fn number(text: &str) -> Option<(usize, bool)> {
    let (length, suffixes): (usize, &[&str]) = match float(text.as_bytes()) {
        Some(length) => (length, &["f", "F", "l", "L"]),
        None => (integer(text.as_bytes())?, INTEGERS),
    };
    let rest = &text[length..];
    let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    let is_whole = suffixes.contains(&&rest[..end]);
    Some((if is_whole { length + end } else { length }, is_whole))
}

const INTEGERS: &[&str] = &[
    "u", "U", "l", "L", "ll", "LL", "ul", "uL", "ull", "uLL", "Ul", "UL", "Ull", "ULL", "lu", "lU",
    "Lu", "LU", "llu", "llU", "LLu", "LLU",
];

fn float(text: &[u8]) -> Option<usize> {
    let start = usize::from(matches!(text.first(), Some(b'+' | b'-')));
    let decimal = |c: u8| c.is_ascii_digit();
    let hexadecimal = |c: u8| c.is_ascii_hexdigit();
    let whole = digits(text, start, decimal);
    if whole > start
        && let Some(end) = exponent(text, whole, b"eE", decimal)
    {
        return Some(end);
    }
    if let Some(end) = fraction(text, start, whole, decimal) {
        return Some(exponent(text, end, b"eE", decimal).unwrap_or(end));
    }
    if !(text.get(start) == Some(&b'0') && matches!(text.get(start + 1), Some(b'x' | b'X'))) {
        return None;
    }
    let start = start + 2;
    let whole = digits(text, start, hexadecimal);
    if whole > start
        && let Some(end) = exponent(text, whole, b"pP", hexadecimal)
    {
        return Some(end);
    }
    let end = fraction(text, start, whole, hexadecimal)?;
    Some(exponent(text, end, b"pP", hexadecimal).unwrap_or(end))
}

/// The end of a point at `whole` and the digits behind it, if there are any
/// there or before it.
fn fraction(text: &[u8], start: usize, whole: usize, is_digit: fn(u8) -> bool) -> Option<usize> {
    if text.get(whole) != Some(&b'.') {
        return None;
    }
    let end = digits(text, whole + 1, is_digit);
    (whole > start || end > whole + 1).then_some(end)
}

fn exponent(text: &[u8], at: usize, marks: &[u8], is_digit: fn(u8) -> bool) -> Option<usize> {
    marks.contains(text.get(at)?).then_some(())?;
    let start = at + 1 + usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
    let end = digits(text, start, is_digit);
    (end > start).then_some(end)
}

fn integer(text: &[u8]) -> Option<usize> {
    let second = text.get(1).copied().unwrap_or_default();
    let based = match second {
        b'b' | b'B' => digits(text, 2, |c| matches!(c, b'0' | b'1')),
        b'x' | b'X' => digits(text, 2, |c| c.is_ascii_hexdigit()),
        _ => 0,
    };
    match text.first()? {
        b'0' if based > 2 => Some(based),
        b'0' => Some(digits(text, 0, |c| matches!(c, b'0'..=b'7'))),
        b'1'..=b'9' => Some(digits(text, 0, |c| c.is_ascii_digit())),
        _ => None,
    }
}

/// The end of the digits from `start`, which may have `'` between them.
fn digits(text: &[u8], start: usize, is_digit: fn(u8) -> bool) -> usize {
    let is_in = |at: usize| text.get(at).is_some_and(|&c| is_digit(c));
    let mut at = start;
    while is_in(at) || at > start && text.get(at) == Some(&b'\'') && is_in(at + 1) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_end_where_they_end() {
        for (text, length, is_whole) in [
            ("1", 1, false),
            ("1'000ull)", 8, true),
            ("0b101", 5, false),
            ("0x1F + 2", 4, false),
            ("0x1.8p-3L", 9, true),
            (".5e3L", 5, true),
            ("5.", 2, false),
            ("-2e3", 4, false),
            ("0778", 3, false),
            ("7_km", 1, false),
        ] {
            assert_eq!(number(text), Some((length, is_whole)), "{text}");
        }
        assert_eq!(number("x"), None);
        assert_eq!(number("-1"), None);
        assert_eq!(number("."), None);
    }

    #[test]
    fn a_letter_has_its_value_in_its_id() {
        for (text, id) in [("'a'", "c97"), ("L'\\n'", "w10"), ("u'\\x41'", "Ds65")] {
            let part = Scanner::new(text).literal().unwrap().unwrap();
            assert_eq!(part.ids.get(4), Some(id), "{text}");
        }
        assert_eq!(Scanner::new("'ab'").literal(), Err(Wrong));
    }
}
