//! Shown by `listing`, whole.
fn main() {}
