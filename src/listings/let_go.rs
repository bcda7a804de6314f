use std::sync::{Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

static GIL: Mutex<()> = Mutex::new(());

/// Whoever has one of these holds the lock.
struct Python(Option<MutexGuard<'static, ()>>);

fn take() -> Option<MutexGuard<'static, ()>> {
    Some(GIL.lock().expect("nobody panicked"))
}

impl Python {
    /// Takes the lock, runs `work`, and lets go at the end.
    fn attach<T>(work: impl FnOnce(&mut Python) -> T) -> T {
        work(&mut Python(take()))
    }

    /// Lets the lock go, runs `work`, and takes the lock again.
    fn detach<T>(&mut self, work: impl FnOnce() -> T + Send) -> T {
        self.0 = None; // the guard ends here, and with it our hold
        let answer = work();
        self.0 = take();
        answer
    }
}

// region: hidden
/// Stands for work: the thread is busy for so long. Shows it as a bar.
fn busy(lane: &str, program: Instant, milliseconds: u64, what: &str) {
    let from = program.elapsed().as_secs_f64() * 1000.0;
    thread::sleep(Duration::from_millis(milliseconds));
    let to = program.elapsed().as_secs_f64() * 1000.0;
    println!("event: {lane} | {from:.1} ms | {to:.1} ms | {what}");
}

// endregion
fn main() {
    let program = Instant::now();
    thread::scope(|scope| {
        for name in ["thread 1", "thread 2", "thread 3"] {
            scope.spawn(move || {
                Python::attach(|py| {
                    busy(name, program, 3, "holds the lock"); // arguments
                    py.detach(|| busy(name, program, 20, "computes without it"));
                    busy(name, program, 6, "holds the lock"); // result
                });
            });
        }
    });
}
