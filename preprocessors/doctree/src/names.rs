//! Names and identifiers, as docutils derives one from the other.
//!
//! The rules are those of `make_id`, `fully_normalize_name` and
//! `whitespace_normalize_name` in docutils' `nodes.py`.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::source::is_space;

/// Letters that no decomposition leads to ASCII, and what stands for them.
const TRANSLITERATIONS: &[(char, &str)] = &[
    ('\u{df}', "sz"),
    ('\u{e6}', "ae"),
    ('\u{f8}', "o"),
    ('\u{111}', "d"),
    ('\u{127}', "h"),
    ('\u{131}', "i"),
    ('\u{142}', "l"),
    ('\u{153}', "oe"),
    ('\u{167}', "t"),
    ('\u{180}', "b"),
    ('\u{183}', "b"),
    ('\u{188}', "c"),
    ('\u{18c}', "d"),
    ('\u{192}', "f"),
    ('\u{199}', "k"),
    ('\u{19a}', "l"),
    ('\u{19e}', "n"),
    ('\u{1a5}', "p"),
    ('\u{1ab}', "t"),
    ('\u{1ad}', "t"),
    ('\u{1b4}', "y"),
    ('\u{1b6}', "z"),
    ('\u{1e5}', "g"),
    ('\u{225}', "z"),
    ('\u{234}', "l"),
    ('\u{235}', "n"),
    ('\u{236}', "t"),
    ('\u{237}', "j"),
    ('\u{238}', "db"),
    ('\u{239}', "qp"),
    ('\u{23c}', "c"),
    ('\u{23f}', "s"),
    ('\u{240}', "z"),
    ('\u{247}', "e"),
    ('\u{249}', "j"),
    ('\u{24b}', "q"),
    ('\u{24d}', "r"),
    ('\u{24f}', "y"),
];

/// The identifier that `text` gives: lower case ASCII letters, digits and
/// single hyphens, beginning with a letter. Empty if nothing of it can stay.
pub fn make_id(text: &str) -> String {
    let mut id = hyphenated(text);
    let letters = id.trim_start_matches(|c: char| c == '-' || c.is_ascii_digit());
    id.drain(..id.len() - letters.len());
    id
}

/// The same for a place behind a prefix, where digits and a hyphen may come
/// first: what `make_id` would make of it behind a letter.
pub(crate) fn make_id_suffix(text: &str) -> String {
    hyphenated(&format!("x{text}")).split_off(1)
}

/// Sphinx's id for `text`, which keeps upper case, dots and underscores.
/// Empty if nothing of it can stay.
pub(crate) fn make_id_as_sphinx(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    for c in transliterated(text).nfkd().filter(char::is_ascii) {
        if c.is_ascii_alphanumeric() || matches!(c, '.' | '_') {
            id.push(c);
        } else if !id.ends_with('-') {
            id.push('-');
        }
    }
    let is_letter = |c: char| c.is_ascii_alphabetic();
    id.trim_end_matches('-')
        .trim_start_matches(|c| !is_letter(c))
        .to_owned()
}

/// `name` in lower case.
pub(crate) fn lower(name: &str) -> Cow<'_, str> {
    if name
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
    {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.to_lowercase())
    }
}

/// `name` in lower case, with each run of white space made one space.
pub fn fully_normalize_name(name: &str) -> String {
    if name.is_ascii() {
        let mut name = whitespace_normalize_name(name);
        name.make_ascii_lowercase();
        return name;
    }
    whitespace_normalize_name(&name.to_lowercase())
}

/// `name` with each run of white space made one space, and none at its ends.
pub fn whitespace_normalize_name(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split(is_space).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The words of `text` in lower case ASCII, joined by hyphens.
fn hyphenated(text: &str) -> String {
    if text.is_ascii() {
        joined(text.chars().map(|c| c.to_ascii_lowercase()))
    } else {
        joined(transliterated(&text.to_lowercase()).nfkd())
    }
}

fn joined(text: impl Iterator<Item = char>) -> String {
    let mut out = String::with_capacity(text.size_hint().1.unwrap_or_default());
    let mut gap = false;
    for c in text {
        match c {
            'a'..='z' | '0'..='9' => {
                if gap && !out.is_empty() {
                    out.push('-');
                }
                gap = false;
                out.push(c);
            }
            c if c.is_ascii() => gap = true,
            _ => {}
        }
    }
    out
}

fn transliterated(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match TRANSLITERATIONS.binary_search_by_key(&c, |&(letter, _)| letter) {
            Ok(at) => out.push_str(TRANSLITERATIONS[at].1),
            Err(_) => out.push(c),
        }
    }
    out
}

/// The length of the simple reference name at the start of `text`.
///
/// > Simple reference names are single words consisting of alphanumerics plus
/// > isolated (no two adjacent) internal hyphens, underscores, periods, colons
/// > and plus signs; no whitespace or other characters are allowed.
pub(crate) fn simple_name(text: &str) -> Option<usize> {
    let mut end = 0;
    let mut separator = true;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            end = at + c.len_utf8();
            separator = false;
        } else if !separator && is_separator(c) {
            separator = true;
        } else {
            break;
        }
    }
    (end > 0).then_some(end)
}

pub(crate) fn is_separator(c: char) -> bool {
    matches!(c, '-' | '.' | '_' | '+' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_hyphenated_lower_case_ascii() {
        for (text, id) in [
            ("A", "a"),
            ("reStructuredText", "restructuredtext"),
            (" A name, with  white\nspace! ", "a-name-with-white-space"),
            ("2020 in review", "in-review"),
            ("1.2.3", ""),
            ("-a-", "a"),
            ("Übergröße", "ubergrosze"),
            ("Ærø", "aero"),
            ("ﬁne", "fine"),
            ("Łódź", "lodz"),
            ("a™b", "a-b"),
            ("日本語", ""),
            ("a日b", "ab"),
        ] {
            assert_eq!(make_id(text), id, "{text:?}");
        }
    }

    #[test]
    fn behind_a_prefix_an_id_may_begin_with_digits() {
        assert_eq!(make_id_suffix("2020 in review"), "2020-in-review");
    }

    #[test]
    fn an_id_of_sphinx_keeps_more() {
        for (text, id) in [
            ("os.path.join", "os.path.join"),
            ("term-Global  lock", "term-Global-lock"),
            ("cmdoption---check", "cmdoption-check"),
            ("term-...", "term-..."),
            ("__init__", "init__"),
            ("é ß 日x", "e-sz-x"),
        ] {
            assert_eq!(make_id_as_sphinx(text), id, "{text}");
        }
    }

    #[test]
    fn names_fold_white_space_and_case() {
        assert_eq!(fully_normalize_name("  A \n Name\u{a0}X "), "a name x");
        assert_eq!(whitespace_normalize_name("  A \n Name "), "A Name");
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(TRANSLITERATIONS.is_sorted_by_key(|&(letter, _)| letter));
    }

    #[test]
    fn simple_names_have_isolated_inner_punctuation() {
        assert_eq!(simple_name("a.b-c_d: e"), Some(7));
        assert_eq!(simple_name("a--b"), Some(1));
        assert_eq!(simple_name("_a"), None);
        assert_eq!(simple_name("é+ü"), Some(5));
    }
}
