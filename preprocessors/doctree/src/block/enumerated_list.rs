//! > Enumerated lists (a.k.a. "ordered" lists) are similar to bullet lists,
//! > but use enumerators instead of bullets. An enumerator consists of an
//! > enumeration sequence member and formatting, followed by whitespace.
//!
//! (*Enumerated Lists*.) Sequences: arabic, alphabet, roman, each in both
//! cases, and `#`; formats: `1.`, `1)`, `(1)`.

use super::bullet_list::list_item;
use super::{Kind, Notice, Reader, Stand};
use crate::diagnostic::Severity;
use crate::tree::element::{Enumeration, Enumtype};

/// An enumerator, as far as one line tells.
struct Enumerator<'s> {
    text: &'s str,
    format: Format,
    /// How many columns it takes with the blanks behind it.
    width: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Format {
    prefix: &'static str,
    suffix: &'static str,
}

/// The numeral of an item: its kind and its value; `None` for `#`.
type Numeral = Option<(Enumtype, u64)>;

/// All kinds, in the order in which a numeral is tried as each.
const SEQUENCES: [Enumtype; 5] = [
    Enumtype::Arabic,
    Enumtype::Loweralpha,
    Enumtype::Upperalpha,
    Enumtype::Lowerroman,
    Enumtype::Upperroman,
];

pub(super) fn matches(text: &str) -> bool {
    enumerator(text).is_some_and(|it| {
        it.text == "#" || SEQUENCES.into_iter().any(|kind| looks_like(it.text, kind))
    })
}

pub(super) fn read(reader: &mut Reader<'_, '_>) -> bool {
    let Some(first) = enumerator(reader.text()) else {
        return false;
    };
    let Some(numeral) = numeral(first.text, None) else {
        return false;
    };
    if !second_line_fits(reader, numeral, first.format) {
        return false;
    }
    let (enumtype, ordinal) = numeral.unwrap_or((Enumtype::Arabic, 1));
    let Format { prefix, suffix } = first.format;
    let enumeration = Enumeration {
        enumtype,
        prefix,
        suffix,
        start: ordinal,
    };
    let start = reader.at;
    let line = reader.lines[start].span();
    let (items, blank_finish) = items(reader, &first, numeral);
    reader.push(start, Kind::EnumeratedList { enumeration, items });
    if ordinal != 1 {
        let message = format!(
            "Enumerated list start value not ordinal-1: \"{}\" (ordinal {ordinal})",
            first.text
        );
        let notice = Notice::new(Severity::Info, message, line);
        reader.notice(notice.standing(Stand::Past));
    }
    if !blank_finish {
        let warning = reader.unindent("Enumerated list");
        reader.notice(warning.standing(Stand::Past));
    }
    true
}

fn items<'s>(
    reader: &mut Reader<'_, 's>,
    first: &Enumerator<'s>,
    numeral: Numeral,
) -> (Vec<super::Block<'s>>, bool) {
    let enumtype = numeral.map_or(Enumtype::Arabic, |(enumtype, _)| enumtype);
    let (item, mut blank_finish) = list_item(reader, first.width);
    let mut items = vec![item];
    let mut last = numeral;
    while reader.skip_blank() {
        let Some(next) = enumerator(reader.text()).filter(|next| next.format == first.format)
        else {
            break;
        };
        let Some(it) = self::numeral(next.text, Some(enumtype)) else {
            break;
        };
        let follows = match (it, last) {
            (None, _) => true,
            (Some((kind, ordinal)), Some((_, before))) => {
                kind == enumtype && before.checked_add(1) == Some(ordinal)
            }
            (Some(_), None) => false,
        };
        if !follows || !second_line_fits(reader, it, next.format) {
            break;
        }
        let (item, finish) = list_item(reader, next.width);
        items.push(item);
        blank_finish = finish;
        last = it;
    }
    (items, blank_finish)
}

fn enumerator(text: &str) -> Option<Enumerator<'_>> {
    let (prefix, rest) = text
        .strip_prefix('(')
        .map_or(("", text), |rest| ("(", rest));
    let length = if rest.starts_with('#') {
        1
    } else {
        rest.bytes().take_while(u8::is_ascii_alphanumeric).count()
    };
    let suffix = match (prefix, rest.as_bytes().get(length)?) {
        (_, b')') => ")",
        ("", b'.') => ".",
        _ => return None,
    };
    let after = &rest[length + 1..];
    let blanks = after.len() - after.trim_start_matches(' ').len();
    let fits = length > 0 && (blanks > 0 || after.is_empty());
    let width = prefix.len() + length + 1 + blanks;
    fits.then_some(Enumerator {
        text: &rest[..length],
        format: Format { prefix, suffix },
        width,
    })
}

/// What kind of numeral `text` is and what it counts. The outer option is
/// none for a text that is no numeral.
fn numeral(text: &str, expected: Option<Enumtype>) -> Option<Numeral> {
    if text == "#" {
        return Some(None);
    }
    let likely = match (expected, text) {
        (Some(expected), _) => Some(expected),
        (None, "i") => Some(Enumtype::Lowerroman),
        (None, "I") => Some(Enumtype::Upperroman),
        (None, _) => None,
    };
    let kind = likely
        .into_iter()
        .chain(SEQUENCES)
        .find(|&kind| looks_like(text, kind))?;
    Some(Some((kind, ordinal(text, kind)?)))
}

fn looks_like(text: &str, kind: Enumtype) -> bool {
    let all = |accept: fn(&u8) -> bool| text.bytes().all(|byte| accept(&byte));
    match kind {
        Enumtype::Arabic => all(u8::is_ascii_digit),
        Enumtype::Loweralpha => text.len() == 1 && all(u8::is_ascii_lowercase),
        Enumtype::Upperalpha => text.len() == 1 && all(u8::is_ascii_uppercase),
        Enumtype::Lowerroman => text.bytes().all(|byte| b"ivxlcdm".contains(&byte)),
        Enumtype::Upperroman => text.bytes().all(|byte| b"IVXLCDM".contains(&byte)),
    }
}

fn ordinal(text: &str, kind: Enumtype) -> Option<u64> {
    match kind {
        Enumtype::Arabic => text.parse().ok(),
        Enumtype::Loweralpha | Enumtype::Upperalpha => text
            .bytes()
            .next()
            .map(|byte| u64::from(byte.to_ascii_lowercase() - b'a') + 1),
        Enumtype::Lowerroman | Enumtype::Upperroman => from_roman(&text.to_ascii_uppercase()),
    }
}

/// The second line of an item must be blank, indented, or the next enumerator.
fn second_line_fits(reader: &Reader<'_, '_>, numeral: Numeral, format: Format) -> bool {
    let Some(next) = reader.peek(1) else {
        return true;
    };
    if next.text.is_empty() || next.text.starts_with(char::is_whitespace) {
        return true;
    }
    let following = match numeral {
        None => Some("#".to_owned()),
        Some((kind, ordinal)) => ordinal
            .checked_add(1)
            .and_then(|ordinal| write(ordinal, kind)),
    };
    let Some(following) = following else {
        return false;
    };
    [following.as_str(), "#"].iter().any(|it| {
        next.text
            .strip_prefix(format.prefix)
            .and_then(|rest| rest.strip_prefix(it))
            .and_then(|rest| rest.strip_prefix(format.suffix))
            .is_some_and(|rest| rest.starts_with(' '))
    })
}

fn write(ordinal: u64, kind: Enumtype) -> Option<String> {
    let letter = |base: u8| {
        u8::try_from(ordinal)
            .ok()
            .filter(|&it| it <= 26)
            .map(|it| char::from(base + it - 1).to_string())
    };
    match kind {
        Enumtype::Arabic => Some(ordinal.to_string()),
        Enumtype::Loweralpha => letter(b'a'),
        Enumtype::Upperalpha => letter(b'A'),
        Enumtype::Lowerroman => to_roman(ordinal).map(|it| it.to_ascii_lowercase()),
        Enumtype::Upperroman => to_roman(ordinal),
    }
}

const ROMAN: [(u64, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

fn to_roman(mut number: u64) -> Option<String> {
    if !(1..=4999).contains(&number) {
        return None;
    }
    let mut out = String::new();
    for (value, digits) in ROMAN {
        while number >= value {
            out.push_str(digits);
            number -= value;
        }
    }
    Some(out)
}

/// The value of a numeral in its canonical form; none for any other.
fn from_roman(text: &str) -> Option<u64> {
    let mut rest = text;
    let mut number = 0;
    for (value, digits) in ROMAN {
        while let Some(after) = rest.strip_prefix(digits).filter(|_| number < 5000) {
            number += value;
            rest = after;
        }
    }
    (rest.is_empty() && to_roman(number).as_deref() == Some(text)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_are_read_in_their_canonical_form_only() {
        assert_eq!(from_roman("MCMXCIV"), Some(1994));
        assert_eq!(from_roman("IIII"), None);
        assert_eq!(from_roman("MMMMCMXCIX"), Some(4999));
        assert_eq!(to_roman(5000), None);
    }
}
