use std::collections::VecDeque;

/// Runs the jobs in pretended time. Each worker begins with its own share, and
/// takes from the front of it. May it take from others when it has done that?
fn run(title: &str, shares: [&[u64]; 3], may_steal: bool) -> u64 {
    let mut queues = shares.map(|share| VecDeque::from(share.to_vec()));
    let mut free_at = [0; 3];

    while queues.iter().any(|queue| !queue.is_empty()) {
        // Whoever is free first, and can still find a job, goes on.
        let can_go_on = |worker: &usize| may_steal || !queues[*worker].is_empty();
        let in_turn = (0..3).filter(can_go_on);
        let Some(me) = in_turn.min_by_key(|&worker| free_at[worker]) else {
            break;
        };

        // Own jobs from the front; a stolen one from the back of the longest queue.
        let (job, what) = if let Some(job) = queues[me].pop_front() {
            (Some(job), "own job")
        } else {
            let victim = queues.iter_mut().max_by_key(|queue| queue.len());
            (victim.and_then(VecDeque::pop_back), "stolen job")
        };
        let (start, end) = (free_at[me], free_at[me] + job.unwrap_or(0));
        println!(
            "event: {title}, {} | {start} ms | {end} ms | {what}",
            me + 1
        );
        free_at[me] = end;
    }
    free_at.into_iter().max().unwrap_or(0)
}

fn main() {
    let shares: [&[u64]; 3] = [&[3, 3, 4, 3], &[9, 8, 7, 9], &[2, 1, 2, 1]];
    let fixed = run("fixed shares", shares, false);
    let stealing = run("stealing", shares, true);
    println!("fixed shares: {fixed} ms, stealing: {stealing} ms");
}
