use std::sync::{Condvar, Mutex};
use std::thread;

const THREADS: usize = 3;
const INSTRUCTIONS: usize = 6; // what each thread has to do
const INTERVAL: usize = 2; // instructions before it must offer the lock

/// What the lock protects: whose turn it is, and what has been done so far.
struct Interpreter {
    turn: usize,
    done: Vec<usize>,
}

fn main() {
    let lock = Mutex::new(Interpreter {
        turn: 0,
        done: Vec::new(),
    });
    let handed_over = Condvar::new();

    thread::scope(|scope| {
        for me in 0..THREADS {
            let (lock, handed_over) = (&lock, &handed_over);
            scope.spawn(move || {
                for _ in 0..INSTRUCTIONS / INTERVAL {
                    // wait_while() sleeps without the lock, and wakes with it.
                    let mut python = handed_over
                        .wait_while(lock.lock().expect("nobody panicked"), |python| {
                            python.turn != me
                        })
                        .expect("nobody panicked");
                    python.done.extend([me; INTERVAL]);
                    python.turn = (me + 1) % THREADS;
                    handed_over.notify_all();
                }
            });
        }
    });

    let order = lock.into_inner().expect("nobody panicked").done;
    println!("{} instructions, in this order:", order.len());
    println!("{order:?}");
}
