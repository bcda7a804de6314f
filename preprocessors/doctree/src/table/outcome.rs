//! What the tests of both table readers ask of a text.

use super::Isolated;
use crate::line::{Line, split};
use crate::source::Source;

/// Reads `text` with `read`: lines taken, whether it is a table, and each
/// message with the number of its line.
pub(super) fn outcome(
    read: for<'s> fn(&[Line<'s>], usize) -> Isolated<'s>,
    text: &str,
) -> (usize, bool, Vec<(usize, String)>) {
    let source = Source::new("a.rst", text);
    let lines = split(source.text(), 0);
    let (taken, is_table, messages) = match read(&lines, 0) {
        Isolated::Table {
            taken, messages, ..
        } => (taken, true, messages),
        Isolated::Malformed { taken, messages } => (taken, false, messages),
    };
    let messages = messages.into_iter();
    (
        taken,
        is_table,
        messages
            .map(|it| ((it.line + 1).cast_unsigned(), it.text))
            .collect(),
    )
}

/// The message about a table that cannot be read.
pub(super) fn malformed(line: usize, detail: &str) -> (usize, String) {
    (line, format!("Malformed table.\n{detail}"))
}

/// The message about text right behind a table.
pub(super) fn blank_required(line: usize) -> (usize, String) {
    (line, "Blank line required after table.".into())
}
