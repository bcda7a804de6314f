//! A package of listings, recorded and tested with the real compiler.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use doctree::tree::element::{Compare, End, Expect, Mode, Redaction, Run};
use listings::{Error, Program, Recording, State, Verdict, record, states, test, unshown};

const THREADS: &str = "use std::thread;\nfn main() {\n    \
    thread::scope(|s| for i in 0..4 { s.spawn(move || println!(\"{i}\")); });\n}\n";

/// A package with the listings `(name, source)`.
fn package(listings: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let mut manifest = String::from(
        "[package]\nname = \"small\"\nedition = \"2024\"\nautobins = false\n[workspace]\n",
    );
    for (name, source) in listings {
        write(dir.path(), &format!("{name}.rs"), source);
        write!(
            manifest,
            "[[bin]]\nname = \"{name}\"\npath = \"{name}.rs\"\n"
        )
        .unwrap();
    }
    write(dir.path(), "Cargo.toml", &manifest);
    dir
}

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).unwrap();
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn program(folder: &Path, name: &str, compare: Compare) -> Program {
    expecting(folder, name, End::Success, compare)
}

fn expecting(folder: &Path, name: &str, end: End, compare: Compare) -> Program {
    Program {
        name: name.to_owned(),
        source: folder.join(format!("{name}.rs")),
        mode: Mode::Debug,
        edition: "2024".to_owned(),
        run: Run::Std,
        expect: Expect {
            end,
            compare,
            redact: Vec::new(),
        },
    }
}

fn failure(verdict: &Verdict) -> &str {
    match verdict {
        Verdict::Failed(why) => why,
        Verdict::Passed | Verdict::OtherTools(_) => panic!("it passed"),
    }
}

#[test]
fn what_is_recorded_is_tested_and_kept() {
    let dir = package(&[
        ("hello", "fn main() { println!(\"hello\"); }\n"),
        ("threads", THREADS),
    ]);
    let programs = [
        program(dir.path(), "hello", Compare::Exact),
        program(dir.path(), "threads", Compare::Unordered),
    ];
    let unrecorded = test(&programs).unwrap();
    assert_eq!(failure(&unrecorded[0]), "its output is not recorded");

    assert_eq!(
        record(&programs).unwrap(),
        [Recording::Written, Recording::Written]
    );
    assert_eq!(read(dir.path(), "hello.out"), "hello\n");
    assert_eq!(test(&programs).unwrap(), [Verdict::Passed, Verdict::Passed]);

    // Another order of the same lines stands for what is printed.
    write(dir.path(), "threads.out", "3\n1\n0\n2\n");
    assert_eq!(
        record(&programs).unwrap(),
        [Recording::Kept, Recording::Kept]
    );
    assert_eq!(read(dir.path(), "threads.out"), "3\n1\n0\n2\n");
    assert_eq!(test(&programs).unwrap()[1], Verdict::Passed);
}

#[test]
fn every_way_to_be_wrong_is_told() {
    let dir = package(&[
        ("changed", "fn main() { println!(\"a\"); }\n"),
        ("differs", "fn main() { println!(\"b\"); }\n"),
        ("broken", "fn main() { let x: u8 = \"\"; }\n"),
        ("fails", "fn main() { panic!(\"why\"); }\n"),
    ]);
    write(dir.path(), "unlisted.rs", "fn main() {}\n");
    let name = |it| program(dir.path(), it, Compare::Exact);
    record(&[name("changed"), name("differs")]).unwrap();
    write(dir.path(), "changed.rs", "fn main() { println!(\"a\") }\n");
    write(dir.path(), "differs.out", "c\n");
    write(dir.path(), "fails.out", "");

    let programs = ["changed", "differs", "broken", "unlisted"].map(name);
    let verdicts = test(&programs).unwrap();
    assert!(failure(&verdicts[0]).contains("has changed since"));
    assert!(failure(&verdicts[1]).contains("- c\n+ b"));
    assert!(failure(&verdicts[2]).contains("E0308"));
    assert!(failure(&verdicts[3]).contains("no binary of"));

    match &record(&[name("fails")]).unwrap()[0] {
        Recording::Failed(why) => assert!(why.contains("exit code 101") && why.contains("why")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_sample_is_made_anew_when_its_program_changes() {
    let dir = package(&[("sample", "fn main() { println!(\"1\"); }\n")]);
    let programs = [program(dir.path(), "sample", Compare::Any)];
    record(&programs).unwrap();
    write(dir.path(), "sample.out", "2\n");
    assert_eq!(record(&programs).unwrap(), [Recording::Kept]);
    assert_eq!(test(&programs).unwrap(), [Verdict::Passed]);
    write(dir.path(), "sample.rs", "fn main() { println!(\"3\"); }\n");
    assert_eq!(record(&programs).unwrap(), [Recording::Written]);
    assert_eq!(read(dir.path(), "sample.out"), "3\n");
}

#[test]
fn a_folder_that_is_no_package_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "a.rs", "fn main() {}\n");
    let programs = [program(dir.path(), "a", Compare::Exact)];
    assert!(matches!(test(&programs), Err(Error::Package(_))));
    let nowhere = PathBuf::from("/nowhere/at/all");
    let programs = [program(&nowhere, "a", Compare::Exact)];
    assert!(matches!(test(&programs), Err(Error::Start { .. })));
}

/// A package with listings that end in every way, one of which the package
/// leaves out as it does not compile.
fn endings() -> tempfile::TempDir {
    let dir = package(&[
        (
            "code",
            "fn main() { println!(\"a\"); std::process::exit(3) }\n",
        ),
        ("panics", "fn main() { println!(\"a\"); panic!(\"why\") }\n"),
        (
            "hangs",
            "fn main() { println!(\"a\"); std::thread::park() }\n",
        ),
        ("undone", "fn main() { panic!() }\n"),
        ("refused", "fn main() { let x: u8 = \"\"; }\n"),
    ]);
    let manifest = read(dir.path(), "Cargo.toml");
    let manifest = format!("{manifest}required-features = [\"wrong\"]\n[features]\nwrong = []\n");
    write(dir.path(), "Cargo.toml", &manifest);
    dir
}

#[test]
fn a_listing_may_end_in_any_way_if_it_says_so() {
    let dir = endings();
    let of = |name, end| expecting(dir.path(), name, end, Compare::Exact);
    let programs = [
        of("code", End::Exit(3)),
        of("panics", End::Panic),
        of("hangs", End::Timeout(1)),
        of("undone", End::Compiles),
        of("refused", End::CompileFail(vec!["E0308".to_owned()])),
    ];
    let recordings = record(&programs).unwrap();
    let written = |it: &Recording| *it == Recording::Written;
    assert_eq!(
        recordings.iter().map(written).collect::<Vec<_>>(),
        [true, true, true, false, true],
        "{recordings:?}"
    );
    for name in ["code", "panics", "hangs"] {
        assert_eq!(read(dir.path(), &format!("{name}.out")), "a\n");
    }
    assert!(read(dir.path(), "panics.err").contains("why"));
    assert!(read(dir.path(), "refused.err").contains("mismatched types"));
    assert!(!dir.path().join("code.err").exists() && !dir.path().join("refused.out").exists());
    assert_eq!(test(&programs).unwrap(), vec![Verdict::Passed; 5]);
    assert_eq!(record(&programs).unwrap(), vec![Recording::Kept; 5]);
    assert_eq!(states(&programs).unwrap(), vec![State::Recorded; 5]);

    let others = [
        of("code", End::Exit(4)),
        of("code", End::Success),
        of("code", End::Timeout(1)),
        of("hangs", End::Panic),
        of("refused", End::CompileFail(vec!["E0373".to_owned()])),
        of("undone", End::CompileFail(vec!["E0373".to_owned()])),
    ];
    let recordings = record(&others).unwrap();
    let words = [
        "exit code is 3, not 4",
        "exit code 3",
        "still run after 1 s",
        "stopped after 10 s",
        "with E0308, not with E0373",
        "it compiles",
    ];
    for (recording, words) in recordings.iter().zip(words) {
        match recording {
            Recording::Failed(why) => assert!(why.contains(words), "{why}"),
            other => panic!("{other:?}, not {words}"),
        }
    }
}

#[test]
fn a_file_says_what_is_expected_and_the_sample_is_kept() {
    let source = "fn main() { println!(\"took {:?}\", std::time::Instant::now().elapsed()); }\n";
    let dir = package(&[("clock", source), ("redacted", source)]);
    let clock = program(dir.path(), "clock", Compare::Exact);
    let mut redacted = program(dir.path(), "redacted", Compare::Exact);
    redacted.expect.redact = vec![Redaction::Durations];
    let programs = [clock, redacted];
    write(dir.path(), "clock.expect", "took [DURATION]\n");
    assert_eq!(record(&programs).unwrap(), vec![Recording::Written; 2]);
    for name in ["clock.out", "redacted.out"] {
        write(dir.path(), name, "took 12.5s\n");
    }
    assert_eq!(test(&programs).unwrap(), vec![Verdict::Passed; 2]);
    assert_eq!(record(&programs).unwrap(), vec![Recording::Kept; 2]);
    assert_eq!(read(dir.path(), "clock.out"), "took 12.5s\n");

    write(dir.path(), "clock.out", "took no time\n");
    let told = test(&programs).unwrap();
    assert!(failure(&told[0]).contains("recorded output is not what is expected"));
    write(dir.path(), "clock.expect", "took [NUMBER]\n");
    let told = test(&programs).unwrap();
    assert!(failure(&told[0]).contains("- took [NUMBER]\n+ took "));
    assert!(matches!(
        &record(&programs).unwrap()[0],
        Recording::Failed(_)
    ));
}

#[test]
fn what_its_chapter_says_of_a_listing_must_be_so() {
    let dir = package(&[("old", "fn main() {}\n")]);
    let mut old = program(dir.path(), "old", Compare::Exact);
    old.edition = "2018".to_owned();
    record(std::slice::from_ref(&old)).unwrap();
    let told = test(&[old]).unwrap();
    assert!(failure(&told[0]).contains("edition 2018, Cargo.toml"));
    let mut crates = program(dir.path(), "old", Compare::Exact);
    crates.run = Run::Playground(vec!["rayon".to_owned()]);
    let told = test(&[crates]).unwrap();
    assert!(failure(&told[0]).contains("does not depend on `rayon`"));
}

#[test]
fn the_state_of_a_recording_is_known_without_running_anything() {
    let dir = package(&[("a", "fn main() {}\n")]);
    let programs = [program(dir.path(), "a", Compare::Exact)];
    let state = || states(&programs).unwrap()[0];
    assert_eq!(state(), State::Missing);
    record(&programs).unwrap();
    assert_eq!(state(), State::Recorded);
    write(dir.path(), "a.rs", "fn main() { }\n");
    assert!(matches!(state(), State::Stale(why) if why.contains("has changed")));
    std::fs::remove_file(dir.path().join("a.out")).unwrap();
    assert_eq!(state(), State::Missing);

    for name in ["b.out", "b.txt", "c.expect"] {
        write(dir.path(), name, "");
    }
    let names = ["b.out", "c.expect"].map(|it| dir.path().join(it));
    assert_eq!(unshown(&programs).unwrap(), names);
}
