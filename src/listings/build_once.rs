use std::sync::{Barrier, Mutex};
use std::thread;

/// Takes long, so it should happen once.
fn build_table() -> Vec<u64> {
    println!("building the table");
    (0..100).map(|n| n * n).collect()
}

fn main() {
    let table: Mutex<Option<Vec<u64>>> = Mutex::new(None);
    let both_have_looked = Barrier::new(2);

    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let missing = table.lock().expect("nobody panicked").is_none();
                both_have_looked.wait(); // (the unlucky moment)
                if missing {
                    *table.lock().expect("nobody panicked") = Some(build_table());
                }
            });
        }
    });

    let table = table.into_inner().expect("nobody panicked");
    println!("{:?} entries", table.map(|table| table.len()));
}
