use std::sync::{Barrier, Mutex};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

/// Which thread, and when it asked for the lock, got it, and let it go.
type Turn = (usize, Duration, Duration, Duration);

/// Sleeping stands for computing, so that you see the same on a computer with
/// few cores, or with much else to do.
fn work() {
    sleep(Duration::from_millis(5));
}

/// Threads that work so many times each, under the lock if there is one.
fn threads(count: usize, times: usize, lock: Option<&Mutex<()>>) -> Vec<Turn> {
    let turns = Mutex::new(Vec::new());
    let barrier = Barrier::new(count);
    let start = Instant::now();
    let thread = &|number| {
        barrier.wait(); // all begin together
        for _ in 0..times {
            let asked = start.elapsed();
            let guard = lock.map(|it| it.lock().unwrap());
            let got = start.elapsed();
            work();
            drop(guard);
            let turn = (number, asked, got, start.elapsed());
            turns.lock().unwrap().push(turn);
            if lock.is_some() {
                sleep(Duration::from_micros(200)); // let another have it
            }
        }
    };
    scope(|scope| {
        for number in 1..=count {
            scope.spawn(move || thread(number));
        }
    });
    turns.into_inner().unwrap()
}

fn main() {
    print("alone", threads(1, 9, None));
    print("in turns", threads(3, 3, Some(&Mutex::new(()))));
    print("at once", threads(3, 3, None));
}
// region: hidden

/// Prints what the page draws: `event: LANE | START | END | WHAT`.
fn print(how: &str, mut turns: Vec<Turn>) {
    turns.sort();
    let start = turns.iter().map(|it| it.1).min().unwrap();
    let ms = |time: Duration| format!("{:.1} ms", (time - start).as_secs_f64() * 1000.0);
    for (number, asked, got, done) in turns {
        let lane = match how {
            "alone" => how.to_owned(),
            _ => format!("{how} {number}"),
        };
        let (asked, got, done) = (ms(asked), ms(got), ms(done));
        if asked != got {
            println!("event: {lane} | {asked} | {got} | waits for the lock");
        }
        println!("event: {lane} | {got} | {done} | works");
    }
}
// endregion
