//! HTML as tags and text (HTML standard, section 13.2.5, as far as it takes).

/// A piece of HTML.
#[derive(Debug)]
pub(super) enum Token<'h> {
    /// Text, its character references still in it.
    Text(&'h str),
    /// A start tag: its name in lower case, and what stands behind it.
    Start(String, &'h str),
    /// An end tag.
    End(String),
    /// An element that is kept as it is, or left out: its name, all of it.
    Whole(&'static str, &'h str),
}

/// Elements that are not taken apart.
const WHOLE: [&str; 8] = [
    "head", "iframe", "noscript", "script", "style", "svg", "template", "textarea",
];

/// The pieces of `html`.
pub(super) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    // Where no end of an element was found there is none further down.
    let mut unended: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            tokens.push(Token::Text(&rest[..at]));
        }
        let from = &rest[at..];
        let whole = whole(from).filter(|it| !unended.contains(it));
        let (token, length) = match whole.map(|name| (name, end_of(from, name))) {
            Some((name, Some(end))) => (Some(Token::Whole(name, &from[..end])), end),
            Some((name, None)) => {
                unended.push(name);
                (Some(Token::Whole(name, from)), from.len())
            }
            None => tag(from),
        };
        tokens.extend(token);
        rest = &from[length..];
    }
    if !rest.is_empty() {
        tokens.push(Token::Text(rest));
    }
    tokens
}

/// The value of the attribute `name`, its character references resolved, in
/// what stands behind the name of a tag.
pub(super) fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/'));
        let (found, behind) = rest.split_at(end.unwrap_or(rest.len()));
        let Some(value) = behind.trim_start().strip_prefix('=') else {
            if rest.is_empty() {
                return None;
            }
            if found.eq_ignore_ascii_case(name) {
                return Some(String::new());
            }
            rest = behind;
            continue;
        };
        let (value, after) = value_of(value.trim_start());
        if found.eq_ignore_ascii_case(name) {
            return Some(unescape(value));
        }
        rest = after;
    }
}

/// The value at the start of `text`, and what follows it.
fn value_of(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    let end = text.find(|c: char| c.is_ascii_whitespace());
    text.split_at(end.unwrap_or(text.len()))
}

/// The name of the element that starts `html`, if it is one of [`WHOLE`].
fn whole(html: &str) -> Option<&'static str> {
    let rest = html.get(1..)?;
    let is = |name: &&&str| {
        let start = rest.get(..name.len());
        let next = rest.as_bytes().get(name.len());
        start.is_some_and(|it| it.eq_ignore_ascii_case(name))
            && next.is_none_or(|it| !it.is_ascii_alphanumeric())
    };
    WHOLE.iter().find(is).copied()
}

/// Where the element `name` ends that `html` starts with.
fn end_of(html: &str, name: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = html[at..].find("</") {
        at += found + 2;
        let rest = html[at..].get(..name.len());
        if rest.is_some_and(|it| it.eq_ignore_ascii_case(name)) {
            let end = html[at..].find('>').map_or(html.len(), |it| at + it + 1);
            return Some(end);
        }
    }
    None
}

/// The tag, comment or sign that `html` starts with, and its length.
fn tag(html: &str) -> (Option<Token<'_>>, usize) {
    let declaration = [("<!--", "-->"), ("<!", ">"), ("<?", ">")];
    for (start, end) in declaration {
        if html.starts_with(start) {
            let length = html.find(end).map_or(html.len(), |it| it + end.len());
            return (None, length);
        }
    }
    let closing = html[1..].starts_with('/');
    let inner = &html[1 + usize::from(closing)..];
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return (Some(Token::Text("<")), 1);
    }
    let length = inner_length(inner);
    let name_end = inner[..length].find(|c: char| c.is_ascii_whitespace() || c == '/');
    let (name, rest) = inner[..length].split_at(name_end.unwrap_or(length));
    let name = name.to_ascii_lowercase();
    let token = if closing {
        Token::End(name)
    } else {
        Token::Start(name, rest)
    };
    let whole = html.len() - inner.len() + length;
    (Some(token), (whole + 1).min(html.len()))
}

/// How much of `inner` stands before the `>` that ends the tag.
fn inner_length(inner: &str) -> usize {
    let mut quote = None;
    for (at, byte) in inner.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') if inner.as_bytes()[at - 1] == b'=' => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    // A quote that never ends is none.
    inner.find('>').unwrap_or(inner.len())
}

/// Names of characters that programs write.
const NAMES: [(&str, char); 14] = [
    ("amp", '&'),
    ("apos", '\''),
    ("gt", '>'),
    ("hellip", '\u{2026}'),
    ("laquo", '\u{ab}'),
    ("ldquo", '\u{201c}'),
    ("lt", '<'),
    ("mdash", '\u{2014}'),
    ("nbsp", '\u{a0}'),
    ("ndash", '\u{2013}'),
    ("quot", '"'),
    ("raquo", '\u{bb}'),
    ("rdquo", '\u{201d}'),
    ("times", '\u{d7}'),
];

/// `text` with its character references resolved.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let from = &rest[at + 1..];
        let end = from.bytes().take(10).position(|it| it == b';');
        if let Some((character, end)) = end.and_then(|end| Some((reference(&from[..end])?, end))) {
            out.push(character);
            rest = &from[end + 1..];
        } else {
            out.push('&');
            rest = from;
        }
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Option<char> {
    let code = match name.strip_prefix('#') {
        None => return NAMES.iter().find(|it| it.0 == name).map(|it| it.1),
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        },
    };
    char::from_u32(code.ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> String {
        let shown = tokens(html).into_iter().map(|it| match it {
            Token::Text(text) => format!("'{text}'"),
            Token::Start(name, _) => name,
            Token::End(name) => format!("/{name}"),
            Token::Whole(name, all) => format!("{name}:{}", all.len()),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tags_are_told_from_text() {
        assert_eq!(
            shown("<P a='>'>1 < 2<!-- <b> --></p><br/><script>if (a<b) '</b>'</script >x"),
            "p '1 ' '<' ' 2' /p br script:33 'x'"
        );
        assert_eq!(shown("<svg><g/></svg><scripts>"), "svg:15 scripts");
        assert_eq!(shown("a<"), "'a' '<'");
        assert_eq!(shown("<a b=\"c"), "a");
        assert_eq!(shown("<script>x"), "script:9");
    }

    #[test]
    fn attributes_have_values() {
        let value = |tag: &str| attribute(tag, "b").unwrap_or("none".into());
        assert_eq!(value(" a=1 B='2 &lt;' c"), "2 <");
        assert_eq!(value(" a b c"), "");
        assert_eq!(value(" a=\"b\" c=b"), "none");
        assert_eq!(value(" b = 3/"), "3/");
        assert_eq!(value(" ="), "none");
    }

    #[test]
    fn references_stand_for_characters() {
        assert_eq!(unescape("&lt;&#65;&#x42;&nbsp;&no;&"), "<AB\u{a0}&no;&");
    }
}
