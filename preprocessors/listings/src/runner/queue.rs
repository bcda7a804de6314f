//! Who may run: a few at once, a few more that wait, in the order they came.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Cancel;

/// How often to look whether someone who waits has given up.
const PAUSE: Duration = Duration::from_millis(20);

/// Those that run and those that wait.
#[derive(Debug)]
pub(super) struct Queue {
    at_once: usize,
    waiting: usize,
    line: Mutex<Line>,
    moved: Condvar,
}

/// The tickets in their order; those in front run.
#[derive(Debug, Default)]
struct Line {
    tickets: Vec<u64>,
    next: u64,
}

/// A place in the queue.
#[derive(Debug)]
pub(super) struct Ticket {
    queue: Arc<Queue>,
    number: u64,
}

impl Queue {
    /// A queue where `at_once` run and `waiting` wait.
    pub(super) fn new(at_once: usize, waiting: usize) -> Self {
        Self {
            at_once,
            waiting,
            line: Mutex::default(),
            moved: Condvar::new(),
        }
    }

    /// A place at the end; none, if all are taken.
    pub(super) fn ticket(self: &Arc<Self>) -> Option<Ticket> {
        let mut line = self.line();
        if line.tickets.len() >= self.at_once + self.waiting {
            return None;
        }
        let number = line.next;
        line.next += 1;
        line.tickets.push(number);
        let queue = Arc::clone(self);
        Some(Ticket { queue, number })
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ticket {
    /// Waits for its turn; false, if it was given up before.
    pub(super) fn wait(&self, cancel: &Cancel) -> bool {
        let mut line = self.queue.line();
        loop {
            if cancel.is_cancelled() {
                return false;
            }
            let mut front = line.tickets.iter().take(self.queue.at_once);
            if front.any(|it| *it == self.number) {
                return true;
            }
            let waited = self.queue.moved.wait_timeout(line, PAUSE);
            line = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.queue.line().tickets.retain(|it| *it != self.number);
        self.queue.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_run_the_next_wait_and_the_others_are_refused() {
        let queue = Arc::new(Queue::new(1, 1));
        let [first, second] = [queue.ticket().unwrap(), queue.ticket().unwrap()];
        assert!(queue.ticket().is_none());
        assert!(first.wait(&Cancel::default()));
        drop(first);
        assert!(second.wait(&Cancel::default()));
        assert!(queue.ticket().is_some());
    }

    #[test]
    fn who_waits_may_give_up() {
        let queue = Arc::new(Queue::new(1, 1));
        let first = queue.ticket().unwrap();
        let second = queue.ticket().unwrap();
        let cancel = Cancel::default();
        cancel.cancel();
        assert!(!second.wait(&cancel));
        drop(second);
        assert!(queue.ticket().is_some());
        assert!(first.wait(&Cancel::default()));
    }
}
