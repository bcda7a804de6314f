/// When each job begins and ends, if the core that is free first takes it.
fn schedule(jobs: &[u32]) -> Vec<(u32, u32)> {
    let mut free_at = [0; 3];
    jobs.iter()
        .map(|length| {
            let core = (0..3).min_by_key(|&core| free_at[core]).unwrap_or(0);
            let start = free_at[core];
            free_at[core] += length;
            (start, free_at[core])
        })
        .collect()
}

/// How many jobs are being worked on, moment by moment.
fn profile(name: &str, jobs: &[u32]) {
    let jobs = schedule(jobs);
    for now in 0..15 {
        let at_work = |&&(start, end): &&(u32, u32)| start <= now && now < end;
        let busy = jobs.iter().filter(at_work).count();
        println!("point: {name} | {now} | {busy}");
        println!("point: {name} | {} | {busy}", now + 1); // up to the next moment
    }
}

fn main() {
    profile("as given", &[2, 3, 2, 3, 2, 3, 2, 9]);
    profile("longest first", &[9, 3, 3, 3, 2, 2, 2, 2]);
}
