//! Counting words, to see that a conversion lost none.

use std::collections::BTreeMap;

/// How often each word occurs. A word is a run of letters and digits; case
/// is left aside, since titles may be set in capitals.
#[derive(Default)]
pub(crate) struct Words(BTreeMap<String, usize>);

impl Words {
    /// The words of a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut words = Self::default();
        for word in text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|it| !it.is_empty())
        {
            *words.0.entry(word.to_lowercase()).or_default() += 1;
        }
        words
    }

    /// The words that occur less often in `other`, as `word (3 of 5)`.
    pub(crate) fn missing_in(&self, other: &Self) -> Vec<String> {
        let mut missing = Vec::new();
        for (word, count) in &self.0 {
            let there = other.0.get(word).copied().unwrap_or_default();
            if there < *count {
                missing.push(format!("{word} ({there} of {count})"));
            }
        }
        missing
    }
}

/// The text of a reST source that a reader must find on the page: without
/// explicit markup's names, options, targets, and raw HTML, whose words are
/// the page's machinery.
pub(crate) fn readable(source: &str) -> String {
    let mut kept = String::new();
    let mut raw = false;
    for line in source.lines() {
        let indented = line.starts_with([' ', '\t']);
        if !line.trim().is_empty() && !indented {
            raw = line.starts_with(".. raw::");
        }
        if raw || is_machinery(line) {
            continue;
        }
        kept.push_str(&without_addresses(line));
        kept.push('\n');
    }
    kept
}

/// A directive's, target's or comment's first line, or an option.
fn is_machinery(line: &str) -> bool {
    let line = line.trim_start();
    let option = line.strip_prefix(':').and_then(|rest| rest.split_once(':'));
    line.starts_with(".. ")
        || option.is_some_and(|(name, _)| name.chars().all(|c| c.is_ascii_lowercase()))
}

/// A line without what stands between angle brackets.
fn without_addresses(line: &str) -> String {
    let mut kept = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('<') {
        kept.push_str(before);
        if !after.contains('>') {
            kept.push('<');
        }
        rest = after.split_once('>').map_or(after, |(_, after)| after);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_word_is_counted() {
        let missing = Words::of("a B c, c").missing_in(&Words::of("<c> b"));
        assert_eq!(missing, ["a (0 of 1)", "c (1 of 2)"]);
    }

    #[test]
    fn machinery_is_no_text() {
        let source = "Title\n=====\n\n.. raw:: html\n\n   <b>no</b>\n\nYes\n\n.. code:: ipython3\n   :name: n\n\n   x = 1\n";
        let words: Vec<_> = readable(source)
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        assert_eq!(words, ["Title", "=====", "Yes", "x", "=", "1"]);
    }

    #[test]
    fn an_address_is_no_text() {
        assert_eq!(
            readable("a `b <https://c.org>`__ d < e"),
            "a `b `__ d < e\n"
        );
    }
}
