/// Gives each job, in this order, to the core that is free first.
fn run(name: &str, jobs: &[u32]) {
    let mut free_at = [0; 3];
    for &length in jobs {
        let core = (0..3).min_by_key(|&core| free_at[core]).unwrap_or(0);
        let start = free_at[core];
        let end = start + length;
        free_at[core] = end;
        let lane = format!("{name}, {}", core + 1);
        let what = if length > 3 {
            "the long job"
        } else {
            "a short job"
        };
        println!("event: {lane} | {start} | {end} | {what}");
    }
}

fn main() {
    let mut jobs = [2, 3, 2, 3, 2, 3, 2, 9];
    run("as given", &jobs);

    jobs.sort();
    jobs.reverse();
    run("sorted", &jobs);
}
