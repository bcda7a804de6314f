const WAKE: u32 = 1; // what it takes to wake a thread that sleeps

/// Four threads go round: they compute, and then they need the lock. Who comes
/// first is served first.
fn run(name: &str, computes: u32, holds: u32) {
    let mut lock_free_at = 0;
    let mut begins = [0; 4]; // when each thread begins its next round
    for _ in 0..12 {
        let who = (0..4).min_by_key(|&who| begins[who]).unwrap_or(0);
        let arrives = begins[who] + computes;
        let enters = if lock_free_at <= arrives {
            arrives // the door is open
        } else {
            lock_free_at + WAKE // it slept in front of the door
        };
        lock_free_at = enters + holds;
        begins[who] = lock_free_at;

        let lane = format!("{name} {}", who + 1);
        let begun = arrives - computes;
        println!("event: {lane} | {begun} | {arrives} | computes");
        if enters > arrives {
            println!("event: {lane} | {arrives} | {enters} | waits");
        }
        println!("event: {lane} | {enters} | {lock_free_at} | holds the lock");
    }
}

fn main() {
    run("long lock", 6, 3);
    run("short lock", 8, 1);
}
