use std::sync::Mutex;
use std::thread;

fn main() {
    // One list in the memory of one process. The Mutex is the lock, and the
    // list lives inside it: no thread can reach the list without locking.
    let notes = Mutex::new(Vec::new());

    thread::scope(|scope| {
        for name in ["first", "second", "third"] {
            let notes = &notes;
            scope.spawn(move || {
                let mut notes = notes.lock().expect("nobody panicked");
                notes.push(format!("written by the {name} thread"));
            }); // The lock is let go here, where its guard goes out of scope.
        }
    }); // The scope has joined all three threads.

    // They may have come in any order, so we sort before we print.
    let mut notes = notes.into_inner().expect("nobody panicked");
    notes.sort();
    println!("the main thread reads {} notes:", notes.len());
    for note in notes {
        println!("  {note}");
    }
}
