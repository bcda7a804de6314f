use std::thread;

const BINS: usize = 4;

/// Counts how often each bin occurs. `counts` belongs to this call alone.
fn histogram(values: &[usize]) -> [u32; BINS] {
    let mut counts = [0; BINS];
    for value in values {
        counts[*value] += 1;
    }
    counts
}

fn main() {
    let values: Vec<usize> = (0..100_000).map(|n| n * n % 11 % BINS).collect();
    println!("alone:     {:?}", histogram(&values));

    for workers in [2, 3] {
        let share = values.len().div_ceil(workers);
        let mut total = [0; BINS];
        thread::scope(|scope| {
            let parts: Vec<_> = values
                .chunks(share)
                .map(|chunk| scope.spawn(move || histogram(chunk)))
                .collect();
            for part in parts {
                let counts = part.join().expect("the worker did not panic");
                for (sum, count) in total.iter_mut().zip(counts) {
                    *sum += count; // only this thread writes to `total`
                }
            }
        });
        println!("{workers} workers: {total:?}");
    }
}
