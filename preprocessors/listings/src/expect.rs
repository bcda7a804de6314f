//! What is expected of a listing: how it ends, and what it prints.
//!
//! It is the file `NAME.expect`, if there is one; else the recorded output
//! itself, compared in the way that the listing asks for.

use std::collections::BTreeSet;

use doctree::tree::element::{Compare, End, Redaction};

use crate::compare::{Expected, difference};
use crate::run::{Ended, Ending};
use crate::{Error, Program};

/// The exit code of a program whose main thread has panicked.
const PANICKED: i32 = 101;

/// What came of compiling a listing and, if that is asked for, of running it.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    /// It was compiled, and that is all.
    Compiled,
    /// The compiler refused it, with errors of these codes.
    Refused {
        codes: BTreeSet<String>,
        words: String,
    },
    /// It ran.
    Ran(Ended),
}

/// The texts that are kept of a listing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sample {
    /// What it printed on standard output.
    pub(crate) out: Option<String>,
    /// What it, or the compiler, printed on standard error, if anything.
    pub(crate) err: Option<String>,
}

impl Outcome {
    /// What is to be kept of it.
    pub(crate) fn sample(&self) -> Sample {
        let some = |it: &String| (!it.is_empty()).then(|| it.clone());
        match self {
            Self::Compiled => Sample::default(),
            Self::Refused { words, .. } => Sample {
                out: None,
                err: some(words),
            },
            Self::Ran(ended) => Sample {
                out: Some(ended.stdout.clone()),
                err: some(&ended.stderr),
            },
        }
    }
}

/// Why the listing did not end as it should.
pub(crate) fn wrong_end(program: &Program, outcome: &Outcome) -> Option<String> {
    match (&program.expect.end, outcome) {
        (End::CompileFail(expected), Outcome::Refused { codes, .. }) => {
            let expected: BTreeSet<_> = expected.iter().cloned().collect();
            (*codes != expected).then(|| {
                let (codes, expected) = (named(codes), named(&expected));
                format!("the compiler refuses it with {codes}, not with {expected}")
            })
        }
        (End::CompileFail(_), _) => Some("it compiles, which it should not".to_owned()),
        (_, Outcome::Refused { words, .. }) => {
            Some(format!("it does not compile\n{}", words.trim_end()))
        }
        (_, Outcome::Compiled) => None,
        (end, Outcome::Ran(ended)) => wrong_ending(end, ended),
    }
}

fn named(codes: &BTreeSet<String>) -> String {
    let codes: Vec<_> = codes.iter().map(String::as_str).collect();
    if codes.is_empty() {
        return "no code".to_owned();
    }
    codes.join(", ")
}

fn wrong_ending(end: &End, ended: &Ended) -> Option<String> {
    let panicked = ended.stderr.contains("panicked at");
    let right = match (end, &ended.ending) {
        (End::Timeout(_), Ending::Late(_)) | (End::Success, Ending::Code(0)) => true,
        (End::Exit(expected), Ending::Code(code)) => expected == code,
        (End::Panic, Ending::Code(PANICKED)) => panicked,
        _ => false,
    };
    if right {
        return None;
    }
    let words = ended.stderr.trim_end();
    let what = match (end, &ended.ending) {
        (End::Timeout(seconds), _) => {
            return Some(format!(
                "it should still run after {seconds} s, but has ended"
            ));
        }
        (_, Ending::Late(seconds)) => return Some(format!("it was stopped after {seconds} s")),
        (End::Success, Ending::Code(code)) => format!("it failed (exit code {code})"),
        (End::Exit(expected), Ending::Code(code)) => {
            format!("its exit code is {code}, not {expected}")
        }
        (_, Ending::Code(code)) => format!("it should have panicked; its exit code is {code}"),
        (_, Ending::Killed(by)) => format!("it failed ({by})"),
    };
    Some(format!("{what}\n{words}").trim_end().to_owned())
}

/// How what is printed differs from what is expected: from the program's file
/// of expectations, and, if there is none, from `sample`.
pub(crate) fn wrong_text(
    program: &Program,
    sample: &Sample,
    printed: &Sample,
) -> Result<Option<String>, Error> {
    if matches!(program.expect.end, End::CompileFail(_) | End::Compiles) {
        // What compilers say is theirs to change; the codes are compared.
        return Ok(None);
    }
    let written = program.file("expect")?;
    let pattern = written.is_some();
    let out = Expected {
        text: written
            .as_deref()
            .or(sample.out.as_deref())
            .unwrap_or_default(),
        pattern,
        compare: program.expect.compare,
        redact: &program.expect.redact,
    };
    if let Some(what) = difference(&out, printed.out.as_deref().unwrap_or_default()) {
        return Ok(Some(what));
    }
    if pattern && program.expect.compare == Compare::Any {
        return Ok(None);
    }
    let mut redact = program.expect.redact.clone();
    // The ids of threads stand in the words of a panic.
    redact.push(Redaction::Threads);
    let err = Expected {
        text: sample.err.as_deref().unwrap_or_default(),
        pattern: false,
        compare: program.expect.compare,
        redact: &redact,
    };
    Ok(difference(&err, printed.err.as_deref().unwrap_or_default())
        .map(|it| format!("on standard error\n{it}")))
}
