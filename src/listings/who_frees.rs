// region: hidden
#![allow(
    unsafe_code,
    reason = "nobody checks what comes over the border; this listing is about that"
)]

// endregion
/// A running mean. Only Rust knows what is inside; C holds an address.
struct Mean {
    sum: f64,
    count: u32,
}

impl Drop for Mean {
    fn drop(&mut self) {
        println!("Rust frees the mean of {} numbers", self.count);
    }
}

extern "C" fn mean_new() -> *mut Mean {
    let mean = Box::new(Mean { sum: 0.0, count: 0 });
    Box::into_raw(mean) // Rust forgets that it owns this: now the caller does
}

/// # Safety
/// `mean` comes from `mean_new`, is not destroyed, and no other thread uses it.
unsafe extern "C" fn mean_add(mean: *mut Mean, value: f64) -> f64 {
    // SAFETY: the caller has promised it.
    let mean = unsafe { &mut *mean }; // lent for this call, not owned
    mean.sum += value;
    mean.count += 1;
    mean.sum / f64::from(mean.count)
}

/// # Safety
/// As in `mean_add`, and the address is not used again.
unsafe extern "C" fn mean_destroy(mean: *mut Mean) {
    // SAFETY: the caller gives it back, and it came from `Box::into_raw`.
    drop(unsafe { Box::from_raw(mean) });
}

fn main() {
    let mean = mean_new();
    for value in [1.0, 2.0, 6.0] {
        // SAFETY: made above, destroyed below, one thread.
        println!("the mean is {}", unsafe { mean_add(mean, value) });
    }
    // SAFETY: made above, and not used again.
    unsafe { mean_destroy(mean) };
    println!("the address is still here, but nothing is there any more");
}
