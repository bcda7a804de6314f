use std::sync::mpsc::{TrySendError, sync_channel};

fn main() {
    // A queue for three messages, as queue.Queue(3) in Python.
    let (sender, receiver) = sync_channel(3);

    for number in 1..=5 {
        match sender.try_send(number) {
            Ok(()) => println!("sent {number}"),
            Err(TrySendError::Full(number)) => println!("no room for {number}"),
            Err(TrySendError::Disconnected(_)) => println!("nobody listens"),
        }
    }

    println!("received {:?}", receiver.recv().ok());
    println!("room again: {}", sender.try_send(6).is_ok());
    drop(sender);
    println!("the rest: {:?}", receiver.into_iter().collect::<Vec<_>>());
}
