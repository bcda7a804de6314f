//! What a word is. `theme/search.js` cuts questions as this cuts pages.

/// Longer ones are none that anybody searches for: hashes, tables in code.
const LONGEST: usize = 40;

/// Hands `take` the words of `text` in lower case: runs of letters, digits and
/// `_`, of `perf_counter` also `perf` and `counter`; of a script that puts no
/// blanks between its words each pair of characters that stand together.
pub(super) fn each(text: &str, mut take: impl FnMut(&str)) {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    for run in text.split(|c| !is_part(c)) {
        let run = run.trim_matches('_');
        if run.is_empty() {
            continue;
        }
        let run = run.to_lowercase();
        let mut rest = run.as_str();
        while let Some(first) = rest.chars().next() {
            let dense = is_dense(first);
            let end = rest.find(|c| is_dense(c) != dense).unwrap_or(rest.len());
            let (part, behind) = rest.split_at(end);
            if dense {
                pairs(part, &mut take);
            } else {
                whole(part, &mut take);
            }
            rest = behind;
        }
    }
}

/// A word, and its parts.
fn whole(word: &str, take: &mut impl FnMut(&str)) {
    let word = word.trim_matches('_');
    if word.is_empty() || word.chars().count() > LONGEST {
        return;
    }
    take(word);
    if word.contains('_') {
        word.split('_').filter(|it| !it.is_empty()).for_each(take);
    }
}

/// Each pair of neighbours, or the only character.
fn pairs(run: &str, take: &mut impl FnMut(&str)) {
    let starts: Vec<usize> = run.char_indices().map(|it| it.0).collect();
    if starts.len() == 1 {
        return take(run);
    }
    for (index, start) in starts[..starts.len() - 1].iter().enumerate() {
        let end = starts.get(index + 2).copied().unwrap_or(run.len());
        take(&run[*start..end]);
    }
}

/// Whether `c` belongs to a script without blanks: Han, Hiragana, Katakana.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        each(text, |word| found.push(word.to_owned()));
        found
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(
            words("The GIL's 3.14t—x"),
            ["the", "gil", "s", "3", "14t", "x"]
        );
        assert_eq!(
            words("time.perf_counter()"),
            ["time", "perf_counter", "perf", "counter"]
        );
        assert_eq!(words("__init__ _"), ["init"]);
        assert_eq!(words("Äpfel ΣΟΦΟΣ"), ["äpfel", "σοφος"]);
    }

    #[test]
    fn characters_without_blanks_go_in_pairs() {
        assert_eq!(words("並行処理"), ["並行", "行処", "処理"]);
        assert_eq!(words("GIL並"), ["gil", "並"]);
    }

    #[test]
    fn nobody_searches_for_a_hash() {
        assert_eq!(words(&"f".repeat(41)), [""; 0]);
    }
}
