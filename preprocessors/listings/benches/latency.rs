//! What the runner adds to the binary of a listing that nobody has edited, and
//! to the compiler for one that somebody has.
//!
//! Both ways are taken in turn, so that they meet the same machine; of each the
//! shortest time counts, and the median is shown.

#![allow(clippy::unwrap_used, reason = "a measurement that fails says so")]
#![allow(clippy::print_stdout, reason = "this is for people to read")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use listings::runner::{Cancel, RUN, Request, Runner, Settings};
use listings::sandbox::Helper;

const CODE: &str = "use std::thread;\nfn main() {\n    thread::scope(|s| for i in 0..4 {\n        \
    s.spawn(move || println!(\"{i}\"));\n    });\n}\n";

/// The most that may be added, and how often each is measured.
const CASES: [(&str, Duration, usize); 2] = [
    ("unedited, beside its binary", Duration::from_millis(10), 60),
    (
        "edited, beside rustc and its binary",
        Duration::from_millis(60),
        12,
    ),
];

fn main() {
    let runner = Runner::start(Settings {
        folder: PathBuf::from(env!("CARGO_MANIFEST_DIR")),
        package: None,
        helper: Some(Helper {
            program: PathBuf::from(env!("CARGO_BIN_EXE_confine")),
            arguments: Vec::new(),
        }),
        time: RUN,
    })
    .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let rustc = rustc();
    let through = |code: &str| {
        let request = Request::read(serde_json::json!({ "code": code }).to_string().as_bytes());
        let place = runner.place().unwrap();
        let answer = place.run(&request.unwrap(), &Cancel::default()).unwrap();
        assert!(answer.success, "{answer:?}");
    };
    compile(&rustc, folder.path());
    through(CODE);
    let unedited = compare(CASES[0].2, || binary(folder.path()), || through(CODE));
    let mut edit = 0;
    let edited = compare(
        CASES[1].2,
        || {
            compile(&rustc, folder.path());
            binary(folder.path());
        },
        || {
            edit += 1;
            through(&format!("{CODE}// {edit}\n"));
        },
    );
    let mut within = true;
    for ((name, most, _), [itself, runner]) in CASES.into_iter().zip([unedited, edited]) {
        let added = runner[0].saturating_sub(itself[0]);
        within &= added <= most;
        println!("{name}: {itself:.1?} itself, {runner:.1?} by the runner (shortest, median)");
        println!(
            "  {added:.1?} added of {most:?}, {:.2} times",
            runner[0].as_secs_f64() / itself[0].as_secs_f64()
        );
    }
    assert!(within, "the runner adds too much");
}

/// Measures both in turn: of each the shortest time and the median.
fn compare(times: usize, mut itself: impl FnMut(), mut runner: impl FnMut()) -> [[Duration; 2]; 2] {
    let mut taken = [Vec::new(), Vec::new()];
    for _ in 0..times {
        taken[0].push(measure(&mut itself));
        taken[1].push(measure(&mut runner));
    }
    taken.map(|mut it| {
        it.sort();
        [it[0], it[it.len() / 2]]
    })
}

fn measure(run: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

/// The compiler itself, past the proxy of rustup.
fn rustc() -> PathBuf {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output();
    let sysroot = String::from_utf8(sysroot.unwrap().stdout).unwrap();
    Path::new(sysroot.trim()).join("bin/rustc")
}

fn compile(rustc: &Path, folder: &Path) {
    std::fs::write(folder.join("main.rs"), CODE).unwrap();
    call(
        Command::new(rustc)
            .args(["--edition", "2024", "-C", "codegen-units=1"])
            .args(["-C", "strip=debuginfo", "-o", "main", "main.rs"])
            .current_dir(folder),
    );
}

fn binary(folder: &Path) {
    call(&mut Command::new(folder.join("main")));
}

fn call(command: &mut Command) {
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}
