//! scratch
#![allow(
    missing_docs,
    clippy::all,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::pedantic
)]
use doctree::{NoFiles, Options, Source, conformance, read, tree::Node};
fn count(n: &Node) -> usize {
    1 + n.children.iter().map(count).sum::<usize>()
}
fn main() {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let what = args.remove(0);
    let rounds: usize = args.remove(0).parse().unwrap();
    let texts: Vec<(String, String)> = args
        .iter()
        .map(|f| (f.clone(), std::fs::read_to_string(f).unwrap_or_default()))
        .collect();
    let total: usize = texts.iter().map(|t| t.1.len()).sum();
    let options = if std::env::var_os("BOOK").is_some() {
        Options::default()
    } else {
        Options::docutils()
    };
    let cpu = || {
        let s = std::fs::read_to_string("/proc/self/schedstat").unwrap();
        s.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
    };
    let (mut p, mut r) = (f64::MAX, f64::MAX);
    for _ in 0..rounds {
        if what != "read" {
            let t = cpu();
            for (_, text) in &texts {
                std::hint::black_box(conformance::parse(
                    &Source::new("t", text),
                    &options,
                    &NoFiles,
                ));
            }
            p = p.min(cpu() - t);
        }
        if what != "parse" {
            let t = cpu();
            for (_, text) in &texts {
                std::hint::black_box(read(&Source::new("t", text), &options, &NoFiles));
            }
            r = r.min(cpu() - t);
        }
    }
    let mb = total as f64 / 1e6;
    println!(
        "{} files {mb:.2} MB parse {:.1} MB/s read {:.1} MB/s (cpu)",
        texts.len(),
        mb / p,
        mb / r
    );
    let nodes: usize = texts
        .iter()
        .map(|(_, t)| count(&read(&Source::new("t", t), &options, &NoFiles).0.root))
        .sum();
    println!(
        "nodes {nodes} = {:.1} bytes of text each; node {} element {}",
        total as f64 / nodes as f64,
        std::mem::size_of::<Node>(),
        std::mem::size_of::<doctree::Element>()
    );
}
