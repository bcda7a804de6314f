use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Duration;

/// Chunks that are in memory now, and the most there ever were.
static HELD: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

struct Chunk(Vec<u64>);

impl Chunk {
    fn read(number: u64) -> Chunk {
        MOST.fetch_max(HELD.fetch_add(1, SeqCst) + 1, SeqCst);
        Chunk(vec![number; 1000])
    }
}

/// What Rust does when a chunk is used no more.
impl Drop for Chunk {
    fn drop(&mut self) {
        HELD.fetch_sub(1, SeqCst);
    }
}

fn main() {
    let (to_worker, chunks) = sync_channel(2); // two chunks may lie in between

    let total: u64 = thread::scope(|scope| {
        scope.spawn(move || {
            for number in 0..50 {
                // Waits here while two chunks lie there already.
                to_worker
                    .send(Chunk::read(number))
                    .expect("the worker takes all");
            }
        });
        // The worker, slower than the reader. The loop ends with the sender.
        let mut total = 0;
        for chunk in chunks {
            thread::sleep(Duration::from_millis(1));
            total += chunk.0.iter().sum::<u64>();
        }
        total
    });

    println!("50 chunks add up to {total}");
    println!("never more than 4 in memory: {}", MOST.load(SeqCst) <= 4);
}
