use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Stands for an hour of work.
fn compute(job: u64) -> u64 {
    job * job
}

/// What is done already, as dict(job=result). No journal: nothing is done.
fn done(journal: &Path) -> BTreeMap<u64, u64> {
    let text = fs::read_to_string(journal).unwrap_or_default();
    text.lines()
        .filter_map(|line| {
            let (job, result) = line.split_once(' ')?;
            Some((job.parse().ok()?, result.parse().ok()?))
        })
        .collect()
}

/// Does what is left to do. The night watchman pulls the plug after a while.
fn run(journal: &Path, plug_pulled_after: usize) -> io::Result<()> {
    let done = done(journal);
    let left: Vec<u64> = (1..=8).filter(|job| !done.contains_key(job)).collect();
    println!("{} done, left: {left:?}", done.len());

    let mut file = OpenOptions::new().create(true).append(true).open(journal)?;
    for &job in left.iter().take(plug_pulled_after) {
        writeln!(file, "{job} {}", compute(job))?;
        file.sync_data()?; // from now on this job is safe
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let journal = std::env::temp_dir().join("resumable.txt");
    let _ = fs::remove_file(&journal); // begin anew each time you run this
    run(&journal, 3)?;
    run(&journal, 4)?;
    run(&journal, 100)?;
    println!("sum {}", done(&journal).values().sum::<u64>());
    Ok(())
}
