use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const SWITCH_INTERVAL: Duration = Duration::from_millis(5);

/// A lock as CPython's: who waits too long leaves a note for the holder.
struct InterpreterLock {
    holder: Mutex<(Option<usize>, usize)>, // who has it now, and who had it last
    changed: Condvar,                      // wakes those who wait
    note: AtomicBool,                      // "please let go"
}

impl InterpreterLock {
    fn take(&self, me: usize) {
        let mut holder = self.holder.lock().expect("nobody panicked");
        while holder.0.is_some() {
            // Sleep until the lock changes hands, but not longer than this.
            let woken = self.changed.wait_timeout(holder, SWITCH_INTERVAL);
            let (now, alarm) = woken.expect("nobody panicked");
            self.note.fetch_or(alarm.timed_out(), Relaxed);
            holder = now;
        }
        *holder = (Some(me), me);
        self.note.store(false, Relaxed);
        self.changed.notify_all();
    }

    fn let_go(&self) {
        self.holder.lock().expect("nobody panicked").0 = None;
        self.changed.notify_all();
    }

    /// Sleeps until somebody else has had the lock, so that it does change hands.
    fn wait_for_another(&self, me: usize) {
        let holder = self.holder.lock().expect("nobody panicked");
        drop(self.changed.wait_while(holder, |holder| holder.1 == me));
    }
}

// region: hidden
/// Stands for some instructions of Python: keeps the core busy for a moment.
fn instructions() {
    let started = Instant::now();
    while started.elapsed() < Duration::from_micros(200) {}
}

fn show(thread: usize, program: Instant, from: Instant) {
    let milliseconds = |moment: Instant| (moment - program).as_secs_f64() * 1000.0;
    let (from, to) = (milliseconds(from), milliseconds(Instant::now()));
    println!("event: thread {thread} | {from:.1} ms | {to:.1} ms | holds the lock");
}

// endregion
fn main() {
    let lock = InterpreterLock {
        holder: Mutex::new((None, 0)),
        changed: Condvar::new(),
        note: AtomicBool::new(false),
    };
    let program = Instant::now();

    thread::scope(|scope| {
        for me in 1..=3 {
            let lock = &lock;
            scope.spawn(move || {
                lock.take(me);
                let mut since = Instant::now();
                for _ in 0..60 {
                    instructions();
                    if lock.note.load(Relaxed) {
                        show(me, program, since);
                        lock.let_go();
                        lock.wait_for_another(me);
                        lock.take(me);
                        since = Instant::now();
                    }
                }
                show(me, program, since);
                lock.let_go();
            });
        }
    });
}
