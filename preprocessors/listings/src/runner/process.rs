//! A process, waited for: not for long, and until all it has started has ended.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::{Cancel, group};

/// What a process may use up with all it starts.
pub(super) struct Limits {
    /// From its start to its end.
    pub(super) time: Duration,
    /// Bytes of memory.
    pub(super) memory: u64,
    /// Bytes in its folder.
    pub(super) disk: u64,
    /// Bytes that are kept of each stream.
    pub(super) output: usize,
}

/// How a process ended, and what it printed.
pub(super) struct Ended {
    how: How,
    cut: bool,
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: Vec<u8>,
}

enum How {
    Itself(ExitStatus),
    Stopped(String),
    Cancelled,
}

/// How long to wait for the end of output, which nobody should hold any more.
const DRAIN: Duration = Duration::from_millis(500);

/// How often to look at what the whole group holds.
const WATCH: Duration = Duration::from_millis(100);

/// The pause between two looks at the process grows with the time it has taken,
/// between these.
const PAUSES: (Duration, Duration) = (Duration::from_micros(100), Duration::from_millis(4));

/// Runs `command` in its `folder`, in a process group of its own.
pub(super) fn run(
    mut command: Command,
    folder: &Path,
    limits: &Limits,
    cancel: &Cancel,
) -> std::io::Result<Ended> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let stdout = Drain::start(child.stdout.take(), limits.output);
    let stderr = Drain::start(child.stderr.take(), limits.output);
    let stopped = wait(&mut child, folder, limits, cancel);
    // It has not been waited for yet, so its number is still its own.
    group::end(child.id());
    let how = match (stopped, end(&mut child)) {
        (Ok(Some(why)), _) => why,
        (Ok(None), status) => How::Itself(status?),
        (Err(error), _) => return Err(error),
    };
    let (stdout, long_stdout) = stdout.finish();
    let (stderr, long_stderr) = stderr.finish();
    Ok(Ended {
        how,
        cut: long_stdout || long_stderr,
        stdout,
        stderr,
    })
}

/// Waits for the end of the child, and leaves it unburied. Says why it is to be
/// ended, if it has not by itself.
fn wait(
    child: &mut Child,
    folder: &Path,
    limits: &Limits,
    cancel: &Cancel,
) -> std::io::Result<Option<How>> {
    let start = Instant::now();
    let mut watched = start;
    while !group::has_ended(child)? {
        let taken = start.elapsed();
        if cancel.is_cancelled() {
            return Ok(Some(How::Cancelled));
        }
        if taken >= limits.time {
            let why = format!("Stopped after {} s", limits.time.as_secs_f32());
            return Ok(Some(How::Stopped(why)));
        }
        if watched.elapsed() >= WATCH {
            watched = Instant::now();
            if let Some(why) = excess(child.id(), folder, limits) {
                return Ok(Some(How::Stopped(why)));
            }
        }
        thread::sleep((taken / 20).clamp(PAUSES.0, PAUSES.1));
    }
    Ok(None)
}

/// What the group has too much of.
fn excess(group: u32, folder: &Path, limits: &Limits) -> Option<String> {
    let too_much = |what: &str, most: u64| format!("Stopped: more than {} MiB {what}", most >> 20);
    if group::memory(group) > limits.memory {
        return Some(too_much("of memory", limits.memory));
    }
    if group::disk(folder, limits.disk) > limits.disk {
        return Some(too_much("written", limits.disk));
    }
    None
}

/// Ends the child, if it has not ended, and buries it.
fn end(child: &mut Child) -> std::io::Result<ExitStatus> {
    #[cfg(not(unix))]
    if child.try_wait()?.is_none() {
        child.kill()?;
    }
    child.wait()
}

/// A stream that is read to its end, since a program panics when it cannot
/// print, and of which the start is kept.
struct Drain {
    kept: Arc<Mutex<Vec<u8>>>,
    ended: Receiver<()>,
    most: usize,
}

impl Drain {
    fn start(stream: Option<impl Read + Send + 'static>, most: usize) -> Self {
        let kept = Arc::new(Mutex::new(Vec::new()));
        let (sender, ended) = channel();
        let into = Arc::clone(&kept);
        thread::spawn(move || {
            if let Some(stream) = stream {
                read(stream, &into, most);
            }
            // Nobody may be waiting any more.
            let _ = sender.send(());
        });
        Self { kept, ended, most }
    }

    /// What was kept, and whether there was more.
    fn finish(self) -> (Vec<u8>, bool) {
        // Whoever holds the stream still is not waited for.
        let _ = self.ended.recv_timeout(DRAIN);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut kept = std::mem::take(&mut *kept);
        let more = kept.len() > self.most;
        kept.truncate(self.most);
        (kept, more)
    }
}

/// Reads to the end, and keeps one byte more than `most` to show that it is too
/// much.
fn read(mut stream: impl Read, into: &Mutex<Vec<u8>>, most: usize) {
    let mut buffer = vec![0; 64 << 10];
    // A stream that breaks off has ended.
    while let Ok(count @ 1..) = stream.read(&mut buffer) {
        let mut kept = into.lock().unwrap_or_else(PoisonError::into_inner);
        let room = (most + 1).saturating_sub(kept.len());
        kept.extend_from_slice(&buffer[..count.min(room)]);
    }
}

impl Ended {
    /// Whether it ended by itself, with the exit code 0.
    pub(super) fn succeeded(&self) -> bool {
        matches!(&self.how, How::Itself(status) if status.success())
    }

    /// Whether nobody waited for it any more.
    pub(super) fn cancelled(&self) -> bool {
        matches!(self.how, How::Cancelled)
    }

    /// How it ended, in words; `most` bytes of a stream were kept.
    pub(super) fn detail(&self, most: usize) -> String {
        let detail = match &self.how {
            How::Itself(status) => exit(*status),
            How::Stopped(why) => why.clone(),
            How::Cancelled => "Cancelled".to_owned(),
        };
        if self.cut {
            format!("{detail}; output beyond {} KiB is left out", most >> 10)
        } else {
            detail
        }
    }
}

fn exit(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("Exited with status {code}"),
        None => format!("Exited with {status}"),
    }
}
