const CHUNKS: usize = 6;
const THREADS: usize = 2;
const FETCH: u32 = 2; // milliseconds on the disk, which serves one at a time
const UNPACK: u32 = 6; // milliseconds of decompressing, which is computing

/// Lets the threads read the chunks, in pretended time. With `one_door` all of it
/// happens inside a library that lets in one thread at a time.
fn read(format: &str, one_door: bool) -> u32 {
    let mut ready = [0; THREADS]; // when each thread is done with its last chunk
    let mut open = 0; // when the next thread may go to the disk

    for chunk in 0..CHUNKS {
        let thread = chunk % THREADS;
        let lane = format!("{format}, thread {}", thread + 1);
        let start = ready[thread].max(open);
        let fetched = start + FETCH;
        let end = fetched + UNPACK;
        if start > ready[thread] {
            println!("event: {lane} | {} ms | {start} ms | waits", ready[thread]);
        }
        println!("event: {lane} | {start} ms | {fetched} ms | reads");
        println!("event: {lane} | {fetched} ms | {end} ms | decompresses");
        ready[thread] = end;
        open = if one_door { end } else { fetched };
    }
    *ready.iter().max().expect("there are threads")
}

fn main() {
    let door = read("one door", true);
    let own = read("no door", false);
    println!("through one door {door} ms, without it {own} ms");
}
