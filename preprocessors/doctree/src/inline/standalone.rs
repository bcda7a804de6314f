//! A URI or an e-mail address in a text is a hyperlink, and its own text.
//!
//! (*Standalone Hyperlinks*; RFC 3986.) The scheme has to be a known one; an
//! e-mail address needs none.

use super::implicit::Search;
use super::schemes::SCHEMES;
use crate::escape::unescape;
use crate::options::Options;
use crate::punctuation::{may_follow, may_precede};

/// A piece of text; with an address, if it is a hyperlink.
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) refuri: Option<String>,
}

/// Cuts `text`, in which a NUL stands for a backslash, into pieces.
///
/// As in docutils, a word that looks like a URI but has an unknown scheme
/// ends the search.
pub(super) fn parse(text: &str, options: &Options, push: &mut impl FnMut(Piece)) {
    let mut base = 0;
    while let Some(found) = next(text, base, options.character_level_inline_markup) {
        let Some(refuri) = address(text, &found) else {
            break;
        };
        if base < found.start {
            push(Piece {
                start: base,
                end: found.start,
                refuri: None,
            });
        }
        push(Piece {
            start: found.start,
            end: found.end,
            refuri: Some(refuri),
        });
        base = found.end;
    }
    if base < text.len() {
        push(Piece {
            start: base,
            end: text.len(),
            refuri: None,
        });
    }
}

/// The first of them, or what looks like it but has an unknown scheme.
pub(super) fn first(text: &str, options: &Options) -> Search {
    let Some(found) = next(text, 0, options.character_level_inline_markup) else {
        return Search::Nothing;
    };
    match address(text, &found) {
        Some(refuri) => Search::Found(Piece {
            start: found.start,
            end: found.end,
            refuri: Some(refuri),
        }),
        None => Search::Refused,
    }
}

/// Where `found` leads, unless its scheme is unknown.
fn address(text: &str, found: &Found<'_>) -> Option<String> {
    let address = unescape(&text[found.start..found.end]);
    match found.scheme {
        Some(scheme) => SCHEMES
            .contains(&scheme.to_ascii_lowercase().as_str())
            .then(|| address.into_owned()),
        None => Some(format!("mailto:{address}")),
    }
}

struct Found<'t> {
    start: usize,
    end: usize,
    /// None for an e-mail address.
    scheme: Option<&'t str>,
}

/// The first URI or e-mail address at or behind `base`.
///
/// Neither a scheme nor what stands before an `@` reaches over a mark, so
/// that what belongs to the first mark begins first.
fn next(text: &str, base: usize, anywhere: bool) -> Option<Found<'_>> {
    let bytes = text.as_bytes();
    let marks = memchr::memchr2_iter(b':', b'@', &bytes[base..]);
    let marks = marks.map(|at| (base + at, bytes[base + at]));
    // Up to here no URI can end, so that none that begins before can.
    let mut endless = base;
    for (at, byte) in marks {
        let found = if byte == b'@' {
            email(text, base, at, anywhere)
        } else if at < endless {
            None
        } else {
            uri(text, base, at, anywhere, &mut endless)
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

fn may_start(text: &str, base: usize, at: usize, anywhere: bool) -> bool {
    at == base
        || text[..at].chars().next_back().is_some_and(|before| {
            if anywhere {
                before != '\0'
            } else {
                may_precede(before)
            }
        })
}

fn may_end(text: &str, at: usize, anywhere: bool) -> bool {
    anywhere || text[at..].chars().next().is_none_or(may_follow)
}

/// The URI whose scheme ends at the colon at `colon`. If what is behind it
/// has no end, `endless` tells up to where that was searched for.
fn uri<'t>(
    text: &'t str,
    base: usize,
    colon: usize,
    anywhere: bool,
    endless: &mut usize,
) -> Option<Found<'t>> {
    let bytes = text.as_bytes();
    let scheme = bytes[base..colon]
        .iter()
        .rev()
        .take_while(|it| it.is_ascii_alphanumeric() || b".+-".contains(it))
        .count();
    let start = (colon - scheme..colon)
        .find(|&at| bytes[at].is_ascii_alphabetic() && may_start(text, base, at, anywhere))?;
    let Some(end) = uri_end(text, colon + 1, anywhere) else {
        *endless = run(text, colon + 1);
        return None;
    };
    Some(Found {
        start,
        end,
        scheme: Some(&text[start..colon]),
    })
}

/// Where the URI ends whose part behind the scheme begins at `start`.
fn uri_end(text: &str, start: usize, anywhere: bool) -> Option<usize> {
    let stops = |end: usize| may_end(text, end, anywhere);
    let path = run(text, start);
    if is_end(text, start, path) {
        if let Some(end) = part(text, path, b'?').and_then(|query| tail(text, query, &stops)) {
            return Some(end);
        }
        if let Some(end) = fragment(text, path, &stops) {
            return Some(end);
        }
    }
    shorter(text, start, path, &stops)
}

/// Where a query that runs up to `end` ends, with a fragment behind it or
/// without; it starts behind a question mark somewhere before.
fn tail(text: &str, (start, end): (usize, usize), stops: &impl Fn(usize) -> bool) -> Option<usize> {
    if is_end(text, start, end)
        && let Some(end) = fragment(text, end, stops)
    {
        return Some(end);
    }
    shorter(text, start, end, stops)
}

fn fragment(text: &str, at: usize, stops: &impl Fn(usize) -> bool) -> Option<usize> {
    let (start, end) = part(text, at, b'#')?;
    shorter(text, start, end, stops)
}

/// The characters behind the `mark` at `at`.
fn part(text: &str, at: usize, mark: u8) -> Option<(usize, usize)> {
    (text.as_bytes().get(at) == Some(&mark)).then(|| (at + 1, run(text, at + 1)))
}

/// The longest beginning of the text from `start` to `end` that a URI may end with.
fn shorter(text: &str, start: usize, end: usize, stops: &impl Fn(usize) -> bool) -> Option<usize> {
    (start + 1..=end)
        .rev()
        .find(|&end| is_end(text, start, end) && stops(end))
}

/// Whether the character before `end` may be a URI's last.
fn is_end(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    end > start
        && (is_last(bytes[end - 1])
            || (bytes.get(end) == Some(&b'>') && is_uri_character(bytes[end - 1])))
}

/// Where the run of URI characters from `start` on ends.
fn run(text: &str, start: usize) -> usize {
    start
        + text.as_bytes()[start..]
            .iter()
            .take_while(|&&byte| is_uri_character(byte))
            .count()
}

fn is_uri_character(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.!~*'()[];/:@&=+$,%\0".contains(&byte)
}

fn is_last(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_~*/=+".contains(&byte)
}

fn is_email_character(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_!~*'{|}/#?^`&=+$%\0".contains(&byte)
}

/// The e-mail address around the `@` at `at`.
fn email(text: &str, base: usize, at: usize, anywhere: bool) -> Option<Found<'_>> {
    let bytes = text.as_bytes();
    if at == base || bytes[at - 1] == 0 {
        return None;
    }
    let start = local_part(text, base, at, |start| {
        may_start(text, base, start, anywhere)
    })?;
    let end = host_end(text, at + 1, |end| may_end(text, end, anywhere))?;
    Some(Found {
        start,
        end,
        scheme: None,
    })
}

/// Where the part before the `@` starts: words with single dots between.
fn local_part(
    text: &str,
    base: usize,
    at: usize,
    may_start: impl Fn(usize) -> bool,
) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut start = None;
    for here in (base..at).rev() {
        let word = is_email_character(bytes[here]);
        let dot = bytes[here] == b'.' && here + 1 < at && bytes[here + 1] != b'.';
        if word && may_start(here) {
            start = Some(here);
        }
        if !word && !dot {
            break;
        }
    }
    start
}

/// Where the host from `start` on ends: its last character must be one that a
/// URI may end with.
fn host_end(text: &str, start: usize, stops: impl Fn(usize) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let run = bytes[start..]
        .iter()
        .take_while(|&&byte| is_email_character(byte) || byte == b'.')
        .count();
    let first_is_word = bytes
        .get(start)
        .is_some_and(|&byte| is_email_character(byte));
    let end = (start + 2..=(start + run + 1).min(text.len()))
        .rev()
        .find(|&end| text.is_char_boundary(end) && is_end(text, start, end) && stops(end))?;
    first_is_word.then_some(end)
}

/// Whether all of `text` up to a place where it may end is a URI.
pub(super) fn is_uri(text: &str) -> bool {
    next(text, 0, false).is_some_and(|found| found.start == 0)
}

/// Whether all of `text` is an e-mail address.
pub(super) fn is_email(text: &str) -> bool {
    text.find('@').is_some_and(|at| {
        email(text, 0, at, true).is_some_and(|found| found.start == 0)
            && host_end(text, at + 1, |end| end == text.len()).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        parse(text, &Options::default(), &mut |piece| {
            found.extend(piece.refuri);
        });
        found
    }

    #[test]
    fn uris_end_before_punctuation() {
        assert_eq!(
            links("See http://a.org/b?c=d#e, (https://x.y/z)."),
            ["http://a.org/b?c=d#e", "https://x.y/z"]
        );
        assert_eq!(links("<http://a.org/.>"), ["http://a.org/."]);
    }

    #[test]
    fn addresses_need_no_scheme() {
        assert_eq!(
            links("mail jane.doe@example.org."),
            ["mailto:jane.doe@example.org"]
        );
        assert!(links("a @ b, \0@c").is_empty());
    }

    #[test]
    fn unknown_schemes_are_text() {
        assert!(links("foo:bar http://a.org").is_empty());
    }
}
