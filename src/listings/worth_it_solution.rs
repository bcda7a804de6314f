/// Amdahl's law.
fn speed_up(parallel: f64, cores: f64) -> f64 {
    1.0 / ((1.0 - parallel) + parallel / cores)
}

/// The largest number of cores of which each is used at least by half: the
/// efficiency, speed-up by cores, is not below 0.5.
fn worth_it(parallel: f64) -> u32 {
    let efficiency = |n: u32| speed_up(parallel, f64::from(n)) / f64::from(n);
    // Efficiency only falls, so stop at the first count that is too large. The
    // last digits of a sum are rounded: a hair below 0.5 must pass for 0.5.
    (1..)
        .take_while(|&cores| efficiency(cores) > 0.499_999)
        .last()
        .unwrap_or(1)
}

fn main() {
    for parallel in [0.5, 0.75, 0.9, 0.98] {
        let cores = worth_it(parallel);
        println!("{:.0} % parallel: up to {cores} cores", parallel * 100.0);
    }
}
