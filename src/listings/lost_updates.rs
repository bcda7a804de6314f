use std::sync::Barrier;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::thread;

const THREADS: usize = 4;
const ROUNDS: u64 = 500_000;

fn main() {
    let count = AtomicU64::new(0);
    let start = Barrier::new(THREADS); // nobody runs before all are ready

    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                start.wait();
                for _ in 0..ROUNDS {
                    // Two steps: another thread may come between them.
                    let seen = count.load(Relaxed);
                    count.store(seen + 1, Relaxed);
                }
            });
        }
    });

    let expected = THREADS as u64 * ROUNDS;
    let counted = count.into_inner();
    println!("expected {expected}");
    println!("counted  {counted}");
    println!("lost     {}", expected - counted);
}
