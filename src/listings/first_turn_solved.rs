use std::collections::VecDeque;

/// Runs threads of so many milliseconds under one lock, in pretended time.
/// Returns when all are done, and when the last of them had its first turn.
fn run(works: &[u32], switch_interval: u32) -> (u32, u32) {
    let mut waiting: VecDeque<_> = works.iter().copied().enumerate().collect();
    let (mut now, mut first_turn) = (0, None);

    while let Some((thread, work)) = waiting.pop_front() {
        if thread == works.len() - 1 && first_turn.is_none() {
            first_turn = Some(now);
        }
        let slice = work.min(switch_interval);
        now += slice;
        if work > slice {
            waiting.push_back((thread, work - slice));
        }
        now += 1; // the hand-over
    }
    (now, first_turn.unwrap_or(now))
}

fn main() {
    let works = [100, 100, 100, 100];
    for switch_interval in [1, 5, 25, 100] {
        let (done, first_turn) = run(&works, switch_interval);
        println!(
            "interval {switch_interval} ms: done after {done} ms, the last begins at {first_turn} ms"
        );
    }
}
