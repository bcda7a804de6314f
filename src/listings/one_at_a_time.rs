use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

/// Everything Python keeps for a program, behind one lock.
#[derive(Default)]
struct Interpreter {
    lock: Mutex<()>,
    inside: AtomicUsize,
    most_inside: AtomicUsize,
    instructions: AtomicUsize,
}

impl Interpreter {
    /// Runs one instruction of Python: take the lock, work, let go.
    fn run_instruction(&self) {
        let _guard = self.lock.lock().expect("nobody panicked");
        let inside = self.inside.fetch_add(1, SeqCst) + 1;
        self.most_inside.fetch_max(inside, SeqCst);
        self.instructions.fetch_add(1, SeqCst);
        self.inside.fetch_sub(1, SeqCst);
    }
}

fn main() {
    let python = Interpreter::default();

    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| (0..1_000).for_each(|_| python.run_instruction()));
        }
    });

    println!("instructions run:    {}", python.instructions.into_inner());
    println!("most threads inside: {}", python.most_inside.into_inner());
}
