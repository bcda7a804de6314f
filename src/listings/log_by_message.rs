use std::sync::mpsc::channel;
use std::thread;

fn main() {
    let (log, messages) = channel();

    thread::scope(|scope| {
        // One thread writes, and nobody else does: no line breaks another.
        scope.spawn(move || {
            for (worker, text) in messages {
                println!("worker-{worker} {text}");
            }
        });

        for worker in 0..3 {
            let log = log.clone();
            scope.spawn(move || {
                for job in [worker, worker + 3] {
                    let say = |text: String| log.send((worker, text)).expect("it listens");
                    say(format!("begins job {job}"));
                    say(format!("has done job {job}"));
                }
            });
        }
        drop(log); // the last of the senders ends the writer's loop
    });
}
