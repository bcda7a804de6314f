//! The letters of a declaration, read with steps back where a reading fails.

/// What was read, unless the text is not of that form.
pub(super) type Read<T> = Result<T, Wrong>;

/// The text is not of the form that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wrong;

/// A place in a declaration.
#[derive(Clone, Debug)]
pub(super) struct Scanner<'t> {
    text: &'t str,
    pub(super) at: usize,
    depth: usize,
    steps: usize,
}

/// How deep a declaration may nest.
const DEPTH: usize = 24;

/// How many steps its reading may take: so many, and more for each byte.
/// Readings are tried one after the other, so that nested ones multiply.
const STEPS: (usize, usize) = (300, 2);

/// How long a declaration may be.
const LENGTH: usize = 20_000;

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let text = text.trim();
        let is_long = text.len() > LENGTH;
        Self {
            text,
            at: 0,
            depth: 0,
            steps: if is_long {
                0
            } else {
                STEPS.0 + STEPS.1 * text.len()
            },
        }
    }

    /// What is still to be read.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// What was read since `start`.
    pub(super) fn since(&self, start: usize) -> &'t str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// The next letter; NUL at the end.
    pub(super) fn peek(&self) -> char {
        self.rest().chars().next().unwrap_or('\0')
    }

    pub(super) fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Whether nothing but white space is left.
    pub(super) fn is_at_end(&mut self) -> bool {
        self.space();
        self.rest().is_empty()
    }

    pub(super) fn takes(&mut self, text: &str) -> bool {
        let is_it = self.rest().starts_with(text);
        self.at += if is_it { text.len() } else { 0 };
        is_it
    }

    /// The same, and white space behind it.
    pub(super) fn takes_and_space(&mut self, text: &str) -> bool {
        let is_it = self.takes(text);
        if is_it {
            self.space();
        }
        is_it
    }

    pub(super) fn wants(&mut self, text: &str) -> Read<()> {
        self.space();
        self.takes(text).then_some(()).ok_or(Wrong)
    }

    /// Whether `word` comes next and is no part of a longer one.
    pub(super) fn sees_word(&self, word: &str) -> bool {
        let rest = self.rest();
        rest.starts_with(word)
            && !rest[word.len()..].starts_with(is_word)
            && !self.text[..self.at].ends_with(is_word)
    }

    /// Takes `word` and the white space behind it.
    pub(super) fn takes_word(&mut self, word: &str) -> bool {
        let is_it = self.sees_word(word);
        if is_it {
            self.at += word.len();
            self.space();
        }
        is_it
    }

    /// The first of `words` that comes next, if one does.
    pub(super) fn takes_one(&mut self, words: &[&'static str]) -> Option<&'static str> {
        words.iter().copied().find(|word| self.takes_word(word))
    }

    /// A name, which may have `~` before it, or be one of what has none (`@data`).
    pub(super) fn identifier(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let marked = rest.starts_with('@');
        let bare = rest.trim_start_matches(['~', '@']);
        let sign = rest.len() - bare.len();
        let inside = self.text[..self.at].ends_with(is_word) && sign == 0;
        let length = bare.find(|c| !is_word(c)).unwrap_or(bare.len());
        let first = bare.chars().next()?;
        let starts = first.is_ascii_alphabetic() || first == '_' || marked;
        if sign > 1 || inside || length == 0 || !starts || !bare[..length].is_ascii() {
            return None;
        }
        self.at += sign + length;
        Some(&rest[..sign + length])
    }

    /// What `read` reads; if it is not there, nothing was read.
    pub(super) fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        let (at, depth) = (self.at, self.depth);
        let done = read(self);
        if done.is_err() {
            self.at = at;
            self.depth = depth;
        }
        done
    }

    /// What `read` reads, one level deeper.
    pub(super) fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        if self.depth >= DEPTH || self.steps == 0 {
            return Err(Wrong);
        }
        self.steps -= 1;
        self.depth += 1;
        let done = read(self);
        self.depth -= 1;
        done
    }

    /// The text up to one of `ends` that stands in no brackets.
    pub(super) fn balanced(&mut self, ends: &[char], brackets: &[(char, char)]) -> Read<&'t str> {
        let start = self.at;
        let mut open = Vec::new();
        for (at, c) in self.rest().char_indices() {
            if open.is_empty() && ends.contains(&c) {
                self.at = start + at;
                return Ok(self.since(start));
            }
            if let Some(pair) = brackets.iter().find(|it| it.0 == c) {
                open.push(pair.1);
            } else if open.last() == Some(&c) {
                open.pop();
            }
        }
        self.at = self.text.len();
        ends.is_empty().then(|| self.since(start)).ok_or(Wrong)
    }
}

pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
