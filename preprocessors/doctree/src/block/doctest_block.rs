//! > Doctest blocks are interactive Python sessions cut-and-pasted into
//! > docstrings.
//!
//! (*Doctest Blocks*.) They begin with `>>> ` and end with a blank line.

use super::{Kind, Reader};

pub(super) fn matches(text: &str) -> bool {
    text.strip_prefix(">>>")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

pub(super) fn read(reader: &mut Reader<'_, '_>) -> bool {
    let start = reader.at;
    while !reader.is_blank(0) {
        reader.at += 1;
    }
    let lines = reader.lines[start..reader.at].to_vec();
    reader.push(start, Kind::DoctestBlock(lines));
    true
}
