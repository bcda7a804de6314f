/// Fills in `answer`, and returns 0. If there is no such entry, returns 1 and
/// leaves `answer` alone. Nothing here panics, so no `catch_unwind` is needed.
extern "C" fn entry(row: &[f64; 4], index: usize, answer: &mut f64) -> i32 {
    match row.get(index) {
        Some(&value) => {
            *answer = value;
            0
        }
        None => 1,
    }
}

fn main() {
    let row = [0.5, 1.5, 2.5, 3.5];
    let mut answer = 0.0;
    for index in [0, 3, 4] {
        match entry(&row, index, &mut answer) {
            0 => println!("entry {index} is {answer}"),
            status => println!("entry {index}: error {status}"),
        }
    }
}
