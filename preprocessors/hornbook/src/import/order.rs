//! The order in which people number files: `2` before `10`.

use std::cmp::Ordering;

/// Compares two paths part by part, numbers by what they count, letters
/// without their case; what is still equal, by its characters.
pub(super) fn natural(one: &str, other: &str) -> Ordering {
    let mut parts = (one.split('/'), other.split('/'));
    loop {
        match (parts.0.next(), parts.1.next()) {
            (Some(a), Some(b)) => match name(a, b) {
                Ordering::Equal => {}
                decided => return decided,
            },
            (None, None) => return one.cmp(other),
            (a, b) => return a.is_some().cmp(&b.is_some()),
        }
    }
}

fn name(one: &str, other: &str) -> Ordering {
    let (mut a, mut b) = (one, other);
    while let (Some(x), Some(y)) = (a.chars().next(), b.chars().next()) {
        let decided = if x.is_ascii_digit() && y.is_ascii_digit() {
            let (m, n) = (number(&mut a), number(&mut b));
            m.len().cmp(&n.len()).then_with(|| m.cmp(n))
        } else {
            a = &a[x.len_utf8()..];
            b = &b[y.len_utf8()..];
            x.to_lowercase().cmp(y.to_lowercase())
        };
        if decided != Ordering::Equal {
            return decided;
        }
    }
    a.len().cmp(&b.len())
}

/// The digits that `text` begins with, without zeros before them.
fn number<'t>(text: &mut &'t str) -> &'t str {
    let end = text.find(|c: char| !c.is_ascii_digit());
    let (digits, rest) = text.split_at(end.unwrap_or(text.len()));
    *text = rest;
    digits.trim_start_matches('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count() {
        let mut names = ["b", "10_x", "a/2", "2_x", "a", "a/10", "02_y", "B2", "b10"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(
            names,
            ["2_x", "02_y", "10_x", "a", "a/2", "a/10", "b", "B2", "b10"]
        );
    }
}
