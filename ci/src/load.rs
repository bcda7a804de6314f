//! What a program and all that it starts take of the machine, as Linux tells it
//! in `/proc`.

use std::collections::BTreeMap;
use std::process::Command;
use std::time::Duration;

use anyhow::Context as _;

/// How often it is looked at.
const PAUSE: Duration = Duration::from_millis(40);

/// Linux counts processor time in hundredths of a second.
const TICKS: f64 = 100.0;

/// Processor time, and the most memory at one time.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Load {
    pub(crate) seconds: f64,
    pub(crate) megabytes: f64,
}

/// Runs `command` to its end, however it ends.
pub(crate) fn of(command: &mut Command) -> anyhow::Result<Load> {
    let mut child = command.spawn().context("it could not be started")?;
    let mut ticks: BTreeMap<u32, u64> = BTreeMap::new();
    let mut most = 0;
    while child.try_wait()?.is_none() {
        let family = family(child.id());
        let mut held = 0;
        for process in &family {
            held += memory(process.id).unwrap_or(0);
            let counted = ticks.entry(process.id).or_default();
            *counted = process.ticks.max(*counted);
        }
        most = most.max(held);
        std::thread::sleep(PAUSE);
    }
    anyhow::ensure!(most > 0, "this system does not tell what a program takes");
    let ticks: u64 = ticks.values().sum();
    Ok(Load {
        seconds: as_float(ticks) / TICKS,
        megabytes: as_float(most) / 1024.0,
    })
}

fn as_float(number: u64) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}

#[derive(Clone, Debug)]
struct Process {
    id: u32,
    parent: u32,
    ticks: u64,
}

/// The process `root` and all below it.
fn family(root: u32) -> Vec<Process> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = entries.filter_map(|it| it.file_name().to_str()?.parse().ok());
    let all: Vec<Process> = ids.filter_map(process).collect();
    let mut family: Vec<Process> = all.iter().filter(|it| it.id == root).cloned().collect();
    let mut at = 0;
    while at < family.len() {
        let parent = family[at].id;
        family.extend(all.iter().filter(|it| it.parent == parent).cloned());
        at += 1;
    }
    family
}

fn process(id: u32) -> Option<Process> {
    let text = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    stat(id, &text)
}

/// The parent and the time, user's and system's, of a line of `/proc/ID/stat`.
fn stat(id: u32, text: &str) -> Option<Process> {
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let number = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some(Process {
        id,
        parent: fields.get(1)?.parse().ok()?,
        ticks: number(11)? + number(12)?,
    })
}

/// Kilobytes, of what is shared only the share.
fn memory(id: u32) -> Option<u64> {
    let text = std::fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
    let line = text.lines().find_map(|it| it.strip_prefix("Pss:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_stat_is_read() {
        let line = "7 (a (b) c) S 3 7 7 0 -1 0 0 0 0 0 12 5 0 0 20 0";
        let process = stat(7, line).unwrap();
        assert_eq!((process.parent, process.ticks), (3, 17));
    }
}
