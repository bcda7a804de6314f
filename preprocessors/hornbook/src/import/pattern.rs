//! Patterns for paths, as Sphinx reads them (`sphinx.util.matching`): `*` and
//! `?` stop at `/`, `**` does not, `[…]` and `[!…]` are one character.

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Char(char),
    /// One character but `/`.
    One,
    /// Any number of characters but `/`.
    Many,
    /// Any number of characters.
    All,
    /// One of these, or none of these; never `/`.
    Set(Vec<(char, char)>, bool),
}

/// A pattern for the whole of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern(Vec<Part>);

impl Pattern {
    /// Reads a pattern; a bracket that nothing closes is a character.
    pub(super) fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let mut parts = Vec::new();
        let mut at = 0;
        while let Some(&c) = chars.get(at) {
            at += 1;
            match c {
                '*' if chars.get(at) == Some(&'*') => {
                    at += 1;
                    parts.push(Part::All);
                }
                '*' => parts.push(Part::Many),
                '?' => parts.push(Part::One),
                '[' => match set(&chars[at..]) {
                    Some((part, length)) => {
                        at += length;
                        parts.push(part);
                    }
                    None => parts.push(Part::Char('[')),
                },
                c => parts.push(Part::Char(c)),
            }
        }
        Self(parts)
    }

    /// Whether it is a pattern for all of `path`. The cost is the product of
    /// the two lengths.
    pub(super) fn matches(&self, path: &str) -> bool {
        let mut reached = vec![false; self.0.len() + 1];
        reached[0] = true;
        self.pass_stars(&mut reached);
        for c in path.chars() {
            let mut next = vec![false; reached.len()];
            for (at, part) in self.0.iter().enumerate().filter(|(at, _)| reached[*at]) {
                match part {
                    Part::Many if c != '/' => next[at] = true,
                    Part::All => next[at] = true,
                    part if part.takes(c) => next[at + 1] = true,
                    _ => {}
                }
            }
            self.pass_stars(&mut next);
            reached = next;
        }
        reached.last() == Some(&true)
    }

    /// A star may stand for nothing.
    fn pass_stars(&self, reached: &mut [bool]) {
        for (at, part) in self.0.iter().enumerate() {
            if reached[at] && matches!(part, Part::Many | Part::All) {
                reached[at + 1] = true;
            }
        }
    }
}

impl Part {
    fn takes(&self, c: char) -> bool {
        match self {
            Self::Char(it) => *it == c,
            Self::One => c != '/',
            Self::Set(ranges, without) => {
                let is_in = ranges.iter().any(|&(from, to)| from <= c && c <= to);
                c != '/' && is_in != *without
            }
            Self::Many | Self::All => false,
        }
    }
}

/// The set behind a `[`, and its length with the `]`.
fn set(chars: &[char]) -> Option<(Part, usize)> {
    let without = chars.first() == Some(&'!');
    let start = usize::from(without);
    let end = chars.iter().skip(start + 1).position(|it| *it == ']')? + start + 1;
    let mut ranges = Vec::new();
    let mut at = start;
    while at < end {
        if at + 2 < end && chars[at + 1] == '-' {
            ranges.push((chars[at], chars[at + 2]));
            at += 3;
        } else {
            ranges.push((chars[at], chars[at]));
            at += 1;
        }
    }
    Some((Part::Set(ranges, without), end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_sphinx_s() {
        for (pattern, path, matches) in [
            ("a", "a", true),
            ("a", "a/b", false),
            ("*", "a.rst", true),
            ("*", "a/b", false),
            ("a/*", "a/b", true),
            ("**", "a/b", true),
            ("**.py", "a/b.py", true),
            ("**/x", "a/b/x", true),
            ("a?c", "abc", true),
            ("a?c", "a/c", false),
            ("[ab]x", "bx", true),
            ("[!ab]x", "bx", false),
            ("[a-c]x", "bx", true),
            ("[]x", "[]x", true),
            ("[x", "[x", true),
            (".#*", ".#a", true),
        ] {
            assert_eq!(
                Pattern::new(pattern).matches(path),
                matches,
                "{pattern} {path}"
            );
        }
    }

    #[test]
    fn many_stars_cost_little() {
        let pattern = Pattern::new(&"*a".repeat(200));
        assert!(!pattern.matches(&"a".repeat(10_000).replace("aaaaa", "aab")[..100]));
    }
}
