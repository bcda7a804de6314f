use std::sync::Barrier;
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};
use std::thread;

fn main() {
    let count = AtomicI64::new(1); // a reference count: one owner so far
    let both_have_read = Barrier::new(2);

    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let seen = count.load(Relaxed); // 1. read
                both_have_read.wait(); //          (the unlucky moment)
                let next = seen + 1; //            2. add
                count.store(next, Relaxed); //     3. write back
            });
        }
    });

    println!("expected 3 owners, counted {}", count.load(Relaxed));

    // The cure: read, add and write as one step that cannot be divided.
    let count = AtomicI64::new(1);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| count.fetch_add(1, Relaxed));
        }
    });
    println!("with fetch_add, counted {}", count.load(Relaxed));
}
