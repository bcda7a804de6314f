//! Texts that nobody writes. They are read to the end and written in every
//! form, on a small stack, and a text of four times the length costs four times as much.

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
#[path = "pathological/objects.rs"]
mod objects;
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

/// How much longer the longer of the two texts is.
const TIMES: usize = 4;

/// How much more each byte of the longer text may cost. Buffers that grow in
/// steps make it more than 1; what grows with the square makes it [`TIMES`].
const MOST: f64 = 1.6;

/// Bytes; what Rust gives a thread.
const STACK: usize = 2 << 20;

/// Time of the processor. Few cases take a tenth of this; it is here for those
/// that would not end.
const PATIENCE: Duration = Duration::from_mins(1);

/// Without optimisation the texts are shorter, so that the tests end soon.
const SHARE: usize = if cfg!(debug_assertions) { 50 } else { 1 };

/// Tries each case in both dialects, with a part of its pieces and with all.
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
    let count = (count / SHARE).max(TIMES);
    let texts = [text(count / TIMES), text(count)];
    let mut faults = Vec::new();
    for options in [Options::docutils(), Options::default()] {
        let [part, whole] = texts
            .each_ref()
            .map(|text| on_small_stack(|| work(text, &options)));
        let longer = ratio(texts[0].len(), texts[1].len());
        for ((what, part), (_, whole)) in part.into_iter().zip(whole) {
            let growth = ratio(part + LITTLE, whole + LITTLE) / longer;
            if growth > MOST {
                let dialect = options.dialect;
                faults.push(format!(
                    "{name} ({dialect:?}): {growth:.2} times the {what} for each byte of the longer text"
                ));
            }
        }
    }
    faults
}

/// So little that its growth tells nothing.
const LITTLE: usize = 100_000;

#[allow(clippy::cast_precision_loss, reason = "a ratio needs few digits")]
fn ratio(part: usize, whole: usize) -> f64 {
    whole as f64 / part.max(1) as f64
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
        ("bytes at a time", cost.bytes_max),
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
