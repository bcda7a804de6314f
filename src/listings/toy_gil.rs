/// A thread of the toy: its name and the milliseconds of work it has left.
struct Thread {
    name: char,
    work: u32,
}

const SWITCH_INTERVAL: u32 = 5; // milliseconds, as in CPython
const SWITCH_COST: u32 = 1; // far too much, so that you can see it

/// Runs the threads under one lock; returns the timeline, one letter for each
/// millisecond, and a dot where the lock changes hands.
fn run(threads: &mut [Thread]) -> String {
    let mut timeline = String::new();
    let mut holder = 0;
    while threads.iter().any(|thread| thread.work > 0) {
        let thread = &mut threads[holder];
        let slice = thread.work.min(SWITCH_INTERVAL);
        thread.work -= slice;
        timeline.extend((0..slice).map(|_| thread.name));

        // Who is next? Each waiting thread in turn, if it still has work.
        let count = threads.len();
        let next = (1..=count)
            .map(|step| (holder + step) % count)
            .find(|&other| threads[other].work > 0);
        if let Some(next) = next.filter(|&next| next != holder) {
            timeline.extend((0..SWITCH_COST).map(|_| '.'));
            holder = next;
        }
    }
    timeline
}

fn main() {
    let alone = run(&mut [Thread {
        name: 'A',
        work: 30,
    }]);
    let turns = run(&mut ['A', 'B', 'C'].map(|name| Thread { name, work: 10 }));
    println!("one thread    {:>2} ms  {alone}", alone.len());
    println!("three threads {:>2} ms  {turns}", turns.len());
}
