//! Patterns that the names of chapters match.

/// Whether the pattern fits `name`: `*` stands for any characters but `/`,
/// `?` for one, `[abc]` and `[!abc]` for one of these or of others.
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let name: Vec<char> = name.chars().collect();
    let (mut p, mut n) = (0, 0);
    let mut star = None;
    while n < name.len() {
        if pattern.get(p) == Some(&'*') {
            star = Some((p, n));
            p += 1;
            continue;
        }
        if let Some(length) = one(&pattern[p..], name[n]) {
            p += length;
            n += 1;
            continue;
        }
        match star {
            Some((at, from)) if name[from] != '/' => {
                star = Some((at, from + 1));
                (p, n) = (at + 1, from + 1);
            }
            _ => return false,
        }
    }
    pattern[p..].iter().all(|it| *it == '*')
}

/// How much of the pattern fits the character `c`.
fn one(pattern: &[char], c: char) -> Option<usize> {
    match pattern.first()? {
        '?' => (c != '/').then_some(1),
        '[' => {
            let close = pattern.iter().skip(2).position(|it| *it == ']')? + 2;
            let (not, set) = match pattern[1] {
                '!' => (true, &pattern[2..close]),
                _ => (false, &pattern[1..close]),
            };
            let range = |it: &[char]| it[1] == '-' && (it[0]..=it[2]).contains(&c);
            let has = set.contains(&c) || set.windows(3).any(range);
            (has != not && c != '/').then_some(close + 1)
        }
        literal => (*literal == c).then_some(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_within_a_folder() {
        for (pattern, name, fits) in [
            ("a/*", "a/b", true),
            ("a/*", "a/b/c", false),
            ("*/b", "a/b", true),
            ("a?c", "abc", true),
            ("v[0-9]*", "v3.1", true),
            ("v[!0-9]", "v3", false),
            ("*", "a", true),
            ("a*b*c", "aXbYbZc", true),
            ("a", "ab", false),
        ] {
            assert_eq!(matches(pattern, name), fits, "{pattern} {name}");
        }
    }
}
