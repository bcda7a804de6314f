//! What a listing printed against what is expected.

use std::fmt::Write;

use doctree::tree::element::{Compare, Redaction};

use crate::pattern::{self, Line};

/// Lines around a difference that are shown.
const CONTEXT: usize = 2;

/// The most lines that are compared one by one.
const LIMIT: usize = 1000;

/// What is expected.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expected<'t> {
    pub(crate) text: &'t str,
    /// Whether it was written by hand, with places for what may differ.
    pub(crate) pattern: bool,
    pub(crate) compare: Compare,
    pub(crate) redact: &'t [Redaction],
}

/// None, if `printed` is what is expected; otherwise the difference, for people.
pub(crate) fn difference(expected: &Expected<'_>, printed: &str) -> Option<String> {
    let plain = !expected.pattern && expected.redact.is_empty();
    let (old, new) = match expected.compare {
        Compare::Any if !expected.pattern => return None,
        Compare::Any | Compare::Exact => (lines(expected.text), lines(printed)),
        Compare::Unordered if plain => (sorted(expected.text), sorted(printed)),
        Compare::Unordered => return unordered(expected, printed),
        Compare::PerThread(words) => (by_thread(expected.text, words), by_thread(printed, words)),
    };
    let to_line = |it: &&str| line(expected, it);
    let patterns: Vec<_> = old.iter().map(to_line).collect();
    if !in_order(&patterns, &new) {
        return Some(diff(&old, &new, |i, j| patterns[i].matches(new[j])));
    }
    let ends_alike = !plain || expected.text.ends_with('\n') == printed.ends_with('\n');
    (!ends_alike).then(|| diff(&old, &new, |i, j| old[i] == new[j]))
}

fn line(expected: &Expected<'_>, text: &str) -> Line {
    if expected.pattern {
        pattern::written(text)
    } else {
        pattern::redacted(text, expected.redact)
    }
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<_> = text.lines().map(str::trim_end).collect();
    lines.sort_unstable();
    lines
}

/// The lines of each thread in a row, in the order in which they stand.
fn by_thread(text: &str, words: usize) -> Vec<&str> {
    let mut lines = lines(text);
    lines.sort_by_key(|it| it.split_whitespace().take(words).collect::<Vec<_>>());
    lines
}

/// Whether the lines are those that are expected, one after the other.
fn in_order(patterns: &[Line], lines: &[&str]) -> bool {
    // Every number of lines that the patterns so far may stand for.
    let mut reached = vec![false; lines.len() + 1];
    reached[0] = true;
    for pattern in patterns {
        let mut next = vec![false; reached.len()];
        for at in (0..reached.len()).filter(|&at| reached[at]) {
            if *pattern == Line::Rest {
                next[at..].fill(true);
                break;
            } else if lines.get(at).is_some_and(|it| pattern.matches(it)) {
                next[at + 1] = true;
            }
        }
        reached = next;
    }
    reached[lines.len()]
}

/// Finds a line for each pattern, and leaves none over.
fn unordered(expected: &Expected<'_>, printed: &str) -> Option<String> {
    let (old, new) = (lines(expected.text), lines(printed));
    let patterns: Vec<_> = old.iter().map(|it| line(expected, it)).collect();
    let any_more = patterns.contains(&Line::Rest);
    let ones: Vec<_> = patterns
        .iter()
        .filter(|it| **it != Line::Rest)
        .take(LIMIT)
        .collect();
    let mut holders: Vec<Option<usize>> = vec![None; new.len()];
    let mut found = 0;
    for pattern in 0..ones.len() {
        let mut seen = vec![false; new.len()];
        found += usize::from(place(pattern, &ones, &new, &mut holders, &mut seen));
    }
    let all = found == ones.len() && (any_more || found == new.len());
    let held = |i: usize, j: usize| patterns[i].matches(new[j]);
    (!all).then(|| diff(&old, &new, held))
}

/// Finds a line for the pattern, if need be by finding others for those that
/// hold the ones it could have: no deeper than there are lines.
fn place(
    pattern: usize,
    patterns: &[&Line],
    lines: &[&str],
    holders: &mut [Option<usize>],
    seen: &mut [bool],
) -> bool {
    for at in 0..lines.len().min(LIMIT) {
        if seen[at] || !patterns[pattern].matches(lines[at]) {
            continue;
        }
        seen[at] = true;
        let free = match holders[at] {
            None => true,
            Some(other) => place(other, patterns, lines, holders, seen),
        };
        if free {
            holders[at] = Some(pattern);
            return true;
        }
    }
    false
}

/// Lines of `old` that are gone behind `-`, lines of `new` behind `+`.
fn diff(old: &[&str], new: &[&str], same: impl Fn(usize, usize) -> bool) -> String {
    let lines = script(
        &old[..old.len().min(LIMIT)],
        &new[..new.len().min(LIMIT)],
        same,
    );
    let changed = |at: usize| lines[at].0 != ' ';
    let mut out = String::from("- expected, + printed\n");
    let mut gap = false;
    for (at, (sign, line)) in lines.iter().enumerate() {
        let near = at.saturating_sub(CONTEXT)..(at + CONTEXT + 1).min(lines.len());
        if near.clone().any(changed) {
            if std::mem::take(&mut gap) {
                out.push_str("  …\n");
            }
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{sign} {}", visible(line));
        } else {
            gap = true;
        }
    }
    if !(0..lines.len()).any(changed) {
        out.push_str("  they differ in line ends alone\n");
    }
    out.trim_end().to_owned()
}

/// Trailing blanks, which nobody would see.
fn visible(line: &str) -> String {
    let end = line.trim_end().len();
    format!(
        "{}{}",
        &line[..end],
        "·".repeat(line[end..].chars().count())
    )
}

/// The lines of both, in order, with what becomes of each: a longest common
/// subsequence stays.
fn script<'t>(
    old: &[&'t str],
    new: &[&'t str],
    same: impl Fn(usize, usize) -> bool,
) -> Vec<(char, &'t str)> {
    let mut common = vec![vec![0_u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if same(i, j) {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && same(i, j) {
            out.push((' ', new[j]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && common[i + 1][j] >= common[i][j + 1]) {
            out.push(('-', old[i]));
            i += 1;
        } else {
            out.push(('+', new[j]));
            j += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, printed: &str, compare: Compare, pattern: bool) -> Option<String> {
        let expected = Expected {
            text,
            pattern,
            compare,
            redact: &[],
        };
        difference(&expected, printed)
    }

    #[test]
    fn each_way_of_comparing_sees_what_it_should() {
        let differs = |old, new, compare| told(old, new, compare, false).is_some();
        let (recorded, printed) = ("a\nb\n", "b\na\n");
        assert!(differs(recorded, printed, Compare::Exact));
        assert!(!differs(recorded, printed, Compare::Unordered));
        assert!(differs(recorded, "b\nb\n", Compare::Unordered));
        assert!(!differs(recorded, "c\n", Compare::Any));
        assert!(!differs(recorded, recorded, Compare::Exact));
    }

    #[test]
    fn the_lines_of_a_thread_stay_in_order() {
        let differs = |printed| {
            let recorded = "A 1\nB 1\nA 2\nB 2\n";
            told(recorded, printed, Compare::PerThread(1), false).is_some()
        };
        assert!(!differs("B 1\nB 2\nA 1\nA 2\n"));
        assert!(differs("A 2\nA 1\nB 1\nB 2\n"));
        assert!(differs("A 1\nA 2\nB 1\n"));
        let two = told(
            "t 1 x\nt 2 x\n",
            "t 2 x\nt 1 x\n",
            Compare::PerThread(2),
            false,
        );
        assert_eq!(two, None);
    }

    #[test]
    fn patterns_are_found_in_order_or_in_any() {
        let fits = |text, printed, compare| told(text, printed, compare, true).is_none();
        let text = "first\n...\nlast [NUMBER]\n";
        assert!(fits(text, "first\nlast 1\n", Compare::Exact));
        assert!(fits(text, "first\nx\ny\nlast 12\n", Compare::Exact));
        assert!(!fits(text, "first\nx\n", Compare::Exact));
        // The first pattern must leave the line that the second needs.
        assert!(fits("[..]\na\n", "a\nb\n", Compare::Unordered));
        assert!(!fits("[NUMBER]\na\n", "a\nb\n", Compare::Unordered));
        assert!(!fits("[..]\n", "a\nb\n", Compare::Unordered));
        assert!(fits("b\n...\n", "a\nb\n", Compare::Unordered));
    }

    #[test]
    fn what_is_redacted_may_differ() {
        let expected = Expected {
            text: "b 1 ms\na\n",
            pattern: false,
            compare: Compare::Unordered,
            redact: &[Redaction::Durations],
        };
        assert_eq!(difference(&expected, "a\nb 20 s\n"), None);
        let told = difference(&expected, "a\nc 20 s\n");
        assert!(told.is_some_and(|it| it.contains("+ c 20 s")));
    }

    #[test]
    fn a_difference_is_shown_with_what_surrounds_it() {
        let (old, new) = ("1\n2\n3\n4\nx \n6\n", "1\n2\n3\n4\ny\n6\n");
        assert_eq!(
            told(old, new, Compare::Exact, false).unwrap(),
            "- expected, + printed\n  …\n  3\n  4\n- x·\n+ y\n  6"
        );
        let told = told("a\n", "a", Compare::Exact, false).unwrap();
        assert!(told.contains("line ends alone"), "{told}");
    }
}
