//! The words of Python's expressions.
//!
//! (*The Python Language Reference*, "Lexical analysis".)

use std::str::Chars;

/// How many tokens an expression may have: enough for any that is written by
/// hand, and few enough for all that nests.
const LIMIT: usize = 1000;

/// A word of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Name(String),
    /// As written.
    Number(String),
    String {
        bytes: bool,
        value: String,
    },
    Operator(&'static str),
}

/// Those of several characters come before those that start like them.
const OPERATORS: &[&str] = &[
    "...", "**", "//", "<<", ">>", "->", ":=", "==", "!=", "<=", ">=", "(", ")", "[", "]", "{",
    "}", ",", ":", ".", "=", "+", "-", "*", "/", "%", "@", "&", "|", "^", "~", "<", ">",
];

/// The tokens of `text`; none if there is anything else in it.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (token, length) = next(rest)?;
        tokens.push(token);
        rest = rest[length..].trim_start();
        if tokens.len() > LIMIT {
            return None;
        }
    }
    Some(tokens)
}

fn next(text: &str) -> Option<(Token, usize)> {
    let first = text.chars().next()?;
    let second = text[first.len_utf8()..].chars().next();
    let is_digit = |c: char| c.is_ascii_digit();
    if is_digit(first) || first == '.' && second.is_some_and(is_digit) {
        let length = number(text);
        return Some((Token::Number(text[..length].to_owned()), length));
    }
    if let Some(found) = string(text) {
        return Some(found);
    }
    if first.is_alphabetic() || first == '_' {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let length = text.find(|c| !is_name(c)).unwrap_or(text.len());
        let is_before_string = text[length..].starts_with(['\'', '"']);
        return (!is_before_string).then(|| (Token::Name(text[..length].to_owned()), length));
    }
    let operator = OPERATORS.iter().find(|it| text.starts_with(**it))?;
    Some((Token::Operator(operator), operator.len()))
}

/// The length of the number at the start of `text`.
fn number(text: &str) -> usize {
    let mut before = '0';
    let is_hex = text.starts_with("0x") || text.starts_with("0X");
    let end = text.find(|c: char| {
        let is_sign = !is_hex && matches!(before, 'e' | 'E') && matches!(c, '+' | '-');
        before = c;
        !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_') || is_sign)
    });
    end.unwrap_or(text.len())
}

/// The string at the start of `text`, and its length.
fn string(text: &str) -> Option<(Token, usize)> {
    let start = text.find(['\'', '"']).filter(|&it| it <= 2)?;
    let prefix = text[..start].to_ascii_lowercase();
    if !matches!(prefix.as_str(), "" | "r" | "b" | "u" | "br" | "rb") {
        return None;
    }
    let quote = &text[start..=start];
    let triple = quote.repeat(3);
    let quote = if text[start..].starts_with(&triple) {
        &triple
    } else {
        quote
    };
    let body = &text[start + quote.len()..];
    let end = end_of(body, quote)?;
    let value = if prefix.contains('r') {
        body[..end].to_owned()
    } else {
        unescaped(&body[..end])
    };
    let bytes = prefix.contains('b');
    let length = start + 2 * quote.len() + end;
    Some((Token::String { bytes, value }, length))
}

/// Where the string that `body` starts with ends.
fn end_of(body: &str, quote: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        if !escaped && body[at..].starts_with(quote) {
            return Some(at);
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

/// The value of what is written in a string.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('a') => out.push('\x07'),
            Some('b') => out.push('\x08'),
            Some('f') => out.push('\x0c'),
            Some('v') => out.push('\x0b'),
            Some('0') => out.push('\0'),
            Some('x') => code(&mut chars, 2, &mut out),
            Some('u') => code(&mut chars, 4, &mut out),
            Some('U') => code(&mut chars, 8, &mut out),
            Some(c @ ('\\' | '\'' | '"')) => out.push(c),
            Some(c) => out.extend(['\\', c]),
            None => out.push('\\'),
        }
    }
    out
}

/// The character whose number the next `digits` are.
fn code(chars: &mut Chars<'_>, digits: usize, out: &mut String) {
    let written: String = chars.clone().take(digits).collect();
    let number = u32::from_str_radix(&written, 16).ok();
    if let Some(c) = number.and_then(char::from_u32) {
        chars.nth(digits - 1);
        out.push(c);
    }
}
