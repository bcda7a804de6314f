//! Which lines are meant: `1,3,5-10,20-`, as in `:lines:` and `:emphasize-lines:`.

use super::Failure;
use crate::python::repr;

/// More lines than this are not taken from one text, which may name the same
/// ones over and over.
const MOST: usize = 100_000;

/// The indices of the lines that a text names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Those that there are, in the order in which they are named.
    pub(super) lines: Vec<usize>,
    /// Whether others are named.
    pub(super) beyond: bool,
}

/// The lines that `spec` names of a text of `total` lines.
pub(super) fn parse(spec: &str, total: usize) -> Result<Chosen, Failure> {
    let mut chosen = Chosen::default();
    for part in spec.split(',') {
        let (first, last) = range(part.trim(), total)
            .ok_or_else(|| Failure::warning(format!("invalid line number spec: {}", repr(spec))))?;
        chosen.beyond |= last > total || first == 0;
        chosen.lines.extend(first.max(1) - 1..last.min(total));
        if chosen.lines.len() > MOST {
            let message = format!("line number spec {} names too many lines", repr(spec));
            return Err(Failure::warning(message));
        }
    }
    Ok(chosen)
}

/// The first and the last line of a part, counted from 1.
fn range(part: &str, total: usize) -> Option<(usize, usize)> {
    let number = |text: &str| text.trim().parse::<usize>().ok();
    let Some((first, last)) = part.split_once('-') else {
        return number(part).map(|it| (it, it));
    };
    if first.is_empty() && last.is_empty() {
        return None;
    }
    let first = if first.is_empty() { 1 } else { number(first)? };
    let last = if last.is_empty() {
        first.max(total)
    } else {
        number(last)?
    };
    (first <= last).then_some((first, last))
}

/// Sphinx's warning about lines that are not there.
pub(super) fn out_of_range(spec: &str, total: usize) -> String {
    format!(
        "line number spec is out of range(1-{total}): {}",
        repr(spec)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_named_by_numbers_and_ranges() {
        let lines = |spec| parse(spec, 5).map(|it| it.lines).unwrap_or_default();
        assert_eq!(lines("2, 4"), [1, 3]);
        assert_eq!(lines("-2,4-"), [0, 1, 3, 4]);
        assert_eq!(lines("3,1"), [2, 0]);
        assert_eq!(lines("2-3"), [1, 2]);
    }

    #[test]
    fn lines_that_are_not_there_are_told() {
        let beyond = |spec| parse(spec, 5).is_ok_and(|it| it.beyond);
        assert!(beyond("4-6") && beyond("9") && beyond("7-"));
        assert!(!beyond("1-5") && !beyond("5-"));
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for spec in ["", "-", "3-1", "a", "1-2-3", "1,,2"] {
            let message = parse(spec, 5).err().map(|it| it.message);
            let expected = format!("invalid line number spec: '{spec}'");
            assert_eq!(message, Some(expected), "{spec}");
        }
        let many = "1-,".repeat(60_000) + "1-";
        assert!(parse(&many, 5).is_err());
    }
}
