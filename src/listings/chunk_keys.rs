use std::ops::Range;

const SHAPE: [usize; 2] = [8, 12]; // rows and columns of the array
const CHUNK: [usize; 2] = [4, 4]; // rows and columns of one chunk

/// The chunks that a range of rows touches, or a range of columns.
fn touched(range: &Range<usize>, chunk: usize) -> Range<usize> {
    range.start / chunk..range.end.div_ceil(chunk)
}

/// Prints which chunks have to be read for a piece of the array.
fn read(name: &str, rows: Range<usize>, columns: Range<usize>) {
    let mut keys = Vec::new();
    for row in touched(&rows, CHUNK[0]) {
        for column in touched(&columns, CHUNK[1]) {
            keys.push(format!("c/{row}/{column}"));
        }
    }
    let wanted = rows.len() * columns.len();
    let read = keys.len() * CHUNK[0] * CHUNK[1];
    let keys = keys.join(" ");
    println!("{name:<10} {wanted:>2} wanted, {read:>2} read: {keys}");
}

fn main() {
    read("one value", 5..6, 7..8);
    read("one row", 5..6, 0..SHAPE[1]);
    read("one column", 0..SHAPE[0], 7..8);
    read("one chunk", 4..8, 4..8);
    read("a crossing", 3..5, 3..5);
}
