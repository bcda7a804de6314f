use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;

/// A job that may fail, as a function in Python may raise.
fn inverse(number: i32) -> Result<i32, String> {
    100_i32
        .checked_div(number)
        .ok_or_else(|| "division by zero".to_owned())
}

fn main() {
    let shares = [[5, 4, 2, 1, 10], [20, 50, 0, 25, 100]];
    let stop = AtomicBool::new(false);
    let in_step = Barrier::new(2); // keeps the two in step, for this page only

    let answers = thread::scope(|scope| {
        let workers = shares.map(|share| {
            let (stop, in_step) = (&stop, &in_step);
            scope.spawn(move || {
                let mut done = Vec::new();
                for number in share {
                    let answer = inverse(number);
                    stop.fetch_or(answer.is_err(), Relaxed);
                    done.push(answer);
                    in_step.wait();
                    let stopping = stop.load(Relaxed);
                    in_step.wait(); // both have looked
                    if stopping {
                        break; // looked at between two jobs, never inside one
                    }
                }
                done
            })
        });
        workers.map(|worker| worker.join().expect("errors are no panics"))
    });

    for (number, done) in answers.iter().enumerate() {
        println!("worker {number}: {done:?}");
    }
    // The first error, if there is one, stands for the whole.
    let all: Result<Vec<i32>, String> = answers.into_iter().flatten().collect();
    println!("{all:?}");
}
