//! Shown by `listing`, in parts.
// region: hidden
use std::thread;
// endregion

fn main() {
    // region: spawn
    let it = thread::spawn(|| 1);
    // ANCHOR: join
    it.join();
    // ANCHOR_END: join
    // endregion
}
