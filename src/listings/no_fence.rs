/// The entry `index` of a row of four. The caller is C: a panic must not leave.
extern "C" fn entry(row: &[f64; 4], index: usize) -> f64 {
    row[index]
}

fn main() {
    let row = [0.5, 1.5, 2.5, 3.5];
    for index in [0, 3, 4] {
        println!("entry {index} is {}", entry(&row, index));
    }
}
