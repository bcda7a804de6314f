//! Texts for one of the functions of `src/lib.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|drawn: doctree_fuzz::Drawn<'_>| doctree_fuzz::tables(&drawn));
