use std::thread;

fn main() {
    let words = ["concurrency", "parallelism", "lock"];
    let mut total = 0;

    thread::scope(|scope| {
        for word in words {
            // Each thread counts the letters of one word.
            let helper = scope.spawn(move || word.len());
            // Here the main thread waits for it. Where should it wait instead?
            total += helper.join().expect("nobody panicked");
        }
    });

    println!("{total} letters");
}
