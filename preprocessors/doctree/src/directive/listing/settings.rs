//! What the options of a listing say: where it runs and what is expected of it.

use super::super::{Value, convert};
use crate::tree::element::{Compare, End, Expect, Redaction, Run};

/// The editions of Rust.
pub(super) const EDITIONS: &[&str] = &["2015", "2018", "2021", "2024"];

/// How long a program that does not end is watched, in seconds.
const WATCHED: u32 = 2;

/// The words of `redact`.
const REDACTIONS: &[(&str, Redaction)] = &[
    ("durations", Redaction::Durations),
    ("threads", Redaction::Threads),
    ("addresses", Redaction::Addresses),
    ("pids", Redaction::Pids),
];

/// A text that `read` can read.
pub(super) fn text<T>(
    argument: Option<&str>,
    read: fn(&str) -> Result<T, String>,
) -> Result<Value, String> {
    read(argument.ok_or(convert::NONE_SUPPLIED)?)?;
    convert::unchanged(argument)
}

/// `std`, `playground(rayon, rand)` or `local(why)`.
pub(super) fn run(text: &str) -> Result<Run, String> {
    let (word, inside) = call(text.trim())?;
    match (word, inside) {
        ("std", None) => Ok(Run::Std),
        ("playground", crates) => Ok(Run::Playground(list(crates.unwrap_or_default()))),
        ("local", Some(why)) if !why.trim().is_empty() => Ok(Run::Local(why.trim().to_owned())),
        ("local", _) => Err("\"local\" needs a reason: local(it reads a file)".to_owned()),
        _ => Err(format!(
            "\"{text}\" unknown; choose from \"std\", \"playground(crates)\", or \"local(reason)\""
        )),
    }
}

/// A way of comparing, an end, or both: `unordered exit(3)`.
pub(super) fn expect(text: &str) -> Result<Expect, String> {
    let mut expect = Expect::default();
    for word in words(text) {
        let (name, inside) = call(word)?;
        match compare(name, inside)? {
            Some(compare) => expect.compare = compare,
            None => expect.end = end(name, inside)?,
        }
    }
    Ok(expect)
}

/// What may differ: `durations threads addresses pids`.
pub(super) fn redact(text: &str) -> Result<Vec<Redaction>, String> {
    let known = |word: &str| REDACTIONS.iter().find(|it| it.0 == word);
    let read = |word| match known(word) {
        Some(row) => Ok(row.1),
        None => Err(format!(
            "\"{word}\" unknown; choose from \"durations\", \"threads\", \"addresses\", or \"pids\""
        )),
    };
    words(text).into_iter().map(read).collect()
}

fn compare(name: &str, inside: Option<&str>) -> Result<Option<Compare>, String> {
    Ok(Some(match (name, inside) {
        ("exact", None) => Compare::Exact,
        ("unordered", None) => Compare::Unordered,
        ("any", None) => Compare::Any,
        ("per-thread", None) => Compare::PerThread(1),
        ("per-thread", Some(words)) => Compare::PerThread(number(words)?),
        _ => return Ok(None),
    }))
}

fn end(name: &str, inside: Option<&str>) -> Result<End, String> {
    Ok(match (name, inside) {
        ("success", None) => End::Success,
        ("panic", None) => End::Panic,
        ("compiles", None) => End::Compiles,
        ("exit", Some(code)) => End::Exit(number(code)?),
        ("timeout", None) => End::Timeout(WATCHED),
        ("timeout", Some(seconds)) => End::Timeout(number(seconds)?),
        ("compile_fail", Some(codes)) => End::CompileFail(list(codes)),
        ("compile_fail", None) => {
            return Err("\"compile_fail\" needs error codes: compile_fail(E0373)".to_owned());
        }
        _ => {
            return Err(format!(
                "\"{name}\" unknown; choose from \"exact\", \"unordered\", \"per-thread\", \
                 \"any\", \"success\", \"exit(code)\", \"panic\", \"timeout(seconds)\", \
                 \"compiles\", or \"compile_fail(codes)\""
            ));
        }
    })
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    let text = text.trim();
    text.parse()
        .map_err(|_| format!("\"{text}\" is no number that fits"))
}

/// The words of a text; blanks and commas in parentheses part none.
fn words(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let parts = text.split(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && (c == ',' || c.is_whitespace())
    });
    parts.filter(|it| !it.is_empty()).collect()
}

/// A word, and what stands in parentheses behind it.
fn call(text: &str) -> Result<(&str, Option<&str>), String> {
    let Some((word, rest)) = text.split_once('(') else {
        return Ok((text, None));
    };
    match rest.strip_suffix(')') {
        Some(inside) => Ok((word.trim_end(), Some(inside))),
        None => Err(format!("\"{text}\" lacks a closing parenthesis")),
    }
}

/// What stands between commas or blanks.
fn list(text: &str) -> Vec<String> {
    let parts = text.split([',', ' ', '\n']);
    parts
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}
