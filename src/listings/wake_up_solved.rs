use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::{future::poll_fn, time::Duration};

static READY: AtomicBool = AtomicBool::new(false);
static SLEEPER: Mutex<Option<Waker>> = Mutex::new(None); // who shall be woken

/// Wakes the thread in which the loop sleeps.
struct Alarm(Thread);

impl Wake for Alarm {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn main() {
    // Stands for a server, whose answer comes after 50 ms.
    let server = thread::spawn(|| {
        thread::sleep(Duration::from_millis(50));
        READY.store(true, SeqCst);
        if let Some(waker) = SLEEPER.lock().expect("nobody panicked").take() {
            waker.wake();
        }
    });

    let mut answer = pin!(poll_fn(|context| {
        *SLEEPER.lock().expect("nobody panicked") = Some(context.waker().clone());
        if READY.load(SeqCst) {
            Poll::Ready("the answer")
        } else {
            Poll::Pending
        }
    }));

    let waker = Waker::from(Arc::new(Alarm(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut asked = 0_u64;
    loop {
        asked += 1;
        if let Poll::Ready(text) = answer.as_mut().poll(&mut context) {
            println!("{text}, and asked often: {}", asked > 10);
            break;
        }
        thread::park(); // sleep until somebody calls unpark()
    }
    server.join().expect("the server did not panic");
}
