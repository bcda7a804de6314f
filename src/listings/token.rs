use std::marker::PhantomData;

/// The proof that a thread holds the lock. What holds an address, even a
/// pretended one, is not `Send`: it may not leave its place.
#[derive(Clone, Copy)]
struct Python(PhantomData<*mut ()>);

impl Python {
    /// Runs `work` without the lock. `Send`: nothing that needs the lock in it.
    fn detach<T>(self, work: impl FnOnce() -> T + Send) -> T {
        work() // the real one lets the lock go around this
    }
}

/// A Python list. To read it one must show the proof.
struct List(Vec<f64>);

impl List {
    fn first(&self, _proof: Python) -> f64 {
        self.0[0]
    }
}

fn main() {
    let py = Python(PhantomData);
    let list = List(vec![1.0, 2.0]);

    let x = list.first(py);
    println!("{}", py.detach(|| x.sqrt())); // a number: fine

    println!("{}", py.detach(|| list.first(py))); // the proof: refused
}
