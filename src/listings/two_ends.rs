use crossbeam::deque::{Steal, Worker};
use std::thread;

fn main() {
    // A queue with an owner. `new_lifo`: the owner takes what it put in last.
    let mine = Worker::new_lifo();
    let for_thieves = mine.stealer();
    for job in 1..=5 {
        mine.push(job);
    }
    println!("the owner takes {:?}", mine.pop());
    println!("a thief takes   {:?}", for_thieves.steal().success());

    // Now both at once. Whoever takes what, every job is done once.
    for job in 6..=1000 {
        mine.push(job);
    }
    let stolen = thread::scope(|scope| {
        let thief = scope.spawn(|| {
            let mut sum = 0;
            loop {
                match for_thieves.steal() {
                    Steal::Success(job) => sum += job,
                    Steal::Retry => {} // somebody was quicker: try again
                    Steal::Empty => return sum,
                }
            }
        });
        let own: u32 = std::iter::from_fn(|| mine.pop()).sum();
        own + thief.join().expect("the thief did not panic")
    });
    println!("the rest sums up to {stolen}");
}
