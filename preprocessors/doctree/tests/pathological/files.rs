//! Files that include themselves, since every file holds the document.

use doctree::Options;

use super::{Case, on_small_stack, try_all, work};

/// What grows without end in docutils: the length of the text does not tell
/// what it costs, but there is a bound to it.
const BOUNDED: &[Case] = &[
    ("itself, often", 2_000, |n| {
        ".. include:: test.rst\n\n".repeat(n)
    }),
    ("itself under other names", 1_000, |n| {
        (0..n)
            .map(|at| format!(".. include:: a{at}.rst\n\n"))
            .collect()
    }),
    ("a few names and much text", 20_000, |n| {
        let names = (0..4).map(|at| format!(".. include:: a{at}.rst\n\n"));
        names.collect::<String>() + &"a\n\n".repeat(n)
    }),
    ("parts of itself", 1_000, |n| {
        (0..n)
            .map(|at| format!(".. include:: test.rst\n   :start-line: {at}\n\n"))
            .collect()
    }),
];

/// Bytes that may be in use at a time.
const MOST: usize = 500_000_000;

#[test]
fn files_that_include_themselves_come_to_an_end() {
    for (name, count, text) in BOUNDED {
        let text = text(*count);
        for options in [Options::docutils(), Options::default()] {
            let [.., (_, most)] = on_small_stack(|| work(&text, &options));
            assert!(most < MOST, "{name}: {most} bytes at a time");
        }
    }
}

const CASES: &[Case] = &[
    ("itself", 10_000, |n| {
        ".. include:: test.rst\n\n".to_owned() + &"a\n\n".repeat(n)
    }),
    ("short ones shown", 70_000, |n| {
        ".. include:: short\n   :literal:\n\n".repeat(n)
    }),
    ("short ones, raw", 5_000, |n| {
        ".. raw:: html\n   :file: short\n\n".repeat(n)
    }),
    ("short tables", 5_000, |n| {
        ".. csv-table::\n   :file: short\n\n".repeat(n)
    }),
];

#[test]
fn many_files() {
    try_all(CASES);
}
