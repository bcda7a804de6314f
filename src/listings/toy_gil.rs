use std::collections::VecDeque;
use std::iter::repeat_n;

const SWITCH_INTERVAL: usize = 5; // milliseconds, as in CPython
const SWITCH_COST: usize = 1; // far too much, so that you can see it

/// Runs threads under one lock. Each has a name and some milliseconds of work.
/// Returns one letter for each millisecond, and a dot for each hand-over.
fn run(threads: &[(char, usize)]) -> String {
    let mut waiting: VecDeque<_> = threads.iter().copied().collect();
    let mut timeline = String::new();

    while let Some((name, work)) = waiting.pop_front() {
        // This thread has the lock now. If nobody asks for it, it keeps it.
        let somebody_asks = !waiting.is_empty();
        let slice = if somebody_asks {
            work.min(SWITCH_INTERVAL)
        } else {
            work
        };
        timeline.extend(repeat_n(name, slice));

        if work > slice {
            waiting.push_back((name, work - slice));
        }
        if somebody_asks {
            timeline.extend(repeat_n('.', SWITCH_COST));
        }
    }
    timeline
}

fn main() {
    let alone = run(&[('A', 30)]);
    let turns = run(&[('A', 10), ('B', 10), ('C', 10)]);
    println!("one thread    {} ms  {alone}", alone.len());
    println!("three threads {} ms  {turns}", turns.len());
}
