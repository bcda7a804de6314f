const WORKERS: usize = 4;
const MESSAGE: u64 = 2; // ms to send a chunk to a worker, and its answers back

/// When are all jobs done? Each chunk goes to the worker that is free first.
fn finish(jobs: &[u64], chunk: usize) -> u64 {
    let mut free_at = [0; WORKERS];
    for part in jobs.chunks(chunk) {
        let work: u64 = part.iter().sum();
        if let Some(first) = free_at.iter_mut().min() {
            *first += MESSAGE + work;
        }
    }
    free_at.into_iter().max().unwrap_or(0)
}

fn main() {
    // 400 jobs of 3 ms, and 400 that grow from 1 ms to 5 ms: as much work.
    let alike = vec![3; 400];
    let growing: Vec<u64> = (0..400).map(|job| 1 + job / 80).collect();

    for (name, jobs) in [("all alike", &alike), ("growing", &growing)] {
        for chunk in [1, 2, 3, 5, 8, 10, 15, 20, 25, 34, 40, 50, 67, 80, 100] {
            println!("point: {name} | {chunk} | {}", finish(jobs, chunk));
        }
    }
}
