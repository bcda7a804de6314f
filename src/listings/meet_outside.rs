use std::sync::{Barrier, Mutex};
use std::thread;

/// The interpreter lock of our toy. Inside is what only its holder may touch.
struct Interpreter(Mutex<Vec<f64>>);

impl Interpreter {
    /// Runs `work` while holding the lock, as Python code does.
    fn attach<T>(&self, work: impl FnOnce(&mut Vec<f64>) -> T) -> T {
        work(&mut self.0.lock().expect("nobody panicked"))
    }
}

fn main() {
    let python = Interpreter(Mutex::new(Vec::new()));
    let meeting = Barrier::new(3);

    thread::scope(|scope| {
        for x in [0.0_f64, 1.0, 2.0] {
            let (python, meeting) = (&python, &meeting);
            scope.spawn(move || {
                // No lock here: all three threads are in this stretch at once.
                // The barrier proves it, for it opens only when three have come.
                meeting.wait();
                let result = x.sqrt();

                // To store a result we must hold the lock, one after the other.
                python.attach(|results| results.push(result));
            });
        }
    });

    let mut results = python.attach(|results| results.clone());
    results.sort_by(f64::total_cmp);
    println!("all three met outside the lock");
    println!("results: {results:.3?}");
}
