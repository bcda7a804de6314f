use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;
use std::time::Instant;

const PIECES: usize = 24; // the same work, however many threads there are

fn piece() {
    for n in 0..5_000_000_u32 {
        black_box(n);
    }
}

/// Does all pieces with so many threads; returns the seconds on the wall.
fn run(threads: usize) -> f64 {
    let next = AtomicUsize::new(0);
    let worker = || {
        // Whoever is free takes the next piece.
        while next.fetch_add(1, Relaxed) < PIECES {
            piece();
        }
    };
    let started = Instant::now();
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(worker);
        }
    });
    started.elapsed().as_secs_f64()
}

/// The median of seven runs.
fn seconds(threads: usize) -> f64 {
    let mut times: Vec<f64> = (0..7).map(|_| run(threads)).collect();
    times.sort_by(f64::total_cmp);
    times[3]
}

fn main() {
    run(1); // the warm-up
    let one = seconds(1);
    for threads in [1, 2, 3, 4] {
        println!(
            "point: measured | {threads} | {:.2}",
            one / seconds(threads)
        );
        println!("point: ideal | {threads} | {threads}");
    }
}
