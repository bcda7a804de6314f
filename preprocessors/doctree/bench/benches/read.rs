//! `read`: doctree beside sphinx-ultra, docutils and pulldown-cmark, all in
//! the same run, and what they did as one table.
//!
//! Time is that of the processor, so that a busy machine does not spoil it.
//! `DOCTREE_BENCH_FOLDER` is a folder of reStructuredText, such as CPython's
//! `Doc`; without it the course is read. `PYTHON` is a Python with docutils
//! 0.23, else `python3`; without docutils its column stays empty.

use std::cell::RefCell;
use std::hint::black_box;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cpu_time::ProcessTime;
use criterion::{Criterion, SamplingMode, Throughput};
use doctree::{NoFiles, Options, Source, conformance, read, writer};
use doctree_bench::{Input, inputs};
use mimalloc::MiMalloc;
use sphinx_ultra::rst::{ParseOptions, parse_rst};

/// hornbook's, for every reader in Rust.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Who reads one text.
type Reader = fn(&str);

/// The Rust readers of reStructuredText, in the order of the columns.
const READERS: [(&str, Reader); 4] = [
    ("parse", |text| {
        let source = Source::new("page.rst", text);
        black_box(conformance::parse(&source, &options(), &NoFiles));
    }),
    ("read", |text| {
        let source = Source::new("page.rst", text);
        black_box(read(&source, &options(), &NoFiles));
    }),
    ("sphinx-ultra", |text| {
        black_box(parse_rst(text, &ParseOptions::default()));
    }),
    // Knows Sphinx's directives and reads what is in them.
    ("sphinx-ultra as Sphinx", |text| {
        let options = ParseOptions {
            sphinx: true,
            ..ParseOptions::default()
        };
        black_box(parse_rst(text, &options));
    }),
];

/// docutils' own language, in which what Sphinx adds is unknown. What nobody
/// knows is read and kept, and nothing is said of it, as `docutils_time.py` has
/// docutils do.
fn options() -> Options {
    Options {
        keep_unknown: true,
        report_unknown: false,
        ..Options::docutils()
    }
}

fn main() -> std::io::Result<()> {
    let folder = std::env::var_os("DOCTREE_BENCH_FOLDER").map(PathBuf::from);
    let inputs = inputs(folder, Path::new(env!("CARGO_TARGET_TMPDIR")))?;
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();
    let mut rows = vec![HEAD.to_owned()];
    for input in &inputs {
        let texts: Vec<_> = input.files.iter().map(|(_, text)| text.clone()).collect();
        let pages: Vec<_> = texts.iter().map(|text| markdown(text)).collect();
        let mut speeds: Vec<_> = READERS
            .iter()
            .map(|(name, reader)| speed(&mut criterion, input, name, &texts, *reader))
            .collect();
        speeds.push(speed(
            &mut criterion,
            input,
            "pulldown-cmark",
            &pages,
            |page| {
                pulldown_cmark::Parser::new_ext(page, pulldown_cmark::Options::all()).for_each(
                    |it| {
                        black_box(it);
                    },
                );
            },
        ));
        speeds.push(docutils(input)?);
        rows.push(row(input, &speeds, peak(input)?));
    }
    criterion.final_summary();
    println!("\n{}\n{TAIL}", rows.join("\n"));
    Ok(())
}

/// Megabytes a second of `reader` over `texts`, as criterion measures it: the
/// median of its samples.
fn speed(
    criterion: &mut Criterion,
    input: &Input,
    name: &str,
    texts: &[String],
    reader: Reader,
) -> f64 {
    let samples = RefCell::new(Vec::new());
    let mut group = criterion.benchmark_group(input.name);
    group
        .throughput(Throughput::Bytes(input.bytes()))
        .sampling_mode(SamplingMode::Flat);
    group.bench_function(name, |bencher| {
        bencher.iter_custom(|rounds| {
            let start = ProcessTime::now();
            for _ in 0..rounds {
                texts.iter().for_each(|text| reader(black_box(text)));
            }
            let took = start.elapsed();
            samples
                .borrow_mut()
                .push(took.as_secs_f64() / rounds as f64);
            took
        });
    });
    group.finish();
    let mut samples = samples.into_inner();
    samples.sort_by(f64::total_cmp);
    let median = samples.get(samples.len() / 2).copied().unwrap_or(f64::NAN);
    input.bytes() as f64 / 1e6 / median
}

/// What the text is in Markdown, repeated to the same length.
fn markdown(text: &str) -> String {
    let source = Source::new("page.rst", text);
    let (document, _) = read(&source, &Options::default(), &NoFiles);
    let page = writer::markdown::write(&document, &writer::markdown::Markdown::default());
    let mut out = page.repeat(text.len() / page.len().max(1) + 1);
    out.truncate(out.floor_char_boundary(text.len()));
    out
}

/// Megabytes a second of docutils, which times itself; none without docutils.
fn docutils(input: &Input) -> std::io::Result<f64> {
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("docutils_time.py");
    let child = Command::new(python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut child = child?;
    let names = input
        .files
        .iter()
        .map(|(path, _)| format!("{}\n", path.display()));
    // The child may have gone already, for want of docutils.
    let _ = child
        .stdin
        .take()
        .map(|mut it| it.write_all(names.collect::<String>().as_bytes()));
    let said = child.wait_with_output()?.stdout;
    let seconds = String::from_utf8_lossy(&said)
        .trim()
        .parse()
        .unwrap_or(f64::NAN);
    Ok(input.bytes() as f64 / 1e6 / seconds)
}

/// What the program `peak` tells of the files together, as a multiple of their length.
fn peak(input: &Input) -> std::io::Result<f64> {
    let paths = input.files.iter().map(|(path, _)| path);
    let said = Command::new(env!("CARGO_BIN_EXE_peak"))
        .args(paths)
        .output()?
        .stdout;
    let said = String::from_utf8_lossy(&said);
    let column = |at| {
        said.lines()
            .filter_map(|line| line.split(' ').nth(at)?.parse::<f64>().ok())
            .sum::<f64>()
    };
    Ok(column(1) / column(0))
}

const HEAD: &str = "
|                  |       | MB/s                                                          | read, as a multiple of                   |      |
| input            |    MB |  parse |   read | sphinx-ultra | as Sphinx | pulldown | docutils | docutils | sphinx-ultra | pulldown-cmark | peak |
|------------------|-------|--------|--------|--------------|-----------|----------|----------|----------|--------------|----------------|------|";

const TAIL: &str = "\
parse: without transforms, as sphinx-ultra is measured; read: with them. peak: what
the heap held at its fullest while one file was read, as a multiple of its length.";

fn row(input: &Input, speeds: &[f64], peak: f64) -> String {
    let [parse, read, ultra, sphinx, cmark, docutils] = speeds else {
        return String::new();
    };
    format!(
        "| {:<16} | {:>5.2} | {parse:>6.1} | {read:>6.1} | {ultra:>12.1} | {sphinx:>9.1} | {cmark:>8.1} | {docutils:>8.2} \
         | {:>8.0} | {:>12.1} | {:>14.2} | {peak:>4.1} |",
        input.name,
        input.bytes() as f64 / 1e6,
        read / docutils,
        read / ultra,
        read / cmark,
    )
}
