// region: rules
/// Must a thread hold the lock while it runs Python code?
const LOCK: bool = false;
const SWITCH_INTERVAL: u32 = 5; // milliseconds
// endregion

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Python(u32), // milliseconds of Python code: it needs the lock, if there is one
    Wait(u32),   // milliseconds of waiting for a disk: it needs none
}
use Step::{Python, Wait};

// region: hidden
/// Joins on to the bar that is being drawn, or prints it and begins the next.
fn draw(bar: &mut (u32, &'static str), lane: usize, now: u32, what: &'static str) {
    if bar.1 != what {
        if !bar.1.is_empty() {
            println!(
                "event: thread {} | {} ms | {now} ms | {}",
                lane + 1,
                bar.0,
                bar.1
            );
        }
        *bar = (now, what);
    }
}

// endregion
fn main() {
    let work = [Python(8), Wait(10), Python(4)];
    let mut threads: Vec<Vec<Step>> = vec![work.iter().rev().copied().collect(); 3];
    let mut bars = vec![(0, ""); threads.len()];
    let (mut holder, mut held_for, mut now) = (0, 0, 0);

    while threads.iter().any(|steps| !steps.is_empty()) {
        // Who gets the lock? The holder keeps it for its interval, if it still
        // wants it. Then it is the turn of the next one that wants it.
        let wants = |thread: usize| matches!(threads[thread].last(), Some(Python(_)));
        if held_for == SWITCH_INTERVAL || !wants(holder) {
            let mut in_turn = (1..=threads.len()).map(|step| (holder + step) % threads.len());
            holder = in_turn.find(|&it| wants(it)).unwrap_or(holder);
            held_for = 0;
        }
        held_for += 1;

        // One millisecond for every thread.
        for (lane, steps) in threads.iter_mut().enumerate() {
            let what = match steps.last_mut() {
                Some(Python(_)) if LOCK && lane != holder => "waits for the lock",
                Some(Python(left)) => {
                    *left -= 1;
                    "runs Python"
                }
                Some(Wait(left)) => {
                    *left -= 1;
                    "reads a file"
                }
                None => "",
            };
            draw(&mut bars[lane], lane, now, what);
            if matches!(steps.last(), Some(Python(0) | Wait(0))) {
                steps.pop();
            }
        }
        now += 1;
    }
    for (lane, bar) in bars.iter_mut().enumerate() {
        draw(bar, lane, now, "");
    }
    println!("all done after {now} ms");
}
