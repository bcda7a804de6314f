use std::thread;

fn main() {
    let numbers: Vec<u64> = (1..=1_000_000).collect();
    let alone: u64 = numbers.iter().sum();

    // A scope promises that its threads end before it does. So they may
    // borrow `numbers`; nothing is copied, nothing is pickled.
    let together: u64 = thread::scope(|scope| {
        let workers: Vec<_> = numbers
            .chunks(250_000)
            .map(|chunk| scope.spawn(move || chunk.iter().sum::<u64>()))
            .collect();

        workers
            .into_iter()
            .enumerate()
            .map(|(index, worker)| {
                let part = worker.join().expect("the worker panicked");
                println!("worker {index} found {part}");
                part
            })
            .sum()
    });

    println!("together {together}, alone {alone}");
}
