use std::hint::black_box;
use std::time::Instant;

/// Written like C, with a counter.
fn with_index(data: &[f64]) -> f64 {
    let mut sum = 0.0;
    let mut i = 0;
    while i < data.len() {
        sum += data[i] * data[i];
        i += 1;
    }
    sum
}

/// Written like a generator expression: sum(x * x for x in data).
fn with_iterator(data: &[f64]) -> f64 {
    data.iter().map(|x| x * x).sum()
}

/// The fastest of nine runs, in milliseconds.
fn fastest(work: fn(&[f64]) -> f64, data: &[f64]) -> f64 {
    let run = || {
        let started = Instant::now();
        black_box(work(black_box(data)));
        started.elapsed().as_secs_f64() * 1000.0
    };
    (0..9).map(|_| run()).fold(f64::INFINITY, f64::min)
}

fn main() {
    let data = vec![0.5; 1_000_000];
    let debug = cfg!(debug_assertions);
    println!("{} build", if debug { "debug" } else { "release" });
    println!("with an index    {:.2} ms", fastest(with_index, &data));
    println!("with an iterator {:.2} ms", fastest(with_iterator, &data));
}
