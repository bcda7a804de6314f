// region: hidden
use std::fs::{self, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, thread, time::Duration};
// endregion

/// Does six jobs, and notes each in the journal. In the middle of `hangs_at`
/// it falls asleep, for an hour.
fn worker(journal: &Path, hangs_at: &str) -> io::Result<()> {
    let text = fs::read_to_string(journal).unwrap_or_default();
    let whole = text.rfind('\n').map_or(0, |end| end + 1);
    let mut file = OpenOptions::new().create(true).append(true).open(journal)?;
    file.set_len(whole as u64)?; // a line without an end is not to be trusted
    let done: Vec<&str> = text[..whole].lines().collect();

    for job in ["1", "2", "3", "4", "5", "6"] {
        if done.contains(&format!("job {job} done").as_str()) {
            println!("  job {job}: done before");
            continue;
        }
        write!(file, "job {job}")?;
        println!("  job {job}: at work");
        if job == hangs_at {
            thread::sleep(Duration::from_secs(3600));
        }
        writeln!(file, " done")?;
        file.sync_data()?;
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let journal = env::temp_dir().join("kill_worker.txt");
    if let Some(hangs_at) = env::args().nth(1) {
        return worker(&journal, &hangs_at);
    }
    let _ = fs::remove_file(&journal);
    for hangs_at in ["4", "none"] {
        let mut command = Command::new(env::current_exe()?);
        let mut child = command.arg(hangs_at).stdout(Stdio::piped()).spawn()?;
        println!("a worker starts");
        let output = BufReader::new(child.stdout.take().expect("it is piped"));
        for line in output.lines().map_while(Result::ok) {
            println!("{line}");
            if line.contains(&format!("job {hangs_at}: at work")) {
                child.kill()?; // no farewell: on Linux this is SIGKILL
            }
        }
        child.wait()?;
        println!("the journal: {:?}", fs::read_to_string(&journal)?);
    }
    Ok(())
}
