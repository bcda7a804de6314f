//! Addresses of links and pictures.

use super::escape::Place;

/// `uri` as it stands in the parentheses of a link or a picture.
pub(super) fn destination(uri: &str, place: Place) -> String {
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '(' | ')' | '<' | '>');
    let bracketed = uri.is_empty() || uri.contains(odd);
    let mut out = String::with_capacity(uri.len() + 2);
    if bracketed {
        out.push('<');
    }
    for c in uri.chars() {
        match c {
            '\n' | '\r' | '\t' | '\x0b' | '\x0c' => out.push(' '),
            '\0' => out.push('\u{fffd}'),
            '<' | '>' | '\\' | '&' => out.extend(['\\', c]),
            '|' if place == Place::Cell => out.push_str("\\|"),
            '{' if out.ends_with('{') => out.push_str("\\{"),
            c => out.push(c),
        }
    }
    if bracketed {
        out.push('>');
    }
    out
}

/// Whether `<uri>` is a link: an absolute address without odd characters.
pub(super) fn is_autolink(uri: &str) -> bool {
    let Some((scheme, rest)) = uri.split_once(':') else {
        return false;
    };
    let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (2..=32).contains(&scheme.len())
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(name)
        && rest
            .chars()
            .all(|c| c.is_alphanumeric() || c.is_ascii_punctuation() && !"<>|{`\\".contains(c))
}
