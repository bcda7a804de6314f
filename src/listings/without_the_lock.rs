// region: rules
/// Must a thread hold the lock while it runs Python code?
const LOCK: bool = false;
const SWITCH_INTERVAL: u32 = 5; // milliseconds
// endregion

#[derive(Clone, Copy)]
enum Step {
    Python(u32), // milliseconds of Python code, which needs the lock
    File(u32),   // milliseconds of waiting for a file, which does not
}
use Step::{File, Python};

// region: hidden
/// Makes the bar longer, or prints it and begins the next.
fn draw(bar: &mut (u32, &'static str), lane: usize, now: u32, what: &'static str) {
    let (start, drawn) = *bar;
    if drawn != what {
        if !drawn.is_empty() {
            println!("event: thread {lane} | {start} ms | {now} ms | {drawn}");
        }
        *bar = (now, what);
    }
}

// endregion
fn main() {
    let mut threads = vec![vec![Python(4), File(10), Python(8)]; 3]; // last one first
    let mut bars = [(0, ""); 3];
    let (mut holder, mut held_for, mut now) = (0, 0, 0);

    while threads.iter().any(|steps| !steps.is_empty()) {
        // The holder keeps the lock for its interval, if it still wants it.
        // Then it is the turn of the next thread that wants it.
        let wants = |&it: &usize| matches!(threads[it].last(), Some(Python(_)));
        if held_for == SWITCH_INTERVAL || !wants(&holder) {
            let mut in_turn = (1..=3).map(|step| (holder + step) % 3);
            holder = in_turn.find(wants).unwrap_or(holder);
            held_for = 0;
        }
        held_for += 1;

        // One millisecond for every thread, each on a core of its own.
        for (lane, steps) in threads.iter_mut().enumerate() {
            let (what, left) = match steps.pop() {
                Some(Python(left)) if LOCK && lane != holder => {
                    ("waits for the lock", Some(Python(left)))
                }
                Some(Python(left)) => ("runs Python", Some(Python(left - 1))),
                Some(File(left)) => ("waits for a file", Some(File(left - 1))),
                None => ("", None),
            };
            draw(&mut bars[lane], lane + 1, now, what);
            steps.extend(left.filter(|step| !matches!(step, Python(0) | File(0))));
        }
        now += 1;
    }
    // region: hidden
    for (lane, bar) in bars.iter_mut().enumerate() {
        draw(bar, lane + 1, now, "");
    }
    // endregion
    println!("all done after {now} ms");
}
