use std::collections::VecDeque;

/// A task that can be paused: its name, and the steps it still has to do.
/// A Python generator is the same idea.
struct Task {
    name: char,
    steps_left: u32,
}

fn main() {
    let mut waiting = VecDeque::from([
        Task {
            name: 'A',
            steps_left: 4,
        },
        Task {
            name: 'B',
            steps_left: 3,
        },
    ]);
    let mut timeline = String::new();

    // One worker, two tasks: do one step, then put the task back at the end.
    while let Some(mut task) = waiting.pop_front() {
        timeline.push(task.name);
        task.steps_left -= 1;
        if task.steps_left > 0 {
            waiting.push_back(task);
        } else {
            println!("{} is done after {} steps", task.name, timeline.len());
        }
    }

    println!("the core did: {timeline}");
}
