//! Counting words, to see that a conversion lost none.

use std::collections::BTreeMap;

/// The words of a reST source that its page lacks, as `word (3 of 5)`.
pub(crate) fn lost(source: &str, page: &str) -> Vec<String> {
    let readable = readable(source);
    let (escaped, plain): (Vec<&str>, Vec<&str>) = readable
        .split_whitespace()
        .partition(|it| it.contains('\\'));
    let mut lost = Words::of(&plain.join(" ")).missing_in(&Words::of(page));
    // A backslash may stand for itself or join what it parts: letters decide.
    let page = letters(page);
    let torn = escaped
        .into_iter()
        .filter(|it| !page.contains(&letters(it)));
    lost.extend(torn.map(str::to_owned));
    lost
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// How often each word occurs. A word is a run of letters and digits; case
/// is left aside, since titles may be set in capitals.
#[derive(Default)]
struct Words(BTreeMap<String, usize>);

impl Words {
    fn of(text: &str) -> Self {
        let mut words = Self::default();
        let found = text.split(|c: char| !c.is_alphanumeric());
        for word in found.filter(|it| !it.is_empty()) {
            *words.0.entry(word.to_lowercase()).or_default() += 1;
        }
        words
    }

    fn missing_in(&self, other: &Self) -> Vec<String> {
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

/// What a notebook's own table of contents stands between, in raw HTML: its
/// title, and its entries. A book makes its own.
const NOTEBOOK_CONTENTS: &[(&str, &str)] = &[("<h1>", "</h1>"), ("<div class=\"toc\">", "</div>")];

/// The text of a reST source that a reader must find on the page: without
/// explicit markup's names, options, targets, and raw HTML, whose words are
/// the page's machinery.
fn readable(source: &str) -> String {
    let mut kept = String::new();
    let mut raw = false;
    let mut until = None;
    for line in source.lines() {
        if !line.trim().is_empty() && !line.starts_with([' ', '\t']) {
            raw = line.starts_with(".. raw::");
        }
        if raw {
            until = still_until(until, line);
        } else if until.is_none() && !is_machinery(line) {
            kept.push_str(&without_addresses(without_number(line)));
            kept.push('\n');
        }
    }
    kept
}

/// What ends the notebook's contents after this line, if we are inside them.
fn still_until(until: Option<&'static str>, line: &str) -> Option<&'static str> {
    let begun = NOTEBOOK_CONTENTS
        .iter()
        .find(|(start, _)| line.contains(start));
    begun
        .map(|(_, end)| *end)
        .or(until)
        .filter(|end| !line.contains(end))
}

/// A directive's, target's or comment's first line, or an option.
fn is_machinery(line: &str) -> bool {
    let line = line.trim_start();
    let option = line.strip_prefix(':').and_then(|rest| rest.split_once(':'));
    let lower = |name: &str| name.chars().all(|c| c.is_ascii_lowercase());
    line.starts_with(".. ") || option.is_some_and(|(name, _)| lower(name))
}

/// A line without the number of a list's item, which the page draws itself.
fn without_number(line: &str) -> &str {
    let line = line.trim_start();
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.strip_prefix(". ").unwrap_or(line)
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
        assert_eq!(lost("a B c, c", "<c> b"), ["a (0 of 1)", "c (1 of 2)"]);
    }

    #[test]
    fn a_backslash_may_join_what_it_parts() {
        assert!(lost(r"in C:\Users\me now", "in C:Usersme now").is_empty());
        assert!(lost(r"in C:\Users\me now", r"in C:\Users\me now").is_empty());
        assert_eq!(lost(r"in C:\Users\me now", "in C: now"), [r"C:\Users\me"]);
    }

    #[test]
    fn a_notebooks_own_contents_are_no_text() {
        let raw = |html: &str| format!(".. raw:: html\n\n   {html}\n\n");
        let source = [
            raw("<h1>"),
            "Table\n\n".into(),
            raw("</h1>"),
            raw("<div class=\"toc\">"),
        ];
        let source = source.concat() + "1 Setup\n\n" + &raw("</div>") + "Yes\n";
        assert_eq!(readable(&source).trim(), "Yes");
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
    fn a_number_of_an_item_is_no_text() {
        assert_eq!(readable("   12. Dozen\n2 a\n"), "Dozen\n2 a\n");
    }

    #[test]
    fn an_address_is_no_text() {
        assert_eq!(
            readable("a `b <https://c.org>`__ d < e"),
            "a `b `__ d < e\n"
        );
    }
}
