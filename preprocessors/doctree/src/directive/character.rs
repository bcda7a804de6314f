//! Characters as options name them: by themselves, by their code or by name.

use super::Value;
use super::convert::NONE_SUPPLIED;
use crate::python::repr;

/// An option whose value is a delimiter; see [`delimiter`].
pub(super) fn delimiter_option(argument: Option<&str>) -> Result<Value, String> {
    let c = delimiter(argument.ok_or(NONE_SUPPLIED)?)?;
    Ok(Value::Text(c.into()))
}

/// An option whose value is a character; see [`character`].
pub(super) fn character_option(argument: Option<&str>) -> Result<Value, String> {
    let c = character(argument.ok_or(NONE_SUPPLIED)?)?;
    Ok(Value::Text(c.into()))
}

/// The delimiter that `argument` names: as in [`character`], or `tab` or
/// `space` (docutils' `single_char_or_whitespace_or_unicode`).
fn delimiter(argument: &str) -> Result<char, String> {
    match argument {
        "tab" => Ok('\t'),
        "space" => Ok(' '),
        _ => character(argument),
    }
}

/// The one character that `argument` is, or whose code it is: decimal, or
/// hexadecimal as in `0x22`, `x22`, `\x22`, `U+22`, `u22`, `\u22`, `&#x22;`
/// (docutils' `single_char_or_unicode`).
fn character(argument: &str) -> Result<char, String> {
    let mut chars = argument.chars();
    match (by_code(argument), chars.next(), chars.next()) {
        (Some(result), ..) => result,
        (None, Some(only), None) => Ok(only),
        _ => Err(format!(
            "{} invalid; must be a single character or a Unicode code",
            repr(argument)
        )),
    }
}

/// The character whose code `argument` is, if it is a code; an error if the
/// code is no character's (docutils' `unicode_code`).
pub(super) fn by_code(argument: &str) -> Option<Result<char, String>> {
    code(argument).map(|(digits, radix)| from_code(digits, radix))
}

/// The digits of a code and their base, if `argument` is one.
fn code(argument: &str) -> Option<(&str, u32)> {
    let all = |digits: &str, radix| !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    if all(argument, 10) {
        return Some((argument, 10));
    }
    let (head, entity) = match argument.strip_suffix(';') {
        Some(head) => (head, true),
        None => (argument, false),
    };
    let prefixes: &[_] = if entity {
        &["&#x"]
    } else {
        &["0x", "x", "\\x", "u+", "u", "\\u"]
    };
    prefixes.iter().find_map(|prefix| {
        let start = head.get(..prefix.len())?;
        let digits = &head[prefix.len()..];
        (start.eq_ignore_ascii_case(prefix) && all(digits, 16)).then_some((digits, 16))
    })
}

fn from_code(digits: &str, radix: u32) -> Result<char, String> {
    let Ok(code) = i32::from_str_radix(digits, radix) else {
        return Err("code too large (Python int too large to convert to C int)".into());
    };
    u32::try_from(code)
        .ok()
        .and_then(char::from_u32)
        .ok_or_else(|| "chr() arg not in range(0x110000)".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_stand_for_themselves_or_are_named() {
        for (argument, expected) in [
            (";", ';'),
            ("x", 'x'),
            ("\\", '\\'),
            ("59", ';'),
            ("0x5C", '\\'),
            ("u+5c", '\\'),
            ("U5c", '\\'),
            ("&#x5c;", '\\'),
            ("tab", '\t'),
            ("space", ' '),
        ] {
            assert_eq!(delimiter(argument), Ok(expected), "{argument}");
        }
        assert!(character("tab").is_err());
    }

    #[test]
    fn errors_are_docutils_own() {
        let error = |argument| delimiter(argument).unwrap_err();
        let invalid = "invalid; must be a single character or a Unicode code";
        assert_eq!(error("multiple"), format!("'multiple' {invalid}"));
        assert_eq!(error("it's"), format!("\"it's\" {invalid}"));
        let large = "code too large (Python int too large to convert to C int)";
        assert_eq!(error("U+9999999999999"), large);
        assert_eq!(error("U+110000"), "chr() arg not in range(0x110000)");
    }
}
