//! The tags of a piece of HTML, with their places.
//!
//! Follows the tokenizer of the HTML standard (section 13.2.5) as far as it
//! takes to find tags and attributes: comments, declarations, quoted values,
//! and elements whose content is not markup.

use std::ops::Range;

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// The element's name, in lower case.
    pub(crate) name: String,
    /// Whether it ends an element.
    pub(crate) closing: bool,
    /// Whether no end tag belongs to it.
    pub(crate) empty: bool,
    /// Names, in lower case, and where the values stand.
    pub(crate) attributes: Vec<(String, Range<usize>)>,
    /// Where the tag stands.
    pub(crate) range: Range<usize>,
}

/// Elements that have no content (HTML standard, section 13.1.2).
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements whose content is text up to their end tag.
const TEXT: [&str; 4] = ["script", "style", "textarea", "title"];

/// The tags of `html`, in order.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|it| at + it) {
        at = match skip_declaration(html, start) {
            Some(end) => end,
            None => match tag(html, start) {
                Some(tag) => {
                    let end = after(html, &tag);
                    found.push(tag);
                    end
                }
                None => start + 1,
            },
        };
    }
    found
}

/// The value of `tag`'s attribute `name`.
pub(crate) fn attribute<'h>(
    html: &'h str,
    tag: &Tag,
    name: &str,
) -> Option<(&'h str, Range<usize>)> {
    tag.attributes
        .iter()
        .find(|(it, _)| it == name)
        .map(|(_, range)| (&html[range.clone()], range.clone()))
}

/// The end of the comment, declaration or instruction at `start`, if one is there.
fn skip_declaration(html: &str, start: usize) -> Option<usize> {
    let rest = &html[start..];
    let end = if rest.starts_with("<!--") {
        "-->"
    } else if rest.starts_with("<![CDATA[") {
        "]]>"
    } else if rest.starts_with("<!") || rest.starts_with("<?") {
        ">"
    } else {
        return None;
    };
    Some(
        rest.find(end)
            .map_or(html.len(), |it| start + it + end.len()),
    )
}

/// Where to read on behind `tag`: behind its text, if it holds text alone.
fn after(html: &str, tag: &Tag) -> usize {
    if tag.closing || tag.empty || !TEXT.contains(&tag.name.as_str()) {
        return tag.range.end;
    }
    let rest = html[tag.range.end..].to_ascii_lowercase();
    rest.find(&format!("</{}", tag.name))
        .map_or(html.len(), |it| tag.range.end + it)
}

/// The tag at `start`, if one is there and ends.
fn tag(html: &str, start: usize) -> Option<Tag> {
    let bytes = html.as_bytes();
    let closing = bytes.get(start + 1) == Some(&b'/');
    let from = start + 1 + usize::from(closing);
    if !bytes.get(from)?.is_ascii_alphabetic() {
        return None;
    }
    let name_end = from
        + length(&html[from..], |c| {
            !c.is_ascii_whitespace() && c != '/' && c != '>'
        });
    let name = html[from..name_end].to_ascii_lowercase();
    let mut attributes = Vec::new();
    let mut at = name_end;
    loop {
        at += length(&html[at..], |c| c.is_ascii_whitespace() || c == '/');
        match bytes.get(at)? {
            b'>' => break,
            _ => at = attribute_at(html, at, &mut attributes)?,
        }
    }
    let empty = VOID.contains(&name.as_str()) || bytes[at - 1] == b'/';
    Some(Tag {
        name,
        closing,
        empty,
        attributes,
        range: start..at + 1,
    })
}

/// Reads the attribute at `at`; its end.
fn attribute_at(
    html: &str,
    at: usize,
    attributes: &mut Vec<(String, Range<usize>)>,
) -> Option<usize> {
    let stops = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=');
    let mut end = at + length(&html[at..], |c| !stops(c)).max(1);
    while !html.is_char_boundary(end) {
        end += 1;
    }
    let name = html[at..end].to_ascii_lowercase();
    let equals = end + length(&html[end..], |c| c.is_ascii_whitespace());
    if html.as_bytes().get(equals) != Some(&b'=') {
        attributes.push((name, end..end));
        return Some(end);
    }
    let value = equals + 1 + length(&html[equals + 1..], |c| c.is_ascii_whitespace());
    let quote = html[value..]
        .chars()
        .next()
        .filter(|it| matches!(it, '"' | '\''));
    let (range, end) = if let Some(quote) = quote {
        let end = value + 1 + html[value + 1..].find(quote)?;
        (value + 1..end, end + 1)
    } else {
        let end = value + length(&html[value..], |c| !c.is_ascii_whitespace() && c != '>');
        (value..end, end)
    };
    attributes.push((name, range));
    Some(end)
}

/// The bytes that `text` starts with whose characters are all `wanted`.
fn length(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|c| !wanted(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(html: &str) -> String {
        tags(html)
            .iter()
            .map(|it| match (it.closing, it.empty) {
                (true, _) => format!("/{}", it.name),
                (false, true) => format!("{}/", it.name),
                (false, false) => it.name.clone(),
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn tags_are_told_from_text_comments_and_scripts() {
        assert_eq!(
            names("<P>a < b <!-- <i> --><br><x-y/><script>if (a<b) '<i>'</script></P>"),
            "p br/ x-y/ script /script /p"
        );
        assert_eq!(names("<!doctype html><a title='>'>1<2</a> <"), "a /a");
    }

    #[test]
    fn attributes_have_their_values_places() {
        let html = "<a href=\"x.rst#a\" id=b hidden C = 'd'>";
        let tag = &tags(html)[0];
        let value = |name| attribute(html, tag, name).map(|it| it.0);
        assert_eq!(value("href"), Some("x.rst#a"));
        assert_eq!(value("id"), Some("b"));
        assert_eq!(value("hidden"), Some(""));
        assert_eq!(value("c"), Some("d"));
        assert_eq!(value("title"), None);
    }

    #[test]
    fn broken_tags_end_nothing() {
        for html in [
            "<a",
            "<a href=",
            "<a href=\"x",
            "<a =\u{e9}>",
            "<a \u{e9}=",
            "<",
            "</>",
        ] {
            assert!(tags(html).len() <= 1, "{html}");
        }
    }
}
