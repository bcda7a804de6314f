use rayon::prelude::*;

// region: hidden
/// How many steps it takes to come to 1: halve, or take three times plus one.
fn collatz(mut number: u64) -> u32 {
    let mut steps = 0;
    while number != 1 {
        number = if number.is_multiple_of(2) {
            number / 2
        } else {
            3 * number + 1
        };
        steps += 1;
    }
    steps
}

// endregion
fn main() {
    // One after the other, as a generator in Python would do it ...
    let alone = (1..200_000_u64).map(|n| (collatz(n), n)).max();

    // ... and shared out among as many workers as there are cores.
    let shared = (1..200_000_u64)
        .into_par_iter()
        .map(|n| (collatz(n), n))
        .max();

    println!("alone:  {alone:?}");
    println!("shared: {shared:?}");
}
