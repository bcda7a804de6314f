use std::sync::{Barrier, Mutex};
use std::thread;

fn main() {
    let balance = Mutex::new(100);
    let both_have_looked = Barrier::new(2);

    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                // Each line takes the lock, and lets it go at its end.
                let enough = *balance.lock().expect("nobody panicked") >= 80;
                both_have_looked.wait(); // (the unlucky moment)
                if enough {
                    *balance.lock().expect("nobody panicked") -= 80;
                }
            });
        }
    });
    let left = balance.into_inner().expect("nobody panicked");
    println!("a lock for each line:  {left}");

    let balance = Mutex::new(100);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                // Held from the look to the end of the block.
                let mut balance = balance.lock().expect("nobody panicked");
                if *balance >= 80 {
                    *balance -= 80;
                }
            });
        }
    });
    let left = balance.into_inner().expect("nobody panicked");
    println!("one lock for the pair: {left}");
}
