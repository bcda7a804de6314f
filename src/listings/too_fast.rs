use std::hint::black_box;
use std::time::{Duration, Instant};

/// Adds up 0, 1, 2 and so on, below `end`.
fn add_up(end: u64) -> u64 {
    (0..end).sum()
}

/// The same, but each number is pretended to have come from elsewhere.
fn add_up_in_truth(end: u64) -> u64 {
    (0..end).map(black_box).sum()
}

fn time(work: fn(u64) -> u64) -> (u64, Duration) {
    let started = Instant::now();
    let sum = work(black_box(100_000_000));
    (sum, started.elapsed())
}

fn main() {
    for (name, work) in [
        ("as written ", add_up as fn(u64) -> u64),
        ("step by step", add_up_in_truth),
    ] {
        let (sum, took) = time(work);
        println!("{name:<12}  {sum}  in {took:.0?}");
    }
}
