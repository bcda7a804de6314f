use std::thread;

fn main() {
    let cities = ["Vancouver", "Toronto", "Montreal"];

    // spawn() is Thread(...).start(). `move` gives the closure its own copy of `city`.
    let threads: Vec<_> = cities
        .into_iter()
        .map(|city| thread::spawn(move || (city, city.len())))
        .collect();

    // join() waits, as in Python, and it also hands over what the thread returned.
    // We join in the order of starting, so the printed order never changes.
    for thread in threads {
        let (city, letters) = thread.join().expect("the thread panicked");
        println!("{city} has {letters} letters");
    }
}
