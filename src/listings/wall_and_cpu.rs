use std::hint::black_box;
use std::thread;
use std::time::{Duration, Instant};

/// Seconds that all threads of this process have worked so far, as in
/// time.process_time(). Linux counts them, in hundredths, in this file.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // What follows the program's name: the state, ten numbers, and then the
    // time in the program and the time in the system on its behalf.
    let (_, fields) = stat.rsplit_once(')').unwrap_or_default();
    let times = fields.split_whitespace().skip(11).take(2);
    let hundredths: f64 = times.filter_map(|it| it.parse::<f64>().ok()).sum();
    hundredths / 100.0
}

fn compute() {
    for n in 0..400_000_000_u32 {
        black_box(n); // pretend to use it, so that the loop is not left out
    }
}

fn measure(name: &str, work: impl FnOnce()) {
    let (started, worked) = (Instant::now(), cpu_seconds());
    work();
    let (wall, cpu) = (started.elapsed().as_secs_f64(), cpu_seconds() - worked);
    let busy = cpu / wall;
    println!("{name:<12} wall {wall:.2} s   cpu {cpu:.2} s   cores busy {busy:.1}");
}

fn main() {
    compute(); // the warm-up
    measure("sleep", || thread::sleep(Duration::from_millis(300)));
    measure("compute", compute);
    measure("two threads", || {
        thread::scope(|scope| {
            scope.spawn(compute);
            scope.spawn(compute);
        });
    });
}
