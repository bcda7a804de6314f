use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::thread;
use std::time::Instant;

#[derive(Default)]
struct Neighbours {
    first: AtomicU64,
    second: AtomicU64,
}

/// The same number, alone in 128 bytes of memory.
#[derive(Default)]
#[repr(align(128))]
struct Alone(AtomicU64);

fn count(number: &AtomicU64) {
    for _ in 0..5_000_000 {
        black_box(number).fetch_add(1, Relaxed);
    }
}

/// Two threads count, each in its own number. Median of five, in milliseconds.
fn milliseconds(first: &AtomicU64, second: &AtomicU64) -> f64 {
    let mut times = [0.0; 5];
    for time in &mut times {
        let started = Instant::now();
        thread::scope(|scope| {
            scope.spawn(|| count(first));
            scope.spawn(|| count(second));
        });
        *time = started.elapsed().as_secs_f64() * 1000.0;
    }
    times.sort_by(f64::total_cmp);
    times[2]
}

fn main() {
    let near = Neighbours::default();
    let far = [Alone::default(), Alone::default()];
    let neighbours = milliseconds(&near.first, &near.second);
    println!("neighbours  {neighbours:.0} ms");
    let apart = milliseconds(&far[0].0, &far[1].0);
    println!("far apart   {apart:.0} ms");
}
