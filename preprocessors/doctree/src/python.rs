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
    let parts = digits.split('_');
    if !parts.clone().all(is_number) {
        return None;
    }
    let digits = parts.collect::<String>();
    match digits.trim_start_matches('0') {
        "" => Some("0".into()),
        plain => Some(format!("{minus}{plain}")),
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_may_have_signs_and_underscores() {
        assert_eq!(int(" +0_12 ").as_deref(), Some("12"));
        assert_eq!(int("-007").as_deref(), Some("-7"));
        assert_eq!(int("-0").as_deref(), Some("0"));
        assert_eq!(int("9999999999999999999999").map(|it| it.len()), Some(22));
        for text in ["", "1__2", "_1", "x", "- 1", "1.0"] {
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
