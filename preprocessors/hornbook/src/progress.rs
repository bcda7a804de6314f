//! How far a work is: one line on the terminal, written again in its place, and
//! gone when the work is done. Where standard error is no terminal there is none.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How long between two writings of a line.
const PAUSE: Duration = Duration::from_millis(100);

/// A line of the terminal.
pub(crate) struct Line {
    shows: bool,
}

impl Line {
    /// An empty line.
    pub(crate) fn new() -> Self {
        Self {
            shows: std::io::stderr().is_terminal(),
        }
    }

    /// Shows `text` in the place of what stood there.
    pub(crate) fn show(&self, text: &str) {
        if self.shows {
            // Who does not see it misses nothing.
            let _ = write!(std::io::stderr(), "\r\x1b[K{text}");
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.show("");
    }
}

/// A step of a work, done for one thing after another, or for several at a time.
pub(crate) struct Step {
    line: Line,
    what: &'static str,
    total: usize,
    done: AtomicUsize,
    started: Instant,
    /// When it was told last, in milliseconds from the start.
    told: AtomicU64,
}

impl Step {
    /// The step that does `what` for `total` things.
    pub(crate) fn new(what: &'static str, total: usize) -> Self {
        Self {
            line: Line::new(),
            what,
            total,
            done: AtomicUsize::new(0),
            started: Instant::now(),
            told: AtomicU64::new(0),
        }
    }

    /// `count` more are done, `name` the last of them.
    pub(crate) fn advance(&self, count: usize, name: &str) {
        let done = self.done.fetch_add(count, Ordering::Relaxed) + count;
        let passed = self.started.elapsed();
        let now = u64::try_from(passed.as_millis()).unwrap_or(u64::MAX);
        let told = self.told.load(Ordering::Relaxed);
        if self.line.shows && u128::from(now.saturating_sub(told)) >= PAUSE.as_millis() {
            self.told.store(now, Ordering::Relaxed);
            self.line
                .show(&message(self.what, name, done, self.total, passed));
        }
    }
}

/// What is told after `done` of `total` things have taken the time `passed`.
fn message(what: &str, name: &str, done: usize, total: usize, passed: Duration) -> String {
    let left = total.saturating_sub(done);
    let each = u128::try_from(done.max(1)).unwrap_or(1);
    let rest = passed.as_millis() * u128::try_from(left).unwrap_or(0) / each;
    let seconds = rest.div_ceil(1000);
    format!("{what}: {done} of {total}, {name}, {seconds} s left")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_reckoned_from_what_is_done() {
        let after = |done| message("reading", "a.rst", done, 100, Duration::from_secs(10));
        assert_eq!(after(50), "reading: 50 of 100, a.rst, 10 s left");
        assert_eq!(after(100), "reading: 100 of 100, a.rst, 0 s left");
        assert!(after(0).ends_with("1000 s left"));
    }
}
