use std::thread;

const WORDS: [&str; 2] = ["first", "second"];

// region: main
fn main() {
    for word in WORDS {
        let told = thread::spawn(move || word.len());
        println!("{word}: {}", told.join().unwrap_or(0));
    }
}
// endregion
