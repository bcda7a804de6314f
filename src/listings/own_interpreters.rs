use std::sync::mpsc::channel;
use std::sync::{Barrier, Mutex};
use std::thread;

/// An interpreter: one lock, and the objects that it protects.
#[derive(Default)]
struct Interpreter {
    objects: Mutex<Vec<String>>,
}

fn main() {
    let (first, second) = (Interpreter::default(), Interpreter::default());
    let both_inside = Barrier::new(2);
    let (to_second, from_first) = channel();

    thread::scope(|scope| {
        let (first, second, both_inside) = (&first, &second, &both_inside);
        scope.spawn(move || {
            let mut objects = first.objects.lock().expect("nobody panicked");
            objects.push("result".to_owned());
            // Only opens when the other thread is inside its interpreter, too.
            both_inside.wait();
            // Objects stay at home. What goes out is a copy.
            to_second.send(objects[0].clone()).expect("it listens");
        });
        scope.spawn(move || {
            let mut objects = second.objects.lock().expect("nobody panicked");
            both_inside.wait();
            let mut copy: String = from_first.recv().expect("it sends");
            copy.push_str(", changed");
            objects.push(copy);
        });
    });

    println!("two threads were inside at once, each holding a lock");
    for (name, interpreter) in [("first", first), ("second", second)] {
        let objects = interpreter.objects.into_inner().expect("nobody panicked");
        println!("{name}: {objects:?}");
    }
}
