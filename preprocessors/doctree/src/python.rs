//! Values as Python shows them: docutils does so in messages and in
//! pseudo-XML.

use std::fmt::Write;

/// `text` as Python's `repr` writes it.
pub(crate) fn repr(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\\' => out.push_str("\\\\"),
            c if c == quote => out.extend(['\\', c]),
            '\0'..='\x1f' | '\x7f'..='\u{a0}' | '\u{ad}' => {
                let _ = write!(out, "\\x{:02x}", u32::from(c));
            }
            c if is_unprintable(c) => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

/// White space, and characters that only direct others, as far as they are in
/// the first plane.
fn is_unprintable(c: char) -> bool {
    (c.is_whitespace() && c != ' ')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{e000}'..='\u{f8ff}' | '\u{feff}')
}

/// The whole number that `text` is to Python's `int`, in its plain form.
pub(crate) fn int(text: &str) -> Option<String> {
    let text = text.trim();
    let (minus, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let mut plain = String::new();
    for part in digits.split('_') {
        let digits: Option<String> = part.chars().map(digit).collect();
        plain += &digits.filter(|it| !it.is_empty())?;
    }
    match plain.trim_start_matches('0') {
        "" => Some("0".into()),
        plain => Some(format!("{minus}{plain}")),
    }
}

/// The digit that `c` is in any script, as one of ASCII.
fn digit(c: char) -> Option<char> {
    if c.is_ascii() {
        return c.is_ascii_digit().then_some(c);
    }
    let zero = ZEROS[..ZEROS.partition_point(|&zero| zero <= u32::from(c))].last()?;
    char::from_digit(u32::from(c) - zero, 10)
}

/// The zeros of Unicode's decimal digits (category `Nd`) but ASCII's; nine
/// digits follow each.
const ZEROS: &[u32] = &[
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650,
    0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50,
    0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_may_have_signs_and_underscores() {
        assert_eq!(int(" +0_12 ").as_deref(), Some("12"));
        assert_eq!(int("-007").as_deref(), Some("-7"));
        assert_eq!(int("-0").as_deref(), Some("0"));
        assert_eq!(int("٤_२𝟗").as_deref(), Some("429"));
        assert_eq!(int("9999999999999999999999").map(|it| it.len()), Some(22));
        for text in ["", "1__2", "_1", "x", "- 1", "1.0", "²", "Ⅷ"] {
            assert_eq!(int(text), None, "{text}");
        }
    }

    #[test]
    fn quotes_are_those_that_need_no_escape() {
        assert_eq!(repr("it's"), "\"it's\"");
        assert_eq!(repr("a\nb"), "'a\\nb'");
        assert_eq!(repr("'\""), "'\\'\"'");
        assert_eq!(repr("\u{1f}\u{a0}\u{200b}é"), "'\\x1f\\xa0\\u200bé'");
    }
}
