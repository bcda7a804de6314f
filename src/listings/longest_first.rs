/// Hands each job to the core that is free first, and returns when all are done.
fn done_after(jobs: &[u32], cores: usize) -> u32 {
    let mut free_at = vec![0; cores];
    for job in jobs {
        if let Some(first) = free_at.iter_mut().min() {
            *first += job;
        }
    }
    free_at.into_iter().max().unwrap_or(0)
}

fn main() {
    let jobs = [10, 30, 20, 10, 20, 10, 60]; // milliseconds
    for cores in [1, 2, 3, 4] {
        println!("{cores} core(s): {} ms", done_after(&jobs, cores));
    }
}
