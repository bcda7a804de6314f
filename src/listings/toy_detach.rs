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
        let wants_lock = |&thread: &usize| threads[thread].front() == Some(&Python);
        if held_for == SWITCH_INTERVAL || !wants_lock(&holder) {
            let mut in_turn = (1..=count).map(|step| (holder + step) % count);
            holder = in_turn.find(wants_lock).unwrap_or(holder);
            held_for = 0;
        }
        held_for += 1;

        for (index, steps) in threads.iter_mut().enumerate() {
            match steps.front() {
                Some(Python) if index != holder => lines[index].push('.'),
                Some(Python) => lines[index].push('#'),
                Some(Native) => lines[index].push('='),
                None => continue,
            }
            if !lines[index].ends_with('.') {
                steps.pop_front();
            }
        }
    }
    lines
}

fn main() {
    for (title, compute) in [("holding the lock", Python), ("detached", Native)] {
        // 2 ms of Python to prepare, 10 ms of computing, 1 ms to store.
        let job: VecDeque<Step> = [[Python].repeat(2), [compute].repeat(10), vec![Python]]
            .concat()
            .into();
        let lines = run(vec![job; 3]);
        let longest = lines.iter().map(String::len).max().unwrap_or(0);
        println!("{title}: {longest} ms");
        for line in lines {
            println!("  |{line}");
        }
    }
}
