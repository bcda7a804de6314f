// region: hidden
use std::sync::{Condvar, Mutex};
use std::thread;

// endregion
type Task = (&'static [usize], fn(&[u64]) -> u64); // what it needs, what it does

fn read(_: &[u64]) -> u64 {
    (1..=1000).sum() // stands for a chunk
}

fn sum(parts: &[u64]) -> u64 {
    parts.iter().sum()
}

/// Four chunks are read, added up in pairs, and then the two sums.
const GRAPH: [Task; 7] = [
    (&[], read),
    (&[], read),
    (&[], read),
    (&[], read),
    (&[0, 1], sum),
    (&[2, 3], sum),
    (&[4, 5], sum),
];

/// What the workers share: the tasks that wait, and the results so far.
struct State {
    waiting: Vec<usize>,
    results: [Option<u64>; GRAPH.len()],
}

impl State {
    /// Takes a task for which all that it needs is there, together with that.
    fn take(&mut self) -> Option<(usize, Vec<u64>)> {
        for (place, &task) in self.waiting.iter().enumerate() {
            let inputs = GRAPH[task].0.iter().map(|&need| self.results[need]);
            // collect() makes one Option of many: Some, if all are Some.
            if let Some(inputs) = inputs.collect() {
                self.waiting.remove(place);
                return Some((task, inputs));
            }
        }
        None
    }
}

fn work(state: &Mutex<State>, news: &Condvar) {
    let mut shared = state.lock().expect("nobody panicked");
    while !shared.waiting.is_empty() {
        let Some((task, inputs)) = shared.take() else {
            // Nothing can begin yet. Sleep, without the lock, until a result comes.
            shared = news.wait(shared).expect("nobody panicked");
            continue;
        };
        drop(shared); // the lock: others may take tasks while this one computes
        let result = GRAPH[task].1(&inputs);
        shared = state.lock().expect("nobody panicked");
        shared.results[task] = Some(result);
        news.notify_all();
    }
}
// region: hidden

fn main() {
    let state = Mutex::new(State {
        waiting: (0..GRAPH.len()).collect(),
        results: [None; GRAPH.len()],
    });
    let news = Condvar::new();

    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| work(&state, &news));
        }
    });
    let results = state.into_inner().expect("nobody panicked").results;
    for (task, result) in results.iter().flatten().enumerate() {
        println!("task {task} yields {result}");
    }
}
// endregion
