//! `book`: a whole project read, resolved and written as Markdown, on all cores,
//! beside `sphinx-build -b pseudoxml -E` in the same run.
//!
//! `DOCTREE_BENCH_FOLDER` is a folder of reStructuredText, such as CPython's
//! `Doc`; `PYTHON` a Python with Sphinx, else `python3`. What Sphinx does not
//! know is read and kept, and nothing is said of it, by either.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use criterion::Criterion;
use doctree::book::{Book, Settings, Survey};
use doctree::{NoFiles, Options, Source, read, writer};
use doctree_bench::inputs;
use mimalloc::MiMalloc;
use rayon::prelude::*;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> std::io::Result<()> {
    let folder = std::env::var_os("DOCTREE_BENCH_FOLDER").map(PathBuf::from);
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let input = inputs(folder.clone(), scratch)?.swap_remove(0);
    let root = folder.unwrap_or_else(|| scratch.join("course"));
    let texts: Vec<(String, &str)> = input
        .files
        .iter()
        .map(|(path, text)| {
            let name = path.strip_prefix(&root).unwrap_or(path);
            (name.to_string_lossy().into_owned(), text.as_str())
        })
        .collect();
    let mut times = Vec::new();
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();
    criterion.bench_function("book", |bencher| {
        bencher.iter_custom(|rounds| {
            let start = Instant::now();
            for _ in 0..rounds {
                black_box(markdown(black_box(&texts)));
            }
            times.push(start.elapsed().as_secs_f64() / rounds as f64);
            start.elapsed()
        });
    });
    criterion.final_summary();
    times.sort_by(f64::total_cmp);
    let ours = times.get(times.len() / 2).copied().unwrap_or(f64::NAN);
    let peak = status("VmHWM").unwrap_or(f64::NAN) / 1024.0;
    let sphinx = sphinx(&root, scratch)?;
    println!(
        "\n{} files, {:.2} MB: {ours:.3} s and {peak:.0} MB at most; Sphinx {sphinx:.1} s: {:.0} times",
        texts.len(),
        input.bytes() as f64 / 1e6,
        sphinx / ours
    );
    Ok(())
}

/// Every text as a page of Markdown.
fn markdown(texts: &[(String, &str)]) -> Vec<String> {
    let options = Options {
        report_unknown: false,
        ..Options::default()
    };
    let (mut documents, surveys): (Vec<_>, Vec<_>) = texts
        .par_iter()
        .map(|(name, text)| {
            let (document, _) = read(&Source::new(name.as_str(), text), &options, &NoFiles);
            let survey = Survey::of(name, &document);
            (document, survey)
        })
        .unzip();
    let book = Book::new(surveys, Settings::default());
    documents
        .par_iter_mut()
        .enumerate()
        .map(|(at, document)| {
            black_box(book.resolve(at, document));
            writer::markdown::write(document, &writer::markdown::Markdown::default())
        })
        .collect()
}

/// A number of kB that the system tells of this process.
fn status(key: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(key))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Seconds that Sphinx takes for the files of `root`; none without Sphinx.
fn sphinx(root: &Path, scratch: &Path) -> std::io::Result<f64> {
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let output = Command::new(python)
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("sphinx_time.py"))
        .args([root, &scratch.join("sphinx")])
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    Ok(said.trim().parse().unwrap_or(f64::NAN))
}
