//! Looking on while a book is typeset: how far it is, and whether it takes more
//! time or memory than it may.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::config::PdfTable;
use crate::progress::Line;

/// Seconds after which typesetting is stopped, if the book says nothing.
const TIME: u64 = 900;
/// Megabytes at which it is stopped.
const MEMORY: u64 = 6_000;
/// How long between two looks at the memory.
const PAUSE: Duration = Duration::from_millis(250);

/// The one who looks on.
pub(super) struct Watch {
    name: String,
    started: Instant,
    time: u64,
    memory: u64,
    /// When the memory was last looked at, in milliseconds from the start.
    looked: AtomicU64,
    line: Line,
}

impl Watch {
    /// For the file `name`, with the limits of `table`.
    pub(super) fn new(name: &str, table: &PdfTable) -> Self {
        Self {
            name: name.to_owned(),
            started: Instant::now(),
            time: table.time_limit.unwrap_or(TIME),
            memory: table.memory_limit.unwrap_or(MEMORY),
            looked: AtomicU64::new(0),
            line: Line::new(),
        }
    }

    /// Shows a line in the place of the one before.
    fn show(&self, what: &str) {
        self.line.show(&format!("{}: {what}", self.name));
    }

    fn milliseconds(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

impl pdf::Watch for Watch {
    fn goes_on(&self) -> Result<(), String> {
        let now = self.milliseconds();
        let looked = self.looked.load(Ordering::Relaxed);
        if u128::from(now - looked.min(now)) < PAUSE.as_millis() {
            return Ok(());
        }
        self.looked.store(now, Ordering::Relaxed);
        let used = memory();
        let seconds = now / 1000;
        self.show(&match used {
            Some(used) => format!("typesetting, {seconds} s, {used} MB"),
            None => format!("typesetting, {seconds} s"),
        });
        if seconds >= self.time {
            let limit = self.time;
            return Err(format!(
                "it takes longer than {limit} s; `time-limit` in [output.pdf] may allow more, \
                 `split = \"parts\"` makes smaller files"
            ));
        }
        if used.is_some_and(|it| it >= self.memory) {
            let limit = self.memory;
            return Err(format!(
                "it takes more than {limit} MB; `memory-limit` in [output.pdf] may allow more, \
                 `split = \"parts\"` makes smaller files"
            ));
        }
        Ok(())
    }

    fn begins(&self, step: pdf::Step) {
        match step {
            pdf::Step::Pages => self.show("typesetting"),
            pdf::Step::File(pages) => self.show(&format!("writing {pages} pages")),
        }
    }
}

/// How many megabytes of memory this process holds, where the system tells.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes / 1024)
}

#[cfg(test)]
mod tests {
    use pdf::Watch as _;

    use super::*;

    fn watch(table: &PdfTable) -> Watch {
        let mut watch = Watch::new("a.pdf", table);
        watch.started -= PAUSE;
        watch
    }

    #[test]
    fn time_and_memory_have_limits_that_speak() {
        let said = |table: &PdfTable| watch(table).goes_on().unwrap_err();
        let time = PdfTable {
            time_limit: Some(0),
            ..PdfTable::default()
        };
        assert!(said(&time).contains("`time-limit`"));
        if memory().is_some() {
            let memory = PdfTable {
                memory_limit: Some(1),
                ..PdfTable::default()
            };
            assert!(said(&memory).contains("`memory-limit`"));
        }
        assert_eq!(watch(&PdfTable::default()).goes_on(), Ok(()));
    }
}
