use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

/// A toy interpreter: one lock, and three numbers to watch.
#[derive(Default)]
struct Interpreter {
    lock: Mutex<()>,
    inside: AtomicU32,
    most_inside: AtomicU32,
    instructions: AtomicU32,
}

impl Interpreter {
    /// Runs one instruction of Python: take the lock, work, let go.
    fn run_instruction(&self) {
        let _held = self.lock.lock().expect("nobody panicked");
        let inside = self.inside.fetch_add(1, Relaxed) + 1;
        self.most_inside.fetch_max(inside, Relaxed);
        self.instructions.fetch_add(1, Relaxed);
        self.inside.fetch_sub(1, Relaxed);
    } // `_held` ends here, and the lock is free again.
}

fn main() {
    let python = Interpreter::default();

    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for _ in 0..100_000 {
                    python.run_instruction();
                }
            });
        }
    });

    println!("instructions run:    {}", python.instructions.into_inner());
    println!("most threads inside: {}", python.most_inside.into_inner());
}
