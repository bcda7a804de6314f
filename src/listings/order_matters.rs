fn main() {
    // 1/1, 1/2, 1/3, ... : a million numbers, most of which need rounding.
    let numbers: Vec<f64> = (1..=1_000_000).map(|n| 1.0 / f64::from(n)).collect();

    // Each worker would sum one chunk; the chunks' sums are then added up.
    for workers in [1, 2, 4, 8] {
        let parts: Vec<f64> = numbers
            .chunks(numbers.len() / workers)
            .map(|chunk| chunk.iter().sum())
            .collect();
        let total: f64 = parts.iter().sum();
        println!("{workers} chunk(s): {total:.15}");
    }
}
