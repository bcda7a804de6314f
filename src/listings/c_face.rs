// region: hidden
#![allow(
    unsafe_code,
    reason = "nobody checks what comes over the border; this listing is about that"
)]

// endregion
/// The sum of the numbers that begin at `first`. With the face of a C function:
/// an address, a length, a number back. No slice, no list, no text.
///
/// # Safety
/// There must be `count` numbers at `first`, and nobody may change them meanwhile.
unsafe extern "C" fn sum(first: *const f64, count: usize) -> f64 {
    if first.is_null() {
        return 0.0; // what C gives who has nothing to give
    }
    // SAFETY: the caller has promised that so many numbers are there.
    let numbers = unsafe { std::slice::from_raw_parts(first, count) };
    numbers.iter().sum() // from here on, ordinary Rust
}

/// What the other side knows of it. `ffi.cdef` in Python says the same.
type Sum = unsafe extern "C" fn(*const f64, usize) -> f64;

fn main() {
    let function: Sum = sum; // an address, as `ffi.dlopen` would find it by name
    let data = [1.5, 2.5, 3.0, 100.0];

    // SAFETY: `data` lives on, and has as many numbers as we say.
    println!("all four:        {}", unsafe {
        function(data.as_ptr(), data.len())
    });
    // SAFETY: three are there, too.
    println!("the first three: {}", unsafe { function(data.as_ptr(), 3) });
    // SAFETY: no numbers are promised at the address 0.
    println!("nothing:         {}", unsafe {
        function(std::ptr::null(), 0)
    });
}
