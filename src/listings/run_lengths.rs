use std::iter::repeat_n;

/// Writes each run of equal bytes as two bytes: how many, and which.
fn pack(bytes: &[u8]) -> Vec<u8> {
    bytes
        .chunk_by(|a, b| a == b)
        .flat_map(|run| run.chunks(255)) // how many must fit into a byte
        .flat_map(|run| [run.len() as u8, run[0]])
        .collect()
}

/// The way back: [3, 7] becomes 7, 7, 7.
fn unpack(packed: &[u8]) -> Vec<u8> {
    let pairs = packed.chunks(2);
    pairs
        .flat_map(|pair| repeat_n(pair[1], pair[0].into()))
        .collect()
}

/// A filter: the first byte, and then by how much each differs from the last.
fn differences(bytes: &[u8]) -> Vec<u8> {
    let steps = bytes.windows(2).map(|pair| pair[1].wrapping_sub(pair[0]));
    bytes.iter().copied().take(1).chain(steps).collect()
}

fn main() {
    let calm = [15; 240]; // 240 times the same
    let rising: Vec<u8> = (0..240).collect();
    let noise: Vec<u8> = (0..240).map(|x: u8| x.wrapping_mul(x) ^ 77).collect();

    for (name, bytes) in [("calm", &calm[..]), ("rising", &rising), ("noise", &noise)] {
        let packed = pack(bytes);
        assert_eq!(unpack(&packed), bytes); // nothing is lost
        let filtered = pack(&differences(bytes)).len();
        println!("{name:<6} 240 bytes, packed {:>3}", packed.len());
        println!("{name:<6} 240 bytes, packed {filtered:>3} after the filter");
    }
}
