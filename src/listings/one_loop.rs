// region: hidden
use std::cell::Cell;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

thread_local! {
    static NOW: Cell<u64> = const { Cell::new(0) }; // the pretended clock, in ms
}

fn event(name: &str, start: u64, what: &str) {
    if NOW.get() > start {
        println!("event: {name} | {start} ms | {} ms | {what}", NOW.get());
    }
}

/// Lets other tasks have the loop, and is done when the time has come.
async fn sleep(name: &str, milliseconds: u64) {
    let (start, until) = (NOW.get(), NOW.get() + milliseconds);
    let mut asked_before = false;
    poll_fn(|_| {
        if std::mem::replace(&mut asked_before, true) && NOW.get() >= until {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    if until > start {
        println!("event: {name} | {start} ms | {until} ms | waits");
        event(name, until, "is late");
    }
}

/// Asks the tasks to go on, in turn. If none of them works, time goes by.
fn run(mut tasks: Vec<Pin<Box<dyn Future<Output = ()>>>>) {
    NOW.set(0);
    let mut context = Context::from_waker(Waker::noop());
    while !tasks.is_empty() {
        let before = NOW.get();
        tasks.retain_mut(|task| task.as_mut().poll(&mut context).is_pending());
        if NOW.get() == before {
            NOW.set(before + 1);
        }
    }
}

// endregion
/// Computes, and does not let go of the loop meanwhile.
fn work(name: &str, milliseconds: u64) {
    let start = NOW.get();
    NOW.set(start + milliseconds);
    event(name, start, "works");
}

/// Waits for a request and answers it, three times.
async fn server(name: String) {
    for _ in 0..3 {
        sleep(&name, 4).await;
        work(&name, 1);
    }
}

/// Computes for 12 ms, in pieces, and lets others go on after each piece.
async fn report(name: String, pieces: u64) {
    sleep(&name, 2).await;
    for _ in 0..pieces {
        work(&name, 12 / pieces);
        sleep(&name, 0).await;
    }
}

fn main() {
    for (title, pieces) in [("whole", 1), ("cut", 6)] {
        let name = |task: &str| format!("{task}, {title}");
        run(vec![
            Box::pin(server(name("server A"))),
            Box::pin(server(name("server B"))),
            Box::pin(report(name("report"), pieces)),
        ]);
    }
}
