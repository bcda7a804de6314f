use std::pin::pin;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::task::{Context, Poll, Waker};
use std::{future::poll_fn, thread, time::Duration};

static READY: AtomicBool = AtomicBool::new(false);
static SLEEPER: Mutex<Option<Waker>> = Mutex::new(None); // who shall be woken

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

    // This loop asks again and again. It keeps a core busy with nothing.
    let mut context = Context::from_waker(Waker::noop());
    let mut asked = 0_u64;
    loop {
        asked += 1;
        if let Poll::Ready(text) = answer.as_mut().poll(&mut context) {
            println!("{text}, and asked often: {}", asked > 10);
            break;
        }
    }
    server.join().expect("the server did not panic");
}
