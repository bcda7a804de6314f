//! `hornbook build` of long books, beside a stock mdBook that builds the same
//! books written in Markdown: time of the processor, the most memory held, and
//! what a chapter costs.
//!
//! `MDBOOK` is the stock program; without it hornbook is measured alone.
//! `CHAPTERS` are the lengths of the books, `200,1000,3000` if it is not set.

#![allow(clippy::unwrap_used, reason = "a measurement that fails says so")]
#![allow(clippy::print_stdout, reason = "this is for people to read")]
#![allow(clippy::cast_precision_loss, reason = "figures are rounded")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[path = "site/model.rs"]
mod model;

use model::Form;

/// What a program took.
struct Cost {
    cpu: f64,
    wall: f64,
    megabytes: u64,
}

fn main() {
    let chapters = std::env::var("CHAPTERS").unwrap_or_else(|_| "200,1000,3000".to_owned());
    let hornbook = env!("CARGO_BIN_EXE_hornbook");
    let mdbook = std::env::var("MDBOOK").ok();
    println!("| chapters | MB | program | CPU s | wall s | peak MB | CPU ms per chapter |");
    println!("|---|---|---|---|---|---|---|");
    for count in chapters.split(',').map(|it| it.parse::<usize>().unwrap()) {
        row(count, "hornbook", hornbook, Form::Rest);
        if let Some(mdbook) = &mdbook {
            row(count, "mdBook", mdbook, Form::Markdown);
        }
    }
}

/// Measures the better of two builds, and prints it.
fn row(count: usize, name: &str, program: &str, form: Form) {
    let folder = tempfile::tempdir().unwrap();
    model::write(folder.path(), count, form);
    let size: usize = (0..count)
        .map(|it| model::chapter(it, count, form).len())
        .sum();
    let runs = [(), ()].map(|()| {
        let built = folder.path().join("book");
        if built.exists() {
            std::fs::remove_dir_all(built).unwrap();
        }
        measure(program, folder.path())
    });
    let best = runs
        .into_iter()
        .min_by(|a, b| a.cpu.total_cmp(&b.cpu))
        .unwrap();
    println!(
        "| {count} | {:.1} | {name} | {:.2} | {:.2} | {} | {:.2} |",
        size as f64 / 1e6,
        best.cpu,
        best.wall,
        best.megabytes,
        best.cpu * 1000.0 / count as f64
    );
}

/// Runs `program build` in `folder`, and looks at it while it runs: a process
/// that has ended keeps its times until it is asked for, but no memory.
fn measure(program: &str, folder: &Path) -> Cost {
    let start = Instant::now();
    let mut child = Command::new(program)
        .arg("build")
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let about =
        |what: &str| std::fs::read_to_string(format!("/proc/{}/{what}", child.id())).unwrap();
    let mut kilobytes = 0;
    let (cpu, wall) = loop {
        let status = about("status");
        let peak = status.lines().find_map(|it| it.strip_prefix("VmHWM:"));
        if let Some(peak) = peak.and_then(|it| it.trim().strip_suffix(" kB")) {
            kilobytes = peak.trim().parse().unwrap();
        }
        let times = about("stat");
        let fields: Vec<_> = times.rsplit(") ").next().unwrap().split(' ').collect();
        if fields[0] == "Z" {
            let ticks: u64 =
                fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
            break (ticks as f64 / 100.0, start.elapsed().as_secs_f64());
        }
        std::thread::sleep(Duration::from_millis(3));
    };
    assert!(child.wait().unwrap().success(), "{program} build");
    Cost {
        cpu,
        wall,
        megabytes: kilobytes / 1024,
    }
}
