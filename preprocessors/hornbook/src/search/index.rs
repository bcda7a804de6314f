//! Which words stand on which pages, in as few bytes as a script may have.
//!
//! `index.js` calls `hornbookSearch.index` with
//!
//! - `pages`: path and title of each page;
//! - `words`: groups of forms of one word, with a blank between groups and a
//!   comma between forms. A form begins with a digit in base 36: how many
//!   characters it shares with the form before it, in whichever group;
//! - `places`: for each group, with a blank between them, the pages. A place is
//!   a number, four times the steps from the page before it, plus how much the
//!   word counts there: 0 for one time, 1 for up to three, 2 for more, 3 if it
//!   stands in a heading. Numbers are written with five bits to a character, the
//!   lowest first, and a sixth that says that more follow.
//!
//! A word that stands on most pages of a larger book tells them not apart: it is
//! known, but has no places.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;
use serde_json::json;

use super::page::Page;
use super::stems::Stems;
use super::words;

/// The characters of six bits.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// From so many pages on there are words that stand on too many.
const LARGE: usize = 20;

/// How often a word stands on a page, and whether in a heading.
#[derive(Clone, Copy, Default)]
struct Count {
    times: u32,
    heading: bool,
}

/// The forms of one word, sorted, and the pages, by number.
#[derive(Default)]
struct Group {
    forms: Vec<String>,
    places: BTreeMap<usize, Count>,
}

/// The script with the index of `pages`.
pub(super) fn script(pages: &[Page], stems: &Stems) -> String {
    let counts: Vec<_> = pages.par_iter().map(count).collect();
    let groups = group(counts, stems);
    let titles: Vec<_> = pages
        .iter()
        .map(|it| json!([it.path, it.title().trim()]))
        .collect();
    let index = json!({
        "pages": titles,
        "words": forms(&groups),
        "places": places(&groups, pages.len()),
    });
    format!("hornbookSearch.index({index});\n")
}

/// The words of a page, in no order.
fn count(page: &Page) -> Vec<(String, Count)> {
    let mut counts: HashMap<String, Count> = HashMap::new();
    let mut add = |text: &str, heading: bool| {
        words::each(text, |word| {
            let count = match counts.get_mut(word) {
                Some(count) => count,
                None => counts.entry(word.to_owned()).or_default(),
            };
            count.times += 1;
            count.heading |= heading;
        });
    };
    for section in &page.sections {
        add(&section.title, true);
        add(&section.text, false);
    }
    counts.into_iter().collect()
}

/// All words by their stems, in order.
fn group(counts: Vec<Vec<(String, Count)>>, stems: &Stems) -> Vec<Group> {
    let mut by_form: HashMap<String, Vec<(usize, Count)>> = HashMap::new();
    for (page, counts) in counts.into_iter().enumerate() {
        for (form, count) in counts {
            by_form.entry(form).or_default().push((page, count));
        }
    }
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for (form, pages) in by_form.into_iter().collect::<Vec<_>>() {
        let stem = stems.of_word(&form).into_owned();
        let group = groups.entry(stem).or_default();
        for (page, count) in pages {
            let place = group.places.entry(page).or_default();
            place.times += count.times;
            place.heading |= count.heading;
        }
        group.forms.push(form);
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    for group in &mut groups {
        group.forms.sort();
    }
    groups
}

fn forms(groups: &[Group]) -> String {
    let mut text = String::new();
    let mut before: &str = "";
    for (index, group) in groups.iter().enumerate() {
        for (number, form) in group.forms.iter().enumerate() {
            match (index, number) {
                (0, 0) => {}
                (_, 0) => text.push(' '),
                _ => text.push(','),
            }
            let shared = shared(before, form);
            text.push(char::from_digit(shared, 36).unwrap_or('0'));
            text.extend(form.chars().skip(shared as usize));
            before = form;
        }
    }
    text
}

/// How many characters two forms begin with in common, as far as one digit can say.
fn shared(one: &str, other: &str) -> u32 {
    let pairs = one.chars().zip(other.chars());
    let same = pairs.take_while(|(a, b)| a == b).take(35);
    u32::try_from(same.count()).unwrap_or(0)
}

fn places(groups: &[Group], pages: usize) -> String {
    let mut text = String::new();
    for (index, group) in groups.iter().enumerate() {
        if index > 0 {
            text.push(' ');
        }
        if pages >= LARGE && group.places.len() * 2 > pages {
            continue;
        }
        let mut before = 0;
        for (page, count) in &group.places {
            number((page - before) * 4 + weight(*count), &mut text);
            before = *page;
        }
    }
    text
}

fn weight(count: Count) -> usize {
    match count {
        Count { heading: true, .. } => 3,
        Count { times: 1, .. } => 0,
        Count { times: 2..=3, .. } => 1,
        _ => 2,
    }
}

/// Five bits to a character, the lowest first.
fn number(mut number: usize, text: &mut String) {
    loop {
        let more = number >= 32;
        let digit = number % 32 + if more { 32 } else { 0 };
        text.push(char::from(DIGITS[digit]));
        number /= 32;
        if !more {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::page;

    fn index(pages: &[&str]) -> serde_json::Value {
        let read = |(number, html): (usize, &&str)| {
            page::read(format!("{number}.html"), &format!("<main>{html}</main>"))
        };
        let pages: Vec<_> = pages.iter().enumerate().map(read).collect();
        let script = script(&pages, &Stems::of("en"));
        let json = script.strip_prefix("hornbookSearch.index(").unwrap();
        serde_json::from_str(json.strip_suffix(");\n").unwrap()).unwrap()
    }

    #[test]
    fn forms_of_a_word_share_their_places() {
        let index = index(&[
            "<h1>Locks</h1>locking",
            "a lock lock",
            "locked ".repeat(4).as_str(),
        ]);
        assert_eq!(index["pages"][0], json!(["0.html", "Locks"]));
        assert_eq!(index["words"], "0a 0lock,4ed,4ing,4s");
        // Page 0 in a heading; one page on, twice; one page on, four times.
        assert_eq!(index["places"], "E DFG");
    }

    #[test]
    fn a_word_on_most_pages_has_no_places() {
        let pages: Vec<_> = (0..20).map(|n| format!("the n{n}")).collect();
        let pages: Vec<_> = pages.iter().map(String::as_str).collect();
        let index = index(&pages);
        assert!(index["words"].as_str().unwrap().ends_with(" 0the"));
        assert!(index["places"].as_str().unwrap().ends_with(' '));
    }

    #[test]
    fn large_numbers_take_more_characters() {
        let mut text = String::new();
        for it in [0, 31, 32, 1023, 1024] {
            number(it, &mut text);
            text.push(' ');
        }
        assert_eq!(text, "A f gB _f ggB ");
    }
}
