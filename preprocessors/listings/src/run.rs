//! A listing, run: not for long, not with much output, and in an environment
//! that is the same everywhere.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::Error;

/// How long a listing may run, as on the playground.
const TIMEOUT: Duration = Duration::from_secs(10);

/// How much a listing may print on each stream, as on the playground.
const OUTPUT: usize = 640 * 1024;

/// How long to wait for output after a listing has ended.
const DRAIN: Duration = Duration::from_secs(1);

/// How often to look whether a listing has ended.
const PAUSE: Duration = Duration::from_millis(2);

/// What becomes of the environment: everything else is left away.
const ENVIRONMENT: [&str; 2] = ["PATH", "HOME"];

/// A listing that has run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ended {
    /// How it ended.
    pub(crate) ending: Ending,
    /// What it printed on standard output.
    pub(crate) stdout: String,
    /// What it printed on standard error.
    pub(crate) stderr: String,
}

/// How a listing ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// With this exit code.
    Code(i32),
    /// By the operating system, in its words.
    Killed(String),
    /// It was stopped after so many seconds.
    Late(String),
}

/// Runs the binary for so many seconds, or as long as the playground would. If
/// what it prints cannot be shown, the answer says why.
pub(crate) fn run(binary: &Path, seconds: Option<u32>) -> Result<Result<Ended, String>, Error> {
    let time = seconds.map_or(TIMEOUT, |it| Duration::from_secs(it.into()));
    limited(binary, time, OUTPUT)
}

fn limited(binary: &Path, time: Duration, size: usize) -> Result<Result<Ended, String>, Error> {
    let failed = |source| Error::Start {
        program: binary.display().to_string(),
        source,
    };
    let folder = tempfile::tempdir().map_err(failed)?;
    let mut child = command(binary, folder.path()).spawn().map_err(failed)?;
    let stdout = drain(child.stdout.take(), size);
    let stderr = drain(child.stderr.take(), size);
    let status = wait(&mut child, time).map_err(failed)?;
    end(&mut child);
    let ending = match status {
        None => Ending::Late(time.as_secs_f32().to_string()),
        Some(status) => match status.code() {
            Some(code) => Ending::Code(code),
            None => Ending::Killed(status.to_string()),
        },
    };
    let printed =
        |stream: Receiver<Vec<u8>>| text(stream.recv_timeout(DRAIN).unwrap_or_default(), size);
    Ok(printed(stdout).and_then(|stdout| {
        Ok(Ended {
            ending,
            stdout,
            stderr: printed(stderr)?,
        })
    }))
}

fn command(binary: &Path, folder: &Path) -> Command {
    let mut command = Command::new(binary);
    command
        .env_clear()
        .envs(
            ENVIRONMENT
                .iter()
                .filter_map(|it| Some((it, std::env::var_os(it)?))),
        )
        .env("LANG", "C")
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command
}

/// Reads to the end, and keeps one byte more than `size` at most: closing the
/// pipe early would make the listing panic.
fn drain(stream: Option<impl Read + Send + 'static>, size: usize) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut kept = Vec::new();
        if let Some(mut stream) = stream {
            let limit = u64::try_from(size).unwrap_or(u64::MAX).saturating_add(1);
            let mut start = stream.by_ref().take(limit);
            // A stream that breaks off has ended.
            let _ = start.read_to_end(&mut kept);
            let _ = std::io::copy(&mut stream, &mut std::io::sink());
        }
        // Nobody may be waiting any more.
        let _ = sender.send(kept);
    });
    receiver
}

/// How the child ended; none, if it has not in `time`.
fn wait(child: &mut Child, time: Duration) -> std::io::Result<Option<ExitStatus>> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if start.elapsed() >= time {
            return Ok(None);
        }
        thread::sleep(PAUSE);
    }
}

/// Ends the child and whatever it has started, which would keep the pipes open.
fn end(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id())
        .ok()
        .and_then(rustix::process::Pid::from_raw)
    {
        // It fails if nobody is left.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    // It fails if the child has ended.
    let _ = child.kill();
    let _ = child.wait();
}

/// What was printed, as text.
fn text(bytes: Vec<u8>, size: usize) -> Result<String, String> {
    if bytes.len() > size {
        return Err(format!("it printed more than {size} bytes"));
    }
    String::from_utf8(bytes)
        .map(|it| it.replace("\r\n", "\n"))
        .map_err(|_| "what it printed is not UTF-8".to_owned())
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn script(text: &str, time: Duration, size: usize) -> Result<Ended, String> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("it");
        std::fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        limited(&path, time, size).unwrap()
    }

    fn ended(ending: Ending, stdout: &str, stderr: &str) -> Ended {
        Ended {
            ending,
            stdout: stdout.to_owned(),
            stderr: stderr.to_owned(),
        }
    }

    const LONG: Duration = Duration::from_secs(20);

    #[test]
    fn the_streams_are_told_apart() {
        let ran = script("echo a; echo b >&2; exit 3", LONG, 100);
        assert_eq!(ran.unwrap(), ended(Ending::Code(3), "a\n", "b\n"));
        let ran = script("kill -9 $$", LONG, 100).unwrap();
        assert!(matches!(ran.ending, Ending::Killed(by) if by.contains('9')));
    }

    #[test]
    fn it_ends_in_time_with_all_it_has_started() {
        let start = Instant::now();
        let ran = script("echo a; sleep 60", Duration::from_millis(500), 100).unwrap();
        assert_eq!(ran, ended(Ending::Late("0.5".into()), "a\n", ""));
        let ran = script("sleep 60 & echo a", LONG, 100).unwrap();
        assert_eq!(ran, ended(Ending::Code(0), "a\n", ""));
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn too_much_is_refused_and_the_writer_not_broken() {
        let told = script("yes | head -c 1000000; echo done >&2", LONG, 1000).unwrap_err();
        assert!(told.contains("more than 1000 bytes"), "{told}");
    }

    #[test]
    fn the_environment_is_small_and_standard_input_empty() {
        let told = script("env | sed 's/=.*//' | sort; cat", LONG, 10_000).unwrap();
        let names: Vec<_> = told
            .stdout
            .lines()
            .filter(|it| !matches!(*it, "_" | "PWD" | "SHLVL" | "OLDPWD"))
            .collect();
        assert_eq!(names, ["HOME", "LANG", "PATH"]);
    }
}
