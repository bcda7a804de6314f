/// Cuts each job into pieces that take no longer than `longest`.
fn cut(jobs: &[u32], _longest: u32) -> Vec<u32> {
    jobs.to_vec() // to be written
}

/// When the last job ends, if the core that is free first takes the next.
fn end(jobs: &[u32]) -> u32 {
    let mut free_at = [0; 3];
    for length in jobs {
        let core = (0..3).min_by_key(|&core| free_at[core]).unwrap_or(0);
        free_at[core] += length;
    }
    free_at.into_iter().max().unwrap_or(0)
}

fn main() {
    let jobs = [2, 3, 2, 3, 2, 3, 2, 9];
    for longest in [9, 5, 3, 1] {
        let pieces = cut(&jobs, longest);
        println!(
            "at most {longest}: {} jobs, done at {}",
            pieces.len(),
            end(&pieces)
        );
    }
}
