const SHAPE: [usize; 2] = [360, 240]; // days and places

/// How many values are read to get one row, and to get one column.
fn cost(chunk: [usize; 2]) -> [usize; 2] {
    let [rows, columns] = [0, 1].map(|axis| SHAPE[axis].div_ceil(chunk[axis]));
    let size = chunk[0] * chunk[1];
    [columns * size, rows * size]
}

fn main() {
    let chunk = [1, 240];
    let [row, column] = cost(chunk);
    println!("chunk {chunk:?}: a row costs {row}, a column {column}");
}
