//! Implicit markup: what is a hyperlink without any mark.
//!
//! Besides addresses (see [`standalone`]) these are, where the settings say
//! so, PEPs and RFCs called by their numbers. As in docutils, the first
//! address in a text comes before the first PEP and that before the first
//! RFC; the text before it and the text behind it are searched in the same way.

use super::standalone::{self, Piece};
use crate::options::Options;
use crate::punctuation::{may_follow, may_precede};

/// Cuts `text`, in which a NUL stands for a backslash, into pieces.
pub(super) fn parse(text: &str, options: &Options, push: &mut impl FnMut(Piece)) {
    if !(options.pep_references || options.rfc_references) {
        return standalone::parse(text, options, push);
    }
    let rules = rules(options);
    let mut stack = vec![Work::Text(0, text.len(), [false; RULES])];
    while let Some(work) = stack.pop() {
        match work {
            Work::Done(piece) => push(piece),
            Work::Text(start, end, _) if start == end => {}
            Work::Text(start, end, mut vain) => {
                let found = rules.iter().enumerate().find_map(|(number, rule)| {
                    if vain[number] {
                        return None;
                    }
                    match rule(&text[start..end], options) {
                        Search::Found(piece) => Some(piece),
                        Search::Refused => None,
                        Search::Nothing => {
                            vain[number] = true;
                            None
                        }
                    }
                });
                let Some(mut piece) = found else {
                    push(plain(start, end));
                    continue;
                };
                piece.start += start;
                piece.end += start;
                let before = Work::Text(start, piece.start, [false; RULES]);
                stack.push(Work::Text(piece.end, end, vain));
                stack.push(Work::Done(piece));
                stack.push(before);
            }
        }
    }
}

/// How many kinds of implicit markup there are.
const RULES: usize = 3;

/// What is still to be done.
enum Work {
    Done(Piece),
    /// A part of the text, and which rules found nothing in it.
    Text(usize, usize, [bool; RULES]),
}

/// What a rule found in a text.
pub(super) enum Search {
    /// The first, with its address.
    Found(Piece),
    /// Something that looked like it: docutils looks no further.
    Refused,
    Nothing,
}

type Rule = fn(&str, &Options) -> Search;

fn rules(options: &Options) -> Vec<Rule> {
    let mut rules: Vec<Rule> = vec![standalone::first];
    if options.pep_references {
        rules.push(pep);
    }
    if options.rfc_references {
        rules.push(rfc);
    }
    rules
}

fn plain(start: usize, end: usize) -> Piece {
    Piece {
        start,
        end,
        refuri: None,
    }
}

/// The first `PEP 1` or `pep-0001.txt`.
fn pep(text: &str, options: &Options) -> Search {
    first(text, options, &["pep-", "PEP"], |at, options| {
        let file = text[at..].starts_with("pep-");
        let blanks = if file { 0 } else { blanks(&text[at + 3..]) };
        let digits = at + if file { 4 } else { 3 + blanks };
        if !file && blanks == 0 {
            return None;
        }
        let (end, number) = number(text, digits)?;
        let number = number.parse().ok()?;
        // docutils takes any character for the dot.
        let rest = &text[end..];
        let dot = rest.chars().next().filter(|&it| it != '\n');
        let suffix = dot.map_or(0, |dot| dot.len_utf8() + 3);
        let is_file = file && rest.get(suffix.saturating_sub(3)..suffix) == Some("txt");
        let ends = [end + suffix, end].into_iter().skip(usize::from(!is_file));
        let end = ends.into_iter().find(|&end| may_end(text, end, options))?;
        Some((end, options.pep_url(number)))
    })
}

/// The first `RFC 1`, `RFC-1` or `RFC1`.
fn rfc(text: &str, options: &Options) -> Search {
    first(text, options, &["RFC"], |at, options| {
        let behind = &text[at + 3..];
        let gap = if behind.starts_with('-') {
            1
        } else {
            blanks(behind)
        };
        let (end, number) = number(text, at + 3 + gap)?;
        may_end(text, end, options).then(|| (end, options.rfc_url(number)))
    })
}

/// The first of the `words` that may start here and that `read` makes sense of.
fn first(
    text: &str,
    options: &Options,
    words: &[&str],
    read: impl Fn(usize, &Options) -> Option<(usize, String)>,
) -> Search {
    // Step by step, since the first is mostly near.
    let places = text.char_indices().map(|(at, _)| at);
    let starts = places.filter(|&at| words.iter().any(|it| text[at..].starts_with(it)));
    let mut starts = starts.filter(|&at| {
        let before = text[..at].chars().next_back();
        let anywhere = options.character_level_inline_markup;
        before.is_none_or(|it| {
            if anywhere {
                it != '\0'
            } else {
                may_precede(it)
            }
        })
    });
    let found = starts.find_map(|start| {
        let (end, refuri) = read(start, options)?;
        let refuri = Some(refuri);
        Some(Piece { start, end, refuri })
    });
    found.map_or(Search::Nothing, Search::Found)
}

fn may_end(text: &str, at: usize, options: &Options) -> bool {
    options.character_level_inline_markup || text[at..].chars().next().is_none_or(may_follow)
}

/// How long the white space at the start of `text` is.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Where the digits from `start` on end, and their number.
fn number(text: &str, start: usize) -> Option<(usize, &str)> {
    let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let end = start + digits;
    let number = text[start..end].trim_start_matches('0');
    let number = if number.is_empty() { "0" } else { number };
    (digits > 0).then_some((end, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<(String, String)> {
        let options = Options {
            pep_references: true,
            rfc_references: true,
            ..Options::default()
        };
        let mut found = Vec::new();
        parse(text, &options, &mut |piece| {
            if let Some(refuri) = piece.refuri {
                found.push((text[piece.start..piece.end].to_owned(), refuri));
            }
        });
        found
    }

    #[test]
    fn peps_and_rfcs_are_called_by_number() {
        let found = links("PEP 8, pep-0008.txt, (RFC-1) RFC 2 RFC3 and http://a.b/PEP 4x");
        let texts: Vec<&str> = found.iter().map(|(text, _)| &**text).collect();
        assert_eq!(
            texts,
            [
                "PEP 8",
                "pep-0008.txt",
                "RFC-1",
                "RFC 2",
                "RFC3",
                "http://a.b/PEP"
            ]
        );
        assert_eq!(found[0].1, "https://peps.python.org/pep-0008");
        assert_eq!(
            found[2].1,
            "https://datatracker.ietf.org/doc/html/rfc1.html"
        );
        assert!(links("xPEP 8 PEP8 RFC  RFCs").is_empty());
    }
}
