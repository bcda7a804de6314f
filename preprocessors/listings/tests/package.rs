//! A package of listings, recorded and tested with the real compiler.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use doctree::tree::element::{Compare, Mode};
use listings::{Error, Program, Recording, Verdict, record, test};

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
    Program {
        name: name.to_owned(),
        source: folder.join(format!("{name}.rs")),
        mode: Mode::Debug,
        compare,
    }
}

fn failure(verdict: &Verdict) -> &str {
    match verdict {
        Verdict::Failed(why) => why,
        Verdict::Passed | Verdict::OtherCompiler(_) => panic!("it passed"),
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
        Recording::Failed(why) => assert!(why.contains("why"), "{why}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_sample_is_made_anew_when_its_program_changes() {
    let dir = package(&[("sample", "fn main() { println!(\"1\"); }\n")]);
    let programs = [program(dir.path(), "sample", Compare::Sample)];
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
