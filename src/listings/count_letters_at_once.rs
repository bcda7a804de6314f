use std::thread;

fn main() {
    let words = ["concurrency", "parallelism", "lock"];
    let mut total = 0;

    thread::scope(|scope| {
        // First start them all. `collect` matters: without it, the next loop
        // would start each thread only when it is about to wait for it.
        let helpers: Vec<_> = words
            .into_iter()
            .map(|word| scope.spawn(move || word.len()))
            .collect();

        // Now they run at once. Then wait for one after the other.
        for helper in helpers {
            total += helper.join().expect("nobody panicked");
        }
    });

    println!("{total} letters");
}
