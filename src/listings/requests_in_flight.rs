const CHUNKS: usize = 48;
const LATENCY: u32 = 50; // milliseconds until the first byte of a chunk comes
const TRANSFER: u32 = 5; // milliseconds for its bytes, and they share one line

/// How long it takes to fetch all chunks with so many requests under way at
/// once, in pretended milliseconds.
fn fetch(in_flight: usize) -> u32 {
    let mut slots = vec![0; in_flight]; // when each slot may ask for its next chunk
    let mut line = 0; // when the line is free

    for _ in 0..CHUNKS {
        // The slot that is free first asks, waits, and then takes the line.
        slots.sort();
        let first_byte = slots[0] + LATENCY;
        line = line.max(first_byte) + TRANSFER;
        slots[0] = line;
    }
    line
}

fn main() {
    for in_flight in [1, 2, 3, 4, 6, 8, 11, 16, 24] {
        println!("point: fetching | {in_flight} | {}", fetch(in_flight));
    }
    let all = CHUNKS as u32 * TRANSFER;
    println!("the line alone needs {all} ms");
}
