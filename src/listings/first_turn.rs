use std::collections::VecDeque;

/// Runs threads of so many milliseconds under one lock, in pretended time.
/// Returns when all are done.
fn run(works: &[u32], switch_interval: u32) -> u32 {
    let mut waiting: VecDeque<_> = works.iter().copied().collect();
    let mut now = 0;

    while let Some(work) = waiting.pop_front() {
        let slice = work.min(switch_interval);
        now += slice;
        if work > slice {
            waiting.push_back(work - slice);
        }
        now += 1; // the hand-over
    }
    now
}

fn main() {
    let works = [100, 100, 100, 100];
    for switch_interval in [1, 5, 25, 100] {
        let done = run(&works, switch_interval);
        println!("interval {switch_interval} ms: done after {done} ms");
    }
}
