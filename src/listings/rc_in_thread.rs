use std::rc::Rc;
use std::thread;

fn main() {
    // An Rc counts who has it, as Python does: in plain steps, without a lock.
    let prices = Rc::new(vec![2.8, 1.2]);
    let same_list = Rc::clone(&prices);

    let worker = thread::spawn(move || same_list.iter().sum::<f64>());

    println!("{} prices", prices.len());
    println!("sum {:?}", worker.join());
}
