use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::{thread, time::Duration};

static COMPUTING: AtomicU32 = AtomicU32::new(0); // how many are at it just now
static MOST: AtomicU32 = AtomicU32::new(0); // how many there were at most

/// Stands for a long computation on plain numbers.
fn compute(number: u64) -> u64 {
    MOST.fetch_max(COMPUTING.fetch_add(1, Relaxed) + 1, Relaxed);
    thread::sleep(Duration::from_millis(300));
    COMPUTING.fetch_sub(1, Relaxed);
    number * number
}

fn main() {
    // The interpreter lock, with the Python objects that it protects.
    let python = Mutex::new((vec![1, 2, 3], Vec::new()));

    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let mut objects = python.lock().expect("nobody panicked");
                let number = objects.0.pop().expect("one for each thread");
                drop(objects); // let go, as py.detach() does
                let result = compute(number);
                python.lock().expect("nobody panicked").1.push(result);
            });
        }
    });

    let (_, mut results) = python.into_inner().expect("nobody panicked");
    results.sort();
    println!("results {results:?}");
    println!("at most {} computed at once", MOST.load(Relaxed));
}
