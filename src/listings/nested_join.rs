use rayon::ThreadPoolBuilder;

/// Adds up a list by halves, each half a job that may make further jobs.
fn sum(numbers: &[u64]) -> u64 {
    if numbers.len() <= 1000 {
        return numbers.iter().sum();
    }
    let (left, right) = numbers.split_at(numbers.len() / 2);
    // A worker that waits for the other half does other jobs meanwhile.
    let (left, right) = rayon::join(|| sum(left), || sum(right));
    left + right
}

fn main() {
    let numbers: Vec<u64> = (1..=100_000).collect();
    for workers in [1, 2, 8] {
        let pool = ThreadPoolBuilder::new().num_threads(workers).build();
        let pool = pool.expect("the threads can be started");
        println!("{workers} worker(s): {}", pool.install(|| sum(&numbers)));
    }
}
