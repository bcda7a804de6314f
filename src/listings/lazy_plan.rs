/// A piece of work that has been described, and not done.
enum Task {
    Read(u32), // the number of a chunk
    Double(Box<Task>),
    Sum(Vec<Task>),
}

use Task::{Double, Read, Sum};

impl Task {
    /// How many tasks there are in the plan.
    fn count(&self) -> usize {
        1 + match self {
            Read(_) => 0,
            Double(task) => task.count(),
            Sum(tasks) => tasks.iter().map(Task::count).sum(),
        }
    }

    /// Does the work, and only now.
    fn compute(&self) -> u32 {
        match self {
            Read(chunk) => {
                println!("reading chunk {chunk}");
                10 * chunk // what such a chunk might hold
            }
            Double(task) => 2 * task.compute(),
            Sum(tasks) => tasks.iter().map(Task::compute).sum(),
        }
    }
}

fn main() {
    // A Box is a pointer: a task may hold tasks, and those hold tasks again.
    let doubled = |chunk| Double(Box::new(Read(chunk)));
    let plan = Sum(vec![doubled(0), doubled(1), doubled(2)]);

    println!("a plan of {} tasks, and nothing is read", plan.count());
    println!("the result is {}", plan.compute());
}
