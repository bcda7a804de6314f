const WAKE: u32 = 1; // what it takes to wake a thread that sleeps
const GREEDY: u32 = 4; // how long the greedy thread holds the lock
const PATIENT: u32 = 2; // how long the other one would need it

fn event(lane: &str, start: u32, end: u32, what: &str) {
    println!("event: {lane} | {start} | {end} | {what}");
}

/// Whoever is awake takes the lock. The greedy thread is always awake.
fn unfair(until: u32) {
    for start in (0..until).step_by(GREEDY as usize) {
        event("unfair, greedy", start, start + GREEDY, "holds the lock");
    }
    event("unfair, patient", 0, until, "waits");
}

/// The lock is handed to the one who has waited longest.
fn fair(until: u32) {
    let mut now = 0;
    while now < until {
        let (released, woken) = (now + GREEDY, now + GREEDY + WAKE);
        event("fair, greedy", now, released, "holds the lock");
        event("fair, patient", now, woken, "waits");
        now = woken + PATIENT;
        event("fair, patient", woken, now, "holds the lock");
        event("fair, greedy", released, now + WAKE, "waits");
        now += WAKE;
    }
}

fn main() {
    unfair(32);
    fair(32);
}
