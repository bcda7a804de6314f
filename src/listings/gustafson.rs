/// The same job on more cores: its serial part stays (Amdahl).
fn same_job(parallel: f64, cores: f64) -> f64 {
    1.0 / ((1.0 - parallel) + parallel / cores)
}

/// A larger job on more cores, in the same time: only its parallel part grows
/// (Gustafson).
fn larger_job(parallel: f64, cores: f64) -> f64 {
    (1.0 - parallel) + parallel * cores
}

fn main() {
    let laws = [
        ("a larger job", larger_job as fn(f64, f64) -> f64),
        ("the same job", same_job),
    ];
    for (name, law) in laws {
        for cores in [1, 2, 4, 8, 12, 16, 20, 24, 28, 32] {
            println!(
                "point: {name} | {cores} | {:.2}",
                law(0.9, f64::from(cores))
            );
        }
    }
}
