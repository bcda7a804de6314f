use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::{fs, io, sync::mpsc, thread};

fn main() -> io::Result<()> {
    let path = std::env::temp_dir().join("one_writer.txt");
    let mut journal = fs::File::create(&path)?;

    // A channel is like queue.Queue(): many may put, one gets.
    let (results, inbox) = mpsc::channel();
    let next_job = AtomicU64::new(1);

    thread::scope(|scope| -> io::Result<()> {
        for _ in 0..4 {
            let results = results.clone();
            let next_job = &next_job;
            scope.spawn(move || {
                loop {
                    let job = next_job.fetch_add(1, Relaxed);
                    if job > 12 || results.send((job, job * job)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(results); // the inbox ends when the last sender has gone

        for (job, result) in inbox {
            writeln!(journal, "{job} {result}")?; // one thread writes, for all
        }
        journal.sync_all()
    })?;

    let text = fs::read_to_string(&path)?;
    let whole = text.lines().filter(|line| line.split(' ').count() == 2);
    println!("12 jobs, 4 workers, {} whole lines", whole.count());
    Ok(())
}
