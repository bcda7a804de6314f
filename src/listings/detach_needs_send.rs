use std::marker::PhantomData;
use std::rc::Rc;

/// Who has this holds the lock. The pointer is never used. It stands here
/// because pointers are not `Send`, and so `Python` is not.
struct Python(PhantomData<*const ()>);

/// A Python object: its references are counted without atomic steps.
struct List(Rc<Vec<f64>>);

impl Python {
    /// Lets go of the lock while `work` runs. `Send` is what the compiler has
    /// to prove: all that `work` touches may be used by another thread.
    fn detach<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        println!("the lock is free");
        let result = work();
        println!("the lock is taken again");
        result
    }
}

fn main() {
    let python = Python(PhantomData);
    let list = List(Rc::new(vec![1.0, 2.0, 3.0]));

    let numbers: Vec<f64> = list.0.to_vec(); // copied, while we hold the lock
    let sum = python.detach(|| numbers.iter().map(|x| x * x).sum::<f64>());

    println!("the squares of {} numbers sum up to {sum}", list.0.len());
}
