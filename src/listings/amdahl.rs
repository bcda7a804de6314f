/// How many times as fast a program becomes on so many cores, if only a part
/// of its time can be spread over them. Amdahl's law.
fn speed_up(parallel: f64, cores: f64) -> f64 {
    let serial = 1.0 - parallel;
    1.0 / (serial + parallel / cores)
}

fn main() {
    for parallel in [0.99, 0.95, 0.90, 0.50] {
        for cores in [1, 2, 3, 4, 6, 8, 12, 16, 20, 24, 28, 32] {
            let gain = speed_up(parallel, f64::from(cores));
            println!("point: {:.0} % | {cores} | {gain:.2}", parallel * 100.0);
        }
    }
}
