// region: hidden
#![allow(
    unsafe_code,
    reason = "nobody checks what comes over the border; this listing is about that"
)]

// endregion
use std::ffi::c_void;

/// A function of the other side, and something of theirs that we hand on.
type Report = unsafe extern "C" fn(block: usize, user: *mut c_void);

/// Does three blocks of work, and tells after each that it is done. It does not
/// know what `user` is.
///
/// # Safety
/// `report` must be safe to call with `user`.
unsafe extern "C" fn work(report: Report, user: *mut c_void) {
    for block in 1..=3 {
        // SAFETY: the caller has promised it.
        unsafe { report(block, user) };
    }
}

/// The other side. It alone knows that `user` is a list of texts.
///
/// # Safety
/// `user` is a `Vec<String>` that nobody else uses meanwhile.
unsafe extern "C" fn note(block: usize, user: *mut c_void) {
    // SAFETY: `main` hands over just such a list.
    let notes = unsafe { &mut *user.cast::<Vec<String>>() };
    notes.push(format!("block {block}"));
}

fn main() {
    let mut notes: Vec<String> = Vec::new();
    let user = (&raw mut notes).cast(); // the address, with its type wiped off

    // SAFETY: `note` expects a `Vec<String>`, which outlives the call.
    unsafe { work(note, user) };
    println!("{notes:?}");
}
