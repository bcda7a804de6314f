use std::thread;

/// Adds up the numbers with so many workers.
fn sum(numbers: &[f64], workers: usize) -> f64 {
    let share = numbers.len().div_ceil(workers);
    thread::scope(|scope| {
        let workers: Vec<_> = numbers
            .chunks(share)
            .map(|chunk| scope.spawn(move || chunk.iter().sum::<f64>()))
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().expect("the worker did not panic"))
            .sum()
    })
}

fn main() {
    let numbers: Vec<f64> = (1..=100_000).map(|n| 1.0 / f64::from(n)).collect();
    for workers in 1..=4 {
        println!("{workers} worker(s): {}", sum(&numbers, workers));
    }
}
