use std::sync::{Barrier, Mutex};
use std::thread;

fn main() {
    // The same eight values, in two chunks of four.
    let store = [Mutex::new([0_u8; 4]), Mutex::new([0_u8; 4])];
    let meeting = Barrier::new(2);

    thread::scope(|scope| {
        for file in &store {
            let meeting = &meeting;
            scope.spawn(move || {
                let mut chunk = *file.lock().expect("nobody panicked");
                meeting.wait();
                chunk.fill(1);
                // Nobody else has this chunk, so nothing can be lost.
                *file.lock().expect("nobody panicked") = chunk;
            });
        }
    });

    let chunks = store.map(|file| file.into_inner().expect("nobody panicked"));
    let kept: u8 = chunks.iter().flatten().sum();
    println!("written 8 values, kept {kept}");
}
