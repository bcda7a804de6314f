use std::sync::Mutex;
use std::thread;

/// What the lock protects: the count, and how often somebody took the lock.
#[derive(Default)]
struct Counter {
    count: u64,
    locked: u64,
}

fn main() {
    let counter = Mutex::new(Counter::default());

    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut own = 0; // a variable of this thread alone: no lock
                for _ in 0..100_000 {
                    own += 1;
                }
                let mut counter = counter.lock().expect("nobody panicked");
                counter.locked += 1;
                counter.count += own;
            });
        }
    });

    let Counter { count, locked } = counter.into_inner().expect("nobody panicked");
    println!("counted {count}, with the lock taken {locked} times");
}
