//! BCP 47 language tags, as docutils' `normalize_language_tag` takes them
//! apart: `de-AT-1901` is looked for as such, then without one of its
//! subtags, and last as `de`.

use std::cmp::Reverse;

/// The place in `tags` of the one that docutils would find first for `code`.
pub(super) fn best(code: &str, tags: &[&str]) -> Option<usize> {
    let code = parts(code);
    let ranked = tags
        .iter()
        .enumerate()
        .filter_map(|(at, tag)| Some((rank(&parts(tag), &code)?, at)));
    ranked.min().map(|(_, at)| at)
}

/// How early docutils tries a tag for a code: the more subtags, the sooner,
/// and then in the order that the code has them. None, if it never does.
fn rank(tag: &[String], code: &[String]) -> Option<(Reverse<usize>, Vec<usize>)> {
    let mut from = 1;
    let mut places = Vec::new();
    if tag[0] != code[0] {
        return None;
    }
    for part in &tag[1..] {
        let at = from + code.get(from..)?.iter().position(|it| it == part)?;
        places.push(at);
        from = at + 1;
    }
    Some((Reverse(places.len()), places))
}

/// The language and its subtags in lower case; a subtag of one character
/// belongs to the one behind it.
fn parts(tag: &str) -> Vec<String> {
    let tag = tag.to_lowercase().replace('-', "_");
    let mut parts = Vec::new();
    let mut rest = tag.split('_').peekable();
    while let Some(part) = rest.next() {
        let is_single = part.len() == 1 && part.chars().all(|c| c.is_ascii_alphanumeric());
        match rest.next_if(|_| is_single && !parts.is_empty()) {
            Some(next) => parts.push(format!("{part}-{next}")),
            None => parts.push(part.to_owned()),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subtag_of_one_character_stays_with_the_next() {
        assert_eq!(parts("de-CH-x_altquot"), ["de", "ch", "x-altquot"]);
        assert_eq!(parts("x-a-b-c-d"), ["x", "a-b", "c-d"]);
        assert_eq!(parts("a-b"), ["a", "b"]);
        assert_eq!(parts(""), [""]);
    }

    #[test]
    fn most_subtags_win_and_then_the_first_of_them() {
        let tags = ["de", "de_1901", "de_at", "de_at_1901"];
        let best = |code| best(code, &tags).map(|at| tags[at]);
        assert_eq!(best("de-AT-1901"), Some("de_at_1901"));
        assert_eq!(best("de-AT-x-1901"), Some("de_at"));
        assert_eq!(best("de-1901-AT"), Some("de_1901"));
        assert_eq!(best("de-CH"), Some("de"));
        assert_eq!(best("at-de"), None);
    }
}
