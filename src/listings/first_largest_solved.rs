use std::thread;

/// A value, and where it stands in the list.
type Found = (u32, usize);

/// Which of two finds shall be kept.
fn better(left: Found, right: Found) -> Found {
    let right_is_better = right.0 > left.0 || (right.0 == left.0 && right.1 < left.1);
    if right_is_better { right } else { left }
}

/// The largest value, and the first place where it stands.
fn largest(values: &[u32], workers: usize) -> Option<Found> {
    let places: Vec<Found> = values.iter().copied().zip(0..).collect();
    let share = places.len().div_ceil(workers);
    thread::scope(|scope| {
        let workers: Vec<_> = places
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().copied().reduce(better)))
            .collect();
        workers
            .into_iter()
            .rev() // as if the last worker were done first
            .filter_map(|worker| worker.join().expect("the worker did not panic"))
            .reduce(better)
    })
}

fn main() {
    let values = [3, 9, 4, 9, 1, 9, 2, 5];
    for workers in 1..=4 {
        println!("{workers} worker(s): {:?}", largest(&values, workers));
    }
}
