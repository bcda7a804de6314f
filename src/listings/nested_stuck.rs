use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

type Job = Box<dyn FnOnce() + Send>;

/// A pool of one worker, which takes one job after the other.
fn pool() -> Sender<Job> {
    let (submit, jobs) = channel::<Job>();
    thread::spawn(move || jobs.into_iter().for_each(|job| job()));
    submit
}

fn main() {
    let (outer, second) = (pool(), pool());

    for (name, inner) in [("the same pool", outer.clone()), ("another pool", second)] {
        let (done, all_done) = channel();
        let job = move || {
            // A job of the pool hands in a job of its own, and waits for it.
            let (send, answer) = channel();
            let small = move || send.send(6 * 7).unwrap_or(());
            inner.send(Box::new(small)).expect("the pool is there");
            let waited = answer.recv_timeout(Duration::from_millis(500));
            done.send(waited.ok()).expect("main listens");
        };
        outer.send(Box::new(job)).expect("the pool is there");
        println!("{name}: {:?}", all_done.recv().expect("the job answers"));
    }
}
