use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::{Duration, Instant};
use std::{fs, thread};

/// Numbers from a file in which Linux tells about this process.
fn numbers(file: &str) -> Vec<f64> {
    let text = fs::read_to_string(file).unwrap_or_default();
    let text = text.rsplit(')').next().unwrap_or_default();
    let parse = |word: &str| word.parse().unwrap_or(0.0);
    text.split_whitespace().map(parse).collect()
}

/// Seconds that the cores have worked, and megabytes in use, so far.
fn measure() -> (f64, f64) {
    let (cpu, memory) = (numbers("/proc/self/stat"), numbers("/proc/self/statm"));
    ((cpu[11] + cpu[12]) / 100.0, memory[1] * 4096.0 / 1e6)
}

// region: hidden
fn compute(seconds: f64) {
    let started = Instant::now();
    while started.elapsed().as_secs_f64() < seconds {
        black_box(0);
    }
}
// endregion

fn work() {
    thread::sleep(Duration::from_millis(300)); // waits for a server
    let data = vec![1_u8; 150_000_000]; // what it has sent
    compute(0.3);
    thread::scope(|scope| {
        scope.spawn(|| compute(0.4));
        scope.spawn(|| compute(0.4));
    });
    drop(black_box(data));
    thread::sleep(Duration::from_millis(200)); // sends the answer
}

fn main() {
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let started = Instant::now();
            let (mut then, mut cpu_then) = (0.0, measure().0);
            while !done.load(Relaxed) {
                thread::sleep(Duration::from_millis(100));
                let now = started.elapsed().as_secs_f64();
                let (cpu, memory) = measure();
                let busy = (cpu - cpu_then) / (now - then);
                println!("point: cores busy | {now:.1} | {busy:.1}");
                println!(
                    "point: memory, in 100 MB | {now:.1} | {:.1}",
                    memory / 100.0
                );
                (then, cpu_then) = (now, cpu);
            }
        });
        work();
        done.store(true, Relaxed);
    });
}
