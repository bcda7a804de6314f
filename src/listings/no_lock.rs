use std::thread;

fn main() {
    let mut notes = Vec::new();

    thread::scope(|scope| {
        for name in ["first", "second", "third"] {
            let notes = &mut notes; // each thread wants to change the list
            scope.spawn(move || notes.push(name));
        }
    });

    println!("{} notes", notes.len());
}
