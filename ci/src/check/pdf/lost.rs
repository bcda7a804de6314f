//! Words that were lost on the way to paper.

use std::collections::BTreeMap;

use crate::print::{Page, Print, Word};

/// Words of the site's own, which say where to click.
const OWN: [&str; 8] = [
    "run", "copy", "recorded", "output", "solution", "show", "index", "exercise",
];

/// The part of a page's height, at its head and its foot, that is not for text.
const EDGE: f64 = 0.1;

/// The words of `pages` that `print` has not, or not so often.
pub(super) fn lost(pages: &[(String, String)], print: &Print) -> Vec<String> {
    let words = || print.pages.iter().flat_map(|it| &it.words);
    let printed = counted(words().map(|it| it.text.as_str()));
    // A word may be parted by the end of a line, with a hyphen or without, or by the
    // end of a page and what stands around it.
    let text = print.pages.iter().flat_map(in_text);
    let letters: String = text
        .map(|it| bare(it.text.trim_end_matches(['-', '\u{2010}', '\u{ad}'])))
        .collect();
    let mut told = Vec::new();
    let mut before: BTreeMap<String, usize> = BTreeMap::new();
    for (page, text) in pages {
        for (word, count) in counted(text.split_whitespace()) {
            let wanted = before.entry(word.clone()).or_default();
            *wanted += count;
            let found = printed.get(&word).copied().unwrap_or_default();
            if found < *wanted && letters.matches(&word).count() < *wanted && !OWN.contains(&&*word)
            {
                told.push(format!(
                    "{page}: `{word}` is not printed ({found} of {wanted})"
                ));
            }
        }
    }
    told
}

/// The words of a page between its running head and its number.
fn in_text(page: &Page) -> impl Iterator<Item = &Word> {
    let edge = EDGE * page.height;
    let is_text = move |it: &&Word| it.bottom >= edge && it.top <= page.height - edge;
    page.words.iter().filter(is_text)
}

/// How often each word occurs, as letters and digits in small type.
fn counted<'a>(text: impl Iterator<Item = &'a str>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in text.flat_map(|it| it.split(|c: char| !c.is_alphanumeric())) {
        if !word.is_empty() {
            *counts.entry(bare(word)).or_default() += 1;
        }
    }
    counts
}

/// The letters and digits of a word, ligatures taken apart.
fn bare(word: &str) -> String {
    let word = word
        .replace('\u{fb01}', "fi")
        .replace('\u{fb02}', "fl")
        .replace('\u{fb00}', "ff");
    let letters = word.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print;

    #[test]
    fn a_lost_word_is_told_and_a_broken_one_is_not() {
        let site = [(
            "a.html".to_owned(),
            "Concurrency matters twice twice".to_owned(),
        )];
        let printed = print::of(&["Concur-", "rency", "matters.", "twice"]);
        assert_eq!(
            lost(&site, &printed),
            ["a.html: `twice` is not printed (1 of 2)"]
        );
    }

    #[test]
    fn a_word_may_begin_on_one_page_and_end_on_the_next() {
        let page = |words: &[(&str, f64)]| Page {
            height: 800.0,
            words: words
                .iter()
                .map(|&(text, top)| Word {
                    text: text.into(),
                    top,
                    bottom: top + 10.0,
                    ..Word::default()
                })
                .collect(),
            ..Page::default()
        };
        let printed = Print {
            pages: vec![
                page(&[("concur-", 700.0), ("7", 760.0)]),
                page(&[("Head", 40.0), ("rency", 90.0)]),
            ],
            ..print::of(&[])
        };
        let site = [("a.html".to_owned(), "concurrency".to_owned())];
        assert_eq!(lost(&site, &printed), [""; 0]);
    }
}
