/// The tasks: what they are, how many milliseconds they take, what they need.
const GRAPH: [(&str, u32, &[usize]); 11] = [
    ("read", 4, &[]),
    ("read", 4, &[]),
    ("read", 4, &[]),
    ("read", 4, &[]),
    ("sum", 2, &[0]), // needs task 0, the first read
    ("sum", 2, &[1]),
    ("sum", 2, &[2]),
    ("sum", 2, &[3]),
    ("combine", 1, &[4, 5]),
    ("combine", 1, &[6, 7]),
    ("combine", 1, &[8, 9]),
];

fn main() {
    let mut done = [None; GRAPH.len()]; // when each task is done
    let mut free = [0, 0]; // when each worker is free again

    while done.contains(&None) {
        // The worker who is free first takes the task that can start first; of
        // several, the one that stands last in the graph.
        let worker = usize::from(free[1] < free[0]);
        let ready = (0..GRAPH.len()).rev().filter(|&it| done[it].is_none());
        let ready = ready.filter_map(|it| {
            // None, as long as something that it needs has not been scheduled.
            let inputs: Option<Vec<u32>> = GRAPH[it].2.iter().map(|&need| done[need]).collect();
            Some((inputs?.into_iter().fold(free[worker], u32::max), it))
        });
        let (start, task) = ready.min_by_key(|it| it.0).expect("there is no circle");
        let (what, time, _) = GRAPH[task];
        let end = start + time;
        println!(
            "event: worker {} | {start} ms | {end} ms | {what}",
            worker + 1
        );
        done[task] = Some(end);
        free[worker] = end;
    }
    println!("all is done after {} ms", free[0].max(free[1]));
}
