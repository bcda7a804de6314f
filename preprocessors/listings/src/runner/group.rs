//! A process and all it has started: its process group, which nothing in the
//! sandbox can leave.

use std::path::Path;
use std::process::Child;

/// Files and folders that a program may make, so that counting them ends.
const ENTRIES: usize = 10_000;

/// Ends every process of the group. New ones cannot get away: the kernel
/// finishes no fork of a process that is to end.
#[cfg(unix)]
pub(super) fn end(group: u32) {
    let group = i32::try_from(group).ok();
    if let Some(group) = group.and_then(rustix::process::Pid::from_raw) {
        // It fails if nobody is left.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
}

#[cfg(not(unix))]
pub(super) fn end(_: u32) {}

/// Whether the child has ended. It stays unburied, so that its number is not
/// given to another.
#[cfg(unix)]
pub(super) fn has_ended(child: &mut Child) -> std::io::Result<bool> {
    use rustix::process::{WaitId, WaitIdOptions, waitid};
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    let id = i32::try_from(child.id()).ok();
    match id.and_then(rustix::process::Pid::from_raw) {
        Some(id) => Ok(waitid(WaitId::Pid(id), options)?.is_some()),
        None => Ok(true),
    }
}

#[cfg(not(unix))]
pub(super) fn has_ended(child: &mut Child) -> std::io::Result<bool> {
    Ok(child.try_wait()?.is_some())
}

/// The bytes of memory that the processes of the group hold, but for those of
/// files, which they share. The kernel limits each by itself, and does not count
/// what a process shares with its children.
#[cfg(target_os = "linux")]
pub(super) fn memory(group: u32) -> u64 {
    let Ok(entries) = std::fs::read_dir("/proc") else {
        return 0;
    };
    // What is no process, or none any more, has no such files.
    entries
        .flatten()
        .filter(|it| {
            let stat = std::fs::read_to_string(it.path().join("stat"));
            stat.is_ok_and(|it| group_of(&it) == Some(group))
        })
        .filter_map(|it| std::fs::read_to_string(it.path().join("status")).ok())
        .map(|it| held(&it))
        .sum()
}

#[cfg(not(target_os = "linux"))]
pub(super) fn memory(_: u32) -> u64 {
    0
}

/// The group of a process. Its name comes in parentheses and may hold any, so
/// the fields count from the last.
#[cfg(target_os = "linux")]
fn group_of(stat: &str) -> Option<u32> {
    let (_, fields) = stat.rsplit_once(") ")?;
    fields.split(' ').nth(2)?.parse().ok()
}

/// The bytes that a process holds of itself and of shared memory.
#[cfg(target_os = "linux")]
fn held(status: &str) -> u64 {
    let kib = |line: &str| {
        let (name, amount) = line.split_once(':')?;
        let counts = matches!(name, "RssAnon" | "RssShmem");
        let amount = amount.trim().strip_suffix(" kB")?;
        counts.then(|| amount.parse::<u64>().ok()).flatten()
    };
    status.lines().filter_map(kib).sum::<u64>() << 10
}

/// The bytes of the files in `folder`; more than `most`, if there are too many
/// to be counted.
pub(super) fn disk(folder: &Path, most: u64) -> u64 {
    let mut sum = 0;
    let mut seen = 0;
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        // What is gone by now counts no more.
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            seen += 1;
            match entry.metadata() {
                Ok(it) if it.is_dir() => folders.push(entry.path()),
                Ok(it) => sum += it.len(),
                Err(_) => {}
            }
        }
        if seen > ENTRIES || sum > most {
            return most.saturating_add(1);
        }
    }
    sum
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_memory_of_this_group_is_more_than_none() {
        let group = rustix::process::getpgrp().as_raw_nonzero().get();
        assert!(memory(u32::try_from(group).unwrap()) > 100 << 10);
        assert_eq!(memory(u32::MAX), 0);
    }

    #[test]
    fn a_folder_is_counted_until_it_is_too_much() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("deep")).unwrap();
        std::fs::write(folder.path().join("deep/a"), [0; 100]).unwrap();
        assert_eq!(disk(folder.path(), 1000), 100);
        assert_eq!(disk(folder.path(), 50), 51);
    }
}
