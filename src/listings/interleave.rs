use std::collections::VecDeque;

fn main() {
    // Two tasks, each with a name and the number of steps it still has to do.
    let mut waiting = VecDeque::from([('A', 4), ('B', 3)]);
    let mut timeline = String::new();

    // One worker: do one step of a task, then put the task back at the end.
    while let Some((name, steps)) = waiting.pop_front() {
        timeline.push(name);
        if steps > 1 {
            waiting.push_back((name, steps - 1));
        } else {
            println!("{name} is done after step {}", timeline.len());
        }
    }

    println!("the core did: {timeline}");
}
