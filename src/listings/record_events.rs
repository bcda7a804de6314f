use std::sync::Mutex;
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

struct Recorder {
    started: Instant,
    events: Mutex<Vec<String>>,
}

impl Recorder {
    /// Does some work, and notes when it began and ended; in Python this would
    /// be a context manager.
    fn record<T>(&self, lane: &str, what: &str, work: impl FnOnce() -> T) -> T {
        let milliseconds = || self.started.elapsed().as_secs_f64() * 1000.0;
        let start = milliseconds();
        let result = work();
        let end = milliseconds();
        let when = format!("{start:5.1} ms | {end:5.1} ms");
        let mut events = self.events.lock().expect("nobody panicked");
        events.push(format!("event: {lane} | {when} | {what}"));
        result
    }
}

fn main() {
    let recorder = Recorder {
        started: Instant::now(),
        events: Mutex::new(Vec::new()),
    };
    let file = Mutex::new(()); // only one thread may write at a time
    let ms = Duration::from_millis;

    thread::scope(|scope| {
        for worker in 1..=3 {
            let (recorder, file) = (&recorder, &file);
            scope.spawn(move || {
                let lane = format!("worker {worker}");
                for _ in 0..2 {
                    recorder.record(&lane, "reads", || sleep(ms(10)));
                    recorder.record(&lane, "computes", || sleep(ms(10 * worker)));
                    let held = recorder.record(&lane, "waits", || file.lock());
                    recorder.record(&lane, "writes", || sleep(ms(15)));
                    drop(held);
                }
            });
        }
    });
    let mut events = recorder.events.into_inner().expect("nobody panicked");
    events.sort();
    println!("{}", events.join("\n"));
}
