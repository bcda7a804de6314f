use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// Not done the first time it is asked, done the second time: a pause.
struct Pause {
    asked_before: bool,
}

impl Future for Pause {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context) -> Poll<()> {
        if self.asked_before {
            Poll::Ready(())
        } else {
            self.asked_before = true;
            Poll::Pending
        }
    }
}

async fn task(name: char, steps: usize) {
    for _ in 0..steps {
        print!("{name}");
        let pause = Pause {
            asked_before: false,
        };
        pause.await; // a good moment for others
    }
}

fn main() {
    // The event loop: ask each task in turn to go on, until all are done.
    let mut tasks: VecDeque<Pin<Box<dyn Future<Output = ()>>>> =
        VecDeque::from([Box::pin(task('A', 4)) as _, Box::pin(task('B', 3)) as _]);
    let mut context = Context::from_waker(Waker::noop());

    while let Some(mut task) = tasks.pop_front() {
        if task.as_mut().poll(&mut context).is_pending() {
            tasks.push_back(task);
        }
    }
    println!();
}
