use std::collections::VecDeque;

/// What a thread does in one millisecond: something that needs the
/// interpreter lock, or something that does not.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    Python,
    Native,
}
use Step::{Native, Python};

const SWITCH_INTERVAL: u32 = 5; // milliseconds

/// Runs the threads on as many cores as they want, but with one lock.
/// `#` runs with the lock, `=` runs without it, `.` waits for it.
fn run(mut threads: Vec<VecDeque<Step>>) -> Vec<String> {
    let count = threads.len();
    let mut lines = vec![String::new(); count];
    let (mut holder, mut held_for) = (0, 0);

    while threads.iter().any(|steps| !steps.is_empty()) {
        // After its interval, or when it needs the lock no more, the holder
        // lets go. The next in turn that wants the lock gets it.
        let wants_lock = |&thread: &usize| threads[thread].front() == Some(&Python);
        if held_for == SWITCH_INTERVAL || !wants_lock(&holder) {
            let mut in_turn = (1..=count).map(|step| (holder + step) % count);
            holder = in_turn.find(wants_lock).unwrap_or(holder);
            held_for = 0;
        }
        held_for += 1;

        // Now every thread has its millisecond.
        for (index, (steps, line)) in threads.iter_mut().zip(&mut lines).enumerate() {
            if index != holder && steps.front() == Some(&Python) {
                line.push('.');
                continue;
            }
            match steps.pop_front() {
                Some(Python) => line.push('#'),
                Some(Native) => line.push('='),
                None => {} // this thread has ended
            }
        }
    }
    lines
}

fn main() {
    for (title, compute) in [("holding the lock", Python), ("detached", Native)] {
        // 2 ms of Python to prepare, 10 ms of computing, 1 ms to store.
        let job = [[Python].repeat(2), [compute].repeat(10), vec![Python]].concat();
        let lines = run(vec![job.into(); 3]);
        let longest = lines.iter().map(String::len).max().unwrap_or(0);
        println!("{title}: {longest} ms");
        for line in lines {
            println!("  |{line}");
        }
    }
}
