//! What a listing printed against what is recorded.

use std::fmt::Write;

use doctree::tree::element::Compare;

/// Lines around a difference that are shown.
const CONTEXT: usize = 2;

/// The most lines that are compared one by one.
const LIMIT: usize = 1000;

/// None, if `printed` matches `recorded` in the way that `compare` asks for;
/// otherwise the difference, for people.
pub(crate) fn difference(recorded: &str, printed: &str, compare: Compare) -> Option<String> {
    match compare {
        Compare::Sample => None,
        Compare::Exact => (recorded != printed).then(|| diff(recorded, printed)),
        Compare::Unordered => {
            let (recorded, printed) = (sorted(recorded), sorted(printed));
            (recorded != printed).then(|| diff(&recorded, &printed))
        }
    }
}

fn sorted(text: &str) -> String {
    let mut lines: Vec<_> = text.split_inclusive('\n').map(str::trim_end).collect();
    lines.sort_unstable();
    lines.join("\n")
}

/// Lines of `old` that are gone behind `-`, lines of `new` behind `+`.
fn diff(old: &str, new: &str) -> String {
    let old: Vec<_> = old.lines().take(LIMIT).collect();
    let new: Vec<_> = new.lines().take(LIMIT).collect();
    let lines = script(&old, &new);
    let changed = |at: usize| lines[at].0 != ' ';
    let mut out = String::from("- recorded, + printed\n");
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
fn script<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<(char, &'t str)> {
    let mut common = vec![vec![0_u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            out.push((' ', old[i]));
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

    #[test]
    fn each_way_of_comparing_sees_what_it_should() {
        let (recorded, printed) = ("a\nb\n", "b\na\n");
        assert!(difference(recorded, printed, Compare::Exact).is_some());
        assert_eq!(difference(recorded, printed, Compare::Unordered), None);
        assert!(difference(recorded, "b\nb\n", Compare::Unordered).is_some());
        assert_eq!(difference(recorded, "c\n", Compare::Sample), None);
        assert_eq!(difference(recorded, recorded, Compare::Exact), None);
    }

    #[test]
    fn a_difference_is_shown_with_what_surrounds_it() {
        let told = difference("1\n2\n3\n4\nx \n6\n", "1\n2\n3\n4\ny\n6\n", Compare::Exact);
        assert_eq!(
            told.unwrap(),
            "- recorded, + printed\n  …\n  3\n  4\n- x·\n+ y\n  6"
        );
        let told = difference("a\n", "a", Compare::Exact).unwrap();
        assert!(told.contains("line ends alone"), "{told}");
    }
}
