//! What words have in common: `locks`, `locked` and `locking` are one.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

/// The languages whose words can be reduced, by the first part of their code.
const LANGUAGES: [(&str, Algorithm); 17] = [
    ("ar", Algorithm::Arabic),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("es", Algorithm::Spanish),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("hu", Algorithm::Hungarian),
    ("it", Algorithm::Italian),
    ("nl", Algorithm::Dutch),
    ("no", Algorithm::Norwegian),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("tr", Algorithm::Turkish),
];

/// Reduces the words of one language.
pub(super) struct Stems(Option<Stemmer>);

impl Stems {
    /// Those of a language by its code, such as `en` or `de-AT`. Words of an
    /// unknown language stand for themselves.
    pub(super) fn of(language: &str) -> Self {
        let code = language.split(['-', '_']).next().unwrap_or_default();
        let known = LANGUAGES.iter().find(|it| it.0.eq_ignore_ascii_case(code));
        Self(known.map(|it| Stemmer::create(it.1)))
    }

    /// What `word` has in common with its forms. Names with digits or `_` have none.
    pub(super) fn of_word<'w>(&self, word: &'w str) -> Cow<'w, str> {
        match &self.0 {
            Some(stemmer) if word.chars().all(char::is_alphabetic) => stemmer.stem(word),
            _ => Cow::Borrowed(word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_one() {
        let english = Stems::of("en-GB");
        assert_eq!(english.of_word("locks"), english.of_word("locking"));
        assert_eq!(english.of_word("py_locks"), "py_locks");
        assert_eq!(Stems::of("tlh").of_word("locks"), "locks");
    }
}
