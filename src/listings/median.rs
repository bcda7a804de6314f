use std::hint::black_box;
use std::time::Instant;

/// Sums a table of squares, which it has to make first if it is not there.
fn work(table: &mut Vec<u64>) -> u64 {
    if table.is_empty() {
        table.extend((0..2_000_000).map(|n| n * n));
    }
    table.iter().sum()
}

fn main() {
    let mut table = Vec::new();
    let mut times: Vec<f64> = (0..21)
        .map(|_| {
            let started = Instant::now();
            black_box(work(&mut table));
            started.elapsed().as_secs_f64() * 1000.0 // in milliseconds
        })
        .collect();

    println!("first   {:.2} ms", times[0]);
    let mean = |times: &[f64]| times.iter().sum::<f64>() / times.len() as f64;
    println!("mean    {:.2} ms", mean(&times));

    times.remove(0); // the warm-up
    times.sort_by(f64::total_cmp);
    let quarter = times.len() / 4;
    println!("\nwithout the first, {} runs:", times.len());
    println!("fastest {:.2} ms", times[0]);
    println!("median  {:.2} ms", times[times.len() / 2]);
    println!("mean    {:.2} ms", mean(&times));
    println!("slowest {:.2} ms", times[times.len() - 1]);
    let (low, high) = (times[quarter], times[times.len() - 1 - quarter]);
    println!("the middle half lies between {low:.2} and {high:.2} ms");
}
