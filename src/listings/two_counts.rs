use std::sync::atomic::{AtomicI64, Ordering::Relaxed};
use std::thread::{self, ThreadId};

/// A reference count as free-threaded Python keeps it: in two parts.
struct Counted {
    owner: ThreadId,
    local: AtomicI64,  // only the owner changes it, so plain steps will do
    shared: AtomicI64, // everybody else, with steps that cannot be divided
}

impl Counted {
    fn new() -> Self {
        Self {
            owner: thread::current().id(),
            local: AtomicI64::new(1), // the first reference is the owner's
            shared: AtomicI64::new(0),
        }
    }

    fn add_reference(&self) {
        if thread::current().id() == self.owner {
            let count = self.local.load(Relaxed); // read, add, write back:
            self.local.store(count + 1, Relaxed); // nobody else writes here
        } else {
            self.shared.fetch_add(1, Relaxed);
        }
    }
}

fn main() {
    let object = Counted::new();
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| (0..10).for_each(|_| object.add_reference()));
        }
        (0..1000).for_each(|_| object.add_reference());
    });
    let (local, shared) = (object.local.into_inner(), object.shared.into_inner());
    println!("counted by the owner, cheaply: {local}");
    println!("counted by three others:       {shared}");
    println!("references in all:             {}", local + shared);
}
