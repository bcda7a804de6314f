use std::sync::{Mutex, mpsc};
use std::thread;

/// `pool.map(work, jobs)`: the answers come in the order of the jobs.
fn map<J: Send, A: Send>(workers: usize, jobs: Vec<J>, work: fn(J) -> A) -> Vec<A> {
    let queue = Mutex::new(jobs.into_iter().enumerate());
    let (send, answers) = mpsc::channel();

    thread::scope(|scope| {
        for _ in 0..workers {
            let (queue, send) = (&queue, send.clone());
            scope.spawn(move || {
                loop {
                    // Hold the lock only to take a job, not to do it.
                    let next = queue.lock().expect("nobody panicked").next();
                    let Some((number, job)) = next else { break };
                    send.send((number, work(job))).expect("map() listens");
                }
            });
        }
    });

    drop(send); // nobody will send any more, so the answers have an end
    let mut answers: Vec<_> = answers.into_iter().collect();
    answers.sort_by_key(|&(number, _)| number); // they came as they were done
    answers.into_iter().map(|(_, answer)| answer).collect()
}

// region: hidden
/// How many steps it takes to come to 1: halve, or take three times plus one.
fn collatz(mut number: u64) -> u32 {
    let mut steps = 0;
    while number != 1 {
        number = if number.is_multiple_of(2) {
            number / 2
        } else {
            3 * number + 1
        };
        steps += 1;
    }
    steps
}

// endregion
fn main() {
    let jobs: Vec<u64> = (20..30).collect();
    println!("{:?}", map(3, jobs.clone(), collatz));
    println!("{:?}", map(1, jobs, collatz));
}
