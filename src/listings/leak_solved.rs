// region: hidden
#![allow(
    unsafe_code,
    reason = "nobody checks what comes over the border; this listing is about that"
)]

// endregion
use std::sync::atomic::{AtomicI32, Ordering::Relaxed};

static ALIVE: AtomicI32 = AtomicI32::new(0); // tables made and not destroyed

// region: library
/// The library: a table that must be destroyed by hand.
struct Table([f64; 3]);

extern "C" fn table_new() -> *mut Table {
    ALIVE.fetch_add(1, Relaxed);
    Box::into_raw(Box::new(Table([1.0, 2.0, 4.0])))
}

/// # Safety
/// `table` comes from `table_new` and is not destroyed.
unsafe extern "C" fn table_get(table: *const Table, index: usize) -> f64 {
    // SAFETY: the caller has promised it.
    let table = unsafe { &*table };
    table.0.get(index).copied().unwrap_or(f64::NAN)
}

/// # Safety
/// As in `table_get`, and the address is not used again.
unsafe extern "C" fn table_destroy(table: *mut Table) {
    ALIVE.fetch_sub(1, Relaxed);
    // SAFETY: it came from `Box::into_raw`, and the caller gives it back.
    drop(unsafe { Box::from_raw(table) });
}

// endregion
/// Owns a table of the library, as `ffi.gc(table_new(), table_destroy)` does.
struct Owned(*mut Table);

impl Owned {
    fn new() -> Owned {
        Owned(table_new())
    }

    fn get(&self, index: usize) -> f64 {
        // SAFETY: made in `new`, and destroyed only in `drop`.
        unsafe { table_get(self.0, index) }
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // SAFETY: nobody else has the address, and nothing is dropped twice.
        unsafe { table_destroy(self.0) };
    }
}

/// `None` if there is no such entry. On each way out the table is destroyed.
fn entry(index: usize) -> Option<f64> {
    let table = Owned::new();
    let value = table.get(index);
    if value.is_nan() { None } else { Some(value) }
}

fn main() {
    println!("{:?} {:?}", entry(1), entry(7));
    println!("tables left behind: {}", ALIVE.load(Relaxed));
}
