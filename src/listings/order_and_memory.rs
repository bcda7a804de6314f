const CHUNKS: usize = 6;

#[derive(Clone, Copy)]
enum Step {
    Read(usize), // brings a chunk into memory
    Sum(usize),  // makes one number of it, and lets go of the chunk
}

use Step::{Read, Sum};

/// Takes the steps in this order. Prints how many chunks are in memory after
/// each of them, and returns the sum of all.
fn run(name: &str, order: &[Step]) -> u32 {
    let mut memory: [Option<Vec<u32>>; CHUNKS] = Default::default();
    let mut total = 0;
    for (at, step) in order.iter().enumerate() {
        match *step {
            Read(chunk) => memory[chunk] = Some(vec![chunk as u32; 1000]),
            // take() takes the chunk out and leaves None.
            Sum(chunk) => {
                total += memory[chunk]
                    .take()
                    .expect("read before")
                    .iter()
                    .sum::<u32>()
            }
        }
        let held = memory.iter().flatten().count();
        println!("point: {name} | {} | {held}", at + 1);
    }
    total
}

fn main() {
    let mut first_all_reads: Vec<Step> = (0..CHUNKS).map(Read).collect();
    first_all_reads.extend((0..CHUNKS).map(Sum));
    let chunk_by_chunk: Vec<Step> = (0..CHUNKS).flat_map(|it| [Read(it), Sum(it)]).collect();

    let one = run("first all reads", &first_all_reads);
    let other = run("chunk by chunk", &chunk_by_chunk);
    println!("the sums are {one} and {other}");
}
