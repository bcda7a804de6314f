//! The backslash overrides the special meaning of the character after it.
//!
//! (*Escaping Mechanism*.) While text is read, a NUL stands for the backslash,
//! so that every place stays where it was.

use std::borrow::Cow;

use crate::options::{Options, SmartQuotes};

/// `text` with a NUL for every escaping backslash.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\\', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            out.push('\0');
            out.extend(chars.next());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// The text as it is to be shown: without NULs, and without the white space
/// that they escape.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    if memchr::memchr(0, text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\0') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix([' ', '\n']) {
            rest = after;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The text for a node. While quotes are still to be made smart, it keeps its
/// NULs, since an escaped quote stays straight.
pub(crate) fn shown<'t>(text: &'t str, options: &Options) -> Cow<'t, str> {
    match options.smart_quotes {
        SmartQuotes::No => unescape(text),
        SmartQuotes::Yes | SmartQuotes::Alternative => Cow::Borrowed(text),
    }
}

/// The text as it was written: with backslashes again.
pub(crate) fn restore(text: &str) -> Cow<'_, str> {
    if memchr::memchr(0, text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace('\0', "\\"))
}

/// `text` split where white space is escaped.
pub(crate) fn split_escaped_whitespace(text: &str) -> Vec<&str> {
    text.split("\0 ")
        .flat_map(|part| part.split("\0\n"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backslashes_come_and_go() {
        let escaped = escape(r"a\*b\ c\\d");
        assert_eq!(escaped, "a\0*b\0 c\0\\d");
        assert_eq!(unescape(&escaped), r"a*bc\d");
        assert_eq!(restore(&escaped), r"a\*b\ c\\d");
        assert_eq!(escape("plain"), "plain");
    }
}
