use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    // Arc: many owners, counted. Mutex: one user at a time.
    let counter = Arc::new(Mutex::new(0_u32));

    let threads: Vec<_> = (0..4)
        .map(|_| {
            let counter = Arc::clone(&counter);
            thread::spawn(move || {
                for _ in 0..10_000 {
                    // `with lock:` in Python. The guard unlocks when it is dropped.
                    let mut guard = counter.lock().expect("nobody panicked");
                    *guard += 1;
                }
            })
        })
        .collect();

    println!("threads started: {}", threads.len());
    for thread in threads {
        thread.join().expect("the thread panicked");
    }

    println!(
        "counted:         {}",
        *counter.lock().expect("nobody panicked")
    );
    println!("owners left:     {}", Arc::strong_count(&counter));
}
