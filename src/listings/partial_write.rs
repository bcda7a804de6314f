use std::sync::{Barrier, Mutex};
use std::thread;

fn main() {
    // One chunk of eight values, as it lies in the store: all zero.
    let store = Mutex::new([0_u8; 8]);
    let meeting = Barrier::new(2);

    thread::scope(|scope| {
        for half in [0..4, 4..8] {
            let (store, meeting) = (&store, &meeting);
            scope.spawn(move || {
                // A chunk is compressed as a whole. To change a part of it, a
                // thread has to read all of it,
                let mut chunk = *store.lock().expect("nobody panicked");
                meeting.wait();
                // change its part,
                chunk[half].fill(1);
                // and write all of it.
                *store.lock().expect("nobody panicked") = chunk;
            });
        }
    });

    let chunk = store.into_inner().expect("nobody panicked");
    let kept: u8 = chunk.iter().sum();
    println!("written 8 values, kept {kept}");
}
