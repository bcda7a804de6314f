use std::panic::{self, AssertUnwindSafe};

/// What comes back instead of a `Result`: a number, as C's enum.
#[repr(C)]
#[derive(Debug)]
enum Status {
    Fine = 0,
    Invalid = 1,
    Fault = 2,
}

/// Ordinary Rust: it may return an error, and it may panic.
fn mean_from(numbers: &[f64], from: usize) -> Result<f64, String> {
    let rest = &numbers[from..]; // panics if there are fewer numbers
    if rest.is_empty() {
        return Err("no numbers".to_owned());
    }
    Ok(rest.iter().sum::<f64>() / rest.len() as f64)
}

/// The border: the result goes into `answer`, and a status comes back.
extern "C" fn mean_of(row: &[f64; 3], from: usize, answer: &mut f64) -> Status {
    let work = AssertUnwindSafe(|| mean_from(row, from));
    match panic::catch_unwind(work) {
        Ok(Ok(mean)) => {
            *answer = mean;
            Status::Fine
        }
        Ok(Err(_)) => Status::Invalid, // an error: the caller's doing
        Err(_) => Status::Fault,       // a panic: a fault of ours
    }
}

fn main() {
    panic::set_hook(Box::new(|_| {})); // do not print the panics
    let mut answer = f64::NAN;
    for from in [1, 3, 4] {
        let status = mean_of(&[1.0, 2.0, 4.0], from, &mut answer);
        println!("from {from}: {status:?}, the answer is {answer}");
    }
}
