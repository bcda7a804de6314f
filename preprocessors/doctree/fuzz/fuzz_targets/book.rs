//! Texts for one of the functions of `src/lib.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| doctree_fuzz::book(text));
