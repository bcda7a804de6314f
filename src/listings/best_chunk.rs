const SHAPE: [usize; 2] = [360, 240]; // days and places

/// How many values are read to get one row, and to get one column.
fn cost(chunk: [usize; 2]) -> [usize; 2] {
    let [rows, columns] = [0, 1].map(|axis| SHAPE[axis].div_ceil(chunk[axis]));
    let size = chunk[0] * chunk[1];
    [columns * size, rows * size]
}

fn main() {
    let shapes = [
        [1, 240],
        [2, 120],
        [4, 60],
        [8, 30],
        [12, 20],
        [20, 12],
        [24, 10],
        [240, 1],
    ];
    for chunk in shapes {
        let [row, column] = cost(chunk);
        println!("chunk {chunk:?}: a row costs {row}, a column {column}");
    }
    // min_by_key takes a function, as min(shapes, key=...) does in Python.
    let best = shapes
        .into_iter()
        .min_by_key(|&it| cost(it).into_iter().max());
    let best = best.expect("there are shapes to choose from");
    println!("the dearer of the two is cheapest with {best:?}");
}
