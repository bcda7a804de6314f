//! Texts that nobody writes. They are read to the end and written in every
//! form, on a small stack, and a text of twice the length costs twice as much.

#![allow(
    clippy::format_collect,
    reason = "a text is made once, and read for longer"
)]

#[path = "pathological/blocks.rs"]
mod blocks;
#[path = "pathological/directives.rs"]
mod directives;
#[path = "pathological/files.rs"]
mod files;
#[path = "pathological/inline.rs"]
mod inline;
#[path = "pathological/names.rs"]
mod names;
#[path = "pathological/nested.rs"]
mod nested;
#[path = "pathological/tables.rs"]
mod tables;

use std::time::Duration;

use allocation_counter::measure;
use cpu_time::ThreadTime;
use doctree::writer::html::{self, Html};
use doctree::writer::markdown::{self, Markdown};
use doctree::writer::pseudoxml;
use doctree::writer::xml::{self, Xml};
use doctree::{Document, FileError, Files, Options, Source, read};

/// A kind of text: its name, how many pieces it is tried with, and the text
/// of so many pieces.
type Case = (&'static str, usize, fn(usize) -> String);

/// How much more each byte of twice the text may cost. Buffers that grow in
/// steps make it more than 1; what grows with the square makes it 2.
const MOST: f64 = 1.15;

/// The same for what is held at a time: a buffer that moves while it grows
/// counts twice, and may be at its move for the one text and not for the other.
const MOST_AT_A_TIME: f64 = 1.5;

const AT_A_TIME: &str = "bytes at a time";

/// Bytes; what Rust gives a thread.
const STACK: usize = 2 << 20;

/// Time of the processor. Few cases take a tenth of this; it is here for those
/// that would not end.
const PATIENCE: Duration = Duration::from_mins(1);

/// The texts are shorter than the cases say, so that the tests end soon. With
/// `FULL_SIZE` in the environment they are as long as that, for some minutes.
const SHARE: usize = if option_env!("FULL_SIZE").is_some() {
    1
} else {
    50
};

/// Tries each case in both dialects, with half of its pieces and with all.
fn try_all(cases: &[Case]) {
    let faults = cases
        .iter()
        .flat_map(|(name, count, text)| try_one(name, *count, &text));
    conclude(&faults.collect::<Vec<_>>());
}

#[track_caller]
fn conclude(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What grows faster than the text.
fn try_one(name: &str, count: usize, text: &dyn Fn(usize) -> String) -> Vec<String> {
    let count = (count / SHARE).max(2);
    let texts = [text(count / 2), text(count)];
    let mut faults = Vec::new();
    for options in [Options::docutils(), Options::default()] {
        let [half, whole] = texts
            .each_ref()
            .map(|text| on_small_stack(|| work(text, &options)));
        let longer = ratio(texts[0].len(), texts[1].len());
        for ((what, half), (_, whole)) in half.into_iter().zip(whole) {
            let growth = ratio(half + LITTLE, whole + LITTLE) / longer;
            let most = if what == AT_A_TIME {
                MOST_AT_A_TIME
            } else {
                MOST
            };
            if growth > most {
                let dialect = options.dialect;
                faults.push(format!(
                    "{name} ({dialect:?}): {growth:.2} times the {what} for each byte of twice the text"
                ));
            }
        }
    }
    faults
}

/// So little that its growth tells nothing.
const LITTLE: usize = 100_000;

#[allow(clippy::cast_precision_loss, reason = "a ratio needs few digits")]
fn ratio(half: usize, whole: usize) -> f64 {
    whole as f64 / half.max(1) as f64
}

fn on_small_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let thread = thread.spawn_scoped(scope, work).expect("a thread");
        thread.join().expect("the work is done")
    })
}

/// What it costs to read `text` and to write it in every form.
fn work(text: &str, options: &Options) -> [(&'static str, usize); 3] {
    let start = ThreadTime::now();
    let cost = measure(|| {
        let source = Source::new("test.rst", text);
        let (document, _) = read(&source, options, &Itself(text));
        write(&document);
    });
    let took = start.elapsed();
    assert!(took < PATIENCE, "{took:?}");
    let costs = [
        ("allocations", cost.count_total),
        ("bytes", cost.bytes_total),
        (AT_A_TIME, cost.bytes_max),
    ];
    costs.map(|(what, cost)| (what, usize::try_from(cost).unwrap_or(usize::MAX)))
}

fn write(document: &Document) {
    drop(html::write(document, &Html::default()));
    drop(markdown::write(document, &Markdown::default()));
    drop(pseudoxml::write(document));
    drop(xml::write(document, &Xml::default()));
}

/// A world in which every file but the one called `short` holds the same as
/// the document.
struct Itself<'a>(&'a str);

impl Files for Itself<'_> {
    fn read(&self, _from: &str, path: &str) -> Result<String, FileError> {
        Ok(if path == "short" { "a,b" } else { self.0 }.to_owned())
    }
}
