use std::sync::{Barrier, OnceLock};
use std::thread;

/// Takes long, so it should happen once.
fn build_table() -> Vec<u64> {
    println!("building the table");
    (0..100).map(|n| n * n).collect()
}

fn main() {
    // Look and build are one step: whoever comes second waits for the first.
    let table: OnceLock<Vec<u64>> = OnceLock::new();
    let both_are_here = Barrier::new(2);

    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                both_are_here.wait();
                table.get_or_init(build_table);
            });
        }
    });

    println!("{:?} entries", table.get().map(Vec::len));
}
