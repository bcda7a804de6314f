use std::sync::Mutex;
use std::thread;

const CHUNK: usize = 1000; // belongs to the data, not to the machine

/// Adds up the numbers with so many workers.
fn sum(numbers: &[f64], workers: usize) -> f64 {
    let chunks = Mutex::new(numbers.chunks(CHUNK).enumerate());
    let mut sums = vec![0.0; numbers.len().div_ceil(CHUNK)];
    let shared = Mutex::new(&mut sums);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let next = chunks.lock().expect("nobody panicked").next();
                    let Some((number, chunk)) = next else { break };
                    let sum: f64 = chunk.iter().sum();
                    shared.lock().expect("nobody panicked")[number] = sum;
                }
            });
        }
    });
    sums.iter().sum() // always the same sums, in the same order
}

fn main() {
    let numbers: Vec<f64> = (1..=100_000).map(|n| 1.0 / f64::from(n)).collect();
    for workers in 1..=4 {
        println!("{workers} worker(s): {}", sum(&numbers, workers));
    }
}
