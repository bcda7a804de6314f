//! Lines that may differ from run to run in some places.
//!
//! In a file of expectations `[..]` stands for any text within a line, a line
//! of `...` for any lines, and `[NUMBER]`, `[DURATION]`, `[THREAD]`,
//! `[ADDRESS]` and `[PID]` for what they say. What a listing redacts is found
//! in its recorded output and becomes such a place.

use doctree::tree::element::Redaction;

/// A line, as it is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Any lines, or none.
    Rest,
    /// One line.
    One(Vec<Token>),
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// This text.
    Text(String),
    /// Any text, or none.
    Any,
    /// What looks like this.
    Like(Shape),
}

/// What a part of a line looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Number,
    Duration,
    Address,
}

/// The words of a file of expectations.
const WORDS: [(&str, Token); 6] = [
    ("[..]", Token::Any),
    ("[NUMBER]", Token::Like(Shape::Number)),
    ("[DURATION]", Token::Like(Shape::Duration)),
    ("[THREAD]", Token::Like(Shape::Number)),
    ("[ADDRESS]", Token::Like(Shape::Address)),
    ("[PID]", Token::Like(Shape::Number)),
];

/// Units of time, longer ones first.
const UNITS: [&str; 7] = ["min", "ns", "µs", "μs", "us", "ms", "s"];

/// What stands before the id of a process.
const PROCESS: [&str; 2] = ["process", "pid"];

/// The line of a file of expectations.
pub(crate) fn written(line: &str) -> Line {
    if line.trim() == "..." {
        return Line::Rest;
    }
    let mut tokens = Vec::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let word = WORDS.iter().find(|it| rest.starts_with(it.0));
        let length = match word {
            Some((word, token)) => {
                tokens.push(token.clone());
                word.len()
            }
            None => push(&mut tokens, &rest[..c.len_utf8()]),
        };
        rest = &rest[length..];
    }
    Line::One(tokens)
}

/// The recorded line, with a place for each thing that `redact` names.
pub(crate) fn redacted(line: &str, redact: &[Redaction]) -> Line {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        let found = redact.iter().find_map(|it| place(line, at, *it));
        at += match found {
            Some((before, shape, length)) => {
                push(&mut tokens, &line[at..at + before]);
                tokens.push(Token::Like(shape));
                before + length
            }
            None => push(&mut tokens, &line[at..at + c.len_utf8()]),
        };
    }
    Line::One(tokens)
}

/// Adds a text, and how long it is.
fn push(tokens: &mut Vec<Token>, text: &str) -> usize {
    match tokens.last_mut() {
        Some(Token::Text(last)) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => tokens.push(Token::Text(text.to_owned())),
    }
    text.len()
}

/// What is to be redacted at `at`: how much text stands before it, what it
/// looks like, and how long it is.
fn place(line: &str, at: usize, redaction: Redaction) -> Option<(usize, Shape, usize)> {
    let rest = &line[at..];
    let inside_word = line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    match redaction {
        Redaction::Threads => {
            let before = ["ThreadId(", "' ("]
                .into_iter()
                .find(|it| rest.starts_with(it))?;
            let length = digits(&rest[before.len()..]);
            let behind = &rest[before.len() + length..];
            let known = before == "ThreadId(" || behind.starts_with(") panicked");
            (length > 0 && known).then_some((before.len(), Shape::Number, length))
        }
        _ if inside_word => None,
        Redaction::Durations => whole(rest, Shape::Duration),
        Redaction::Addresses => whole(rest, Shape::Address),
        Redaction::Pids => {
            let word = |it: &&str| {
                rest.get(..it.len())
                    .is_some_and(|w| w.eq_ignore_ascii_case(it))
            };
            let word = PROCESS.into_iter().find(word)?;
            let behind = rest[word.len()..].trim_start_matches([' ', ':', '=', '#', '(']);
            let before = rest.len() - behind.len();
            let length = digits(behind);
            (length > 0 && before > word.len()).then_some((before, Shape::Number, length))
        }
    }
}

/// The longest piece of this shape at the beginning, if no word goes on behind it.
fn whole(text: &str, shape: Shape) -> Option<(usize, Shape, usize)> {
    let length = ends(text, shape).into_iter().max()?;
    let goes_on = text[length..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
    (!goes_on).then_some((0, shape, length))
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Where a piece of this shape at the beginning of `text` may end.
fn ends(text: &str, shape: Shape) -> Vec<usize> {
    match shape {
        Shape::Number => (1..=digits(text)).collect(),
        Shape::Address => {
            let hex = |it: &str| it.bytes().take_while(u8::is_ascii_hexdigit).count();
            let count = text.strip_prefix("0x").map_or(0, hex);
            (1..=count).map(|it| it + 2).collect()
        }
        Shape::Duration => {
            let mut at = digits(text);
            if at == 0 {
                return Vec::new();
            }
            let fraction = text[at..].strip_prefix('.').map_or(0, digits);
            if fraction > 0 {
                at += 1 + fraction;
            }
            let unit = text[at..].trim_start_matches(' ');
            let blanks = text.len() - at - unit.len();
            let units = UNITS.iter().filter(|it| unit.starts_with(**it));
            units.map(|it| at + blanks + it.len()).collect()
        }
    }
}

impl Line {
    /// Whether `text` is such a line.
    pub(crate) fn matches(&self, text: &str) -> bool {
        let Self::One(tokens) = self else {
            return true;
        };
        if let [Token::Text(only)] = tokens.as_slice() {
            return only == text;
        }
        // Every place in the text up to which the tokens so far may reach.
        let mut reached = vec![false; text.len() + 1];
        reached[0] = true;
        for token in tokens {
            reached = step(&reached, token, text);
        }
        reached[text.len()]
    }
}

fn step(reached: &[bool], token: &Token, text: &str) -> Vec<bool> {
    let mut next = vec![false; reached.len()];
    let from = |at: usize| reached[at] && text.is_char_boundary(at);
    for at in (0..reached.len()).filter(|&at| from(at)) {
        match token {
            Token::Text(part) if text[at..].starts_with(part.as_str()) => {
                next[at + part.len()] = true;
            }
            Token::Text(_) => {}
            Token::Any => {
                next[at..].fill(true);
                break;
            }
            Token::Like(shape) => {
                for end in ends(&text[at..], *shape) {
                    next[at + end] = true;
                }
            }
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_line_has_places() {
        let fits = |line: &str, text: &str| written(line).matches(text);
        assert!(fits("a [..] b", "a x y b") && !fits("a [..] b", "a b"));
        assert!(fits("[..]", "") && fits("", "") && !fits("", "x"));
        assert!(fits("lost [NUMBER]!", "lost 42!") && !fits("lost [NUMBER]!", "lost x!"));
        assert!(fits(
            "[DURATION] in [THREAD] at [ADDRESS]",
            "1.5 ms in 3 at 0x7ffd"
        ));
        assert!(fits("[..]é[NUMBER]", "ééé12"));
        assert!(!fits("[DURATION]", "15") && fits("took [DURATION].", "took 12µs."));
        assert_eq!(written(" ... "), Line::Rest);
    }

    #[test]
    fn what_is_redacted_may_differ_and_nothing_else() {
        let all = [
            Redaction::Durations,
            Redaction::Threads,
            Redaction::Addresses,
            Redaction::Pids,
        ];
        let fits = |old: &str, new: &str| redacted(old, &all).matches(new);
        assert!(fits("took 1.5 ms, 2 threads", "took 320µs, 2 threads"));
        assert!(!fits("took 1.5 ms, 2 threads", "took 1.5 ms, 3 threads"));
        assert!(fits("I am ThreadId(2)", "I am ThreadId(11)"));
        assert!(fits(
            "thread 'main' (31) panicked at a",
            "thread 'main' (7) panicked at a"
        ));
        assert!(fits("at 0x7ffe12, pid 12", "at 0x10, pid 99999"));
        assert!(fits("Process: 12 ended", "Process: 7 ended"));
        assert!(!fits("12 steps", "13 steps") && !fits("x1 s", "x2 s"));
        assert!(!redacted("took 1 s", &[Redaction::Pids]).matches("took 2 s"));
    }
}
