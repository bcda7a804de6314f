/// Amdahl's law.
fn speed_up(parallel: f64, cores: f64) -> f64 {
    1.0 / ((1.0 - parallel) + parallel / cores)
}

/// The largest number of cores of which each is used at least by half: the
/// efficiency, speed-up by cores, is not below 0.5.
fn worth_it(parallel: f64) -> u32 {
    let _ = speed_up(parallel, 2.0); // you will want this function
    1 // to be written
}

fn main() {
    for parallel in [0.5, 0.75, 0.9, 0.98] {
        let cores = worth_it(parallel);
        println!("{:.0} % parallel: up to {cores} cores", parallel * 100.0);
    }
}
