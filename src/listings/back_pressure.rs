/// How long is the queue, moment by moment? The producer makes a message each
/// millisecond, if it may. The consumer needs three for each of them.
fn run(name: &str, limit: usize) {
    let (mut queue, mut made, mut waited) = (0_usize, 0, 0);
    for now in 0..30 {
        if queue < limit {
            queue += 1;
            made += 1;
        } else {
            waited += 1; // the queue is full: this is the back-pressure
        }
        if now % 3 == 2 {
            queue -= 1;
        }
        println!("point: {name} | {now} | {queue}");
    }
    println!("{name}: {made} messages made, {waited} ms waited, {queue} in the queue");
}

fn main() {
    run("no limit", usize::MAX);
    run("room for 4", 4);
}
