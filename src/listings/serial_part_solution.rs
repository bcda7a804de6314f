/// The part of a program that is not parallel, from what was measured: it
/// became `gain` times as fast on `cores` cores. (Karp and Flatt.)
fn serial_part(gain: f64, cores: f64) -> f64 {
    // 1 / gain = serial + (1 - serial) / cores, solved for `serial`.
    (1.0 / gain - 1.0 / cores) / (1.0 - 1.0 / cores)
}

fn main() {
    for (cores, gain) in [(2.0, 1.90), (4.0, 3.39), (8.0, 5.40), (16.0, 7.34)] {
        let serial = serial_part(gain, cores) * 100.0;
        println!("{cores:>2} cores, {gain:.2} times as fast: {serial:.1} % serial");
    }
}
