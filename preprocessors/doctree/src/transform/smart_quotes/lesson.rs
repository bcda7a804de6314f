//! The rules by which a straight quote becomes an opening or a closing one.
//!
//! They are those of docutils' `smartquotes` module, one after the other: each
//! looks at what the one before has left.

/// Opening and closing quotation marks, then those for quotes within.
pub(super) type Quotes = [String; 4];

/// What an apostrophe is, in any language.
const APOSTROPHE: &str = "’";

/// Characters that are never taught behind a backslash, and what stands for
/// them meanwhile.
const PROTECTED: &[(&str, &str)] = &[
    ("\\\\", "&#92;"),
    ("\\\"", "&#34;"),
    ("\\'", "&#39;"),
    ("\\.", "&#46;"),
    ("\\-", "&#45;"),
    ("\\`", "&#96;"),
];

/// Teaches the pieces of one block of text in turn.
pub(super) struct Lesson {
    quotes: Quotes,
    /// Whether `'80s` is short for a decade.
    knows_decades: bool,
    /// The last character of the piece before.
    before: char,
}

impl Lesson {
    pub(super) fn new(quotes: Quotes, knows_decades: bool) -> Self {
        Self {
            quotes,
            knows_decades,
            before: ' ',
        }
    }

    /// Goes on behind `text`, which stays as it is.
    pub(super) fn pass_by(&mut self, text: &str) {
        self.before = text.chars().next_back().unwrap_or(self.before);
    }

    /// `text`, in which a NUL stands for a backslash, with its quotes, dashes
    /// and dots made typographic.
    pub(super) fn teach(&mut self, text: &str) -> String {
        let Some(last) = text.chars().next_back() else {
            return String::new();
        };
        let mut out = protect(text);
        for (plain, typographic) in [("---", "—"), ("--", "–"), ("...", "…"), (". . .", "…")]
        {
            if out.contains(plain) {
                out = out.replace(plain, typographic);
            }
        }
        if out.contains(['"', '\'', '-']) {
            out = self.quotes(&out);
        }
        self.before = last;
        for (escaped, meanwhile) in PROTECTED {
            if out.contains(meanwhile) {
                out = out.replace(meanwhile, &escaped[1..]);
            }
        }
        out
    }

    fn quotes(&self, text: &str) -> String {
        let [opening, closing, opening_inner, closing_inner] = &self.quotes;
        // What stands before decides, but is not to change with its quotes.
        let before = match self.before {
            '"' | '\'' => ';',
            before => before,
        };
        let word_or_punct = |it: Option<char>| it.is_some_and(|it| is_word(it) || is_punct(it));
        let starts = |it: Option<char>| it.is_some_and(|it| is_separator(it) || opens(it));
        let mut text = format!("{before}{text}");
        if text.contains(['"', '\'']) {
            text = adjacent(&text, "\"'", &format!("{opening}{opening_inner}"));
            text = adjacent(&text, "'\"", &format!("{opening_inner}{opening}"));
        }
        let stray = |at: &Around<'_>| at.before.is_some_and(opens) && at.blank_follows();
        text = each(&text, '\'', |at| {
            stray(at).then_some(closing_inner.as_str())
        });
        text = each(&text, '"', |at| stray(at).then_some(closing.as_str()));
        text = each(&text, '\'', |at| {
            (self.knows_decades && at.decade_follows()).then_some(APOSTROPHE)
        });
        text = each(&text, '\'', |at| {
            (starts(at.before) && word_or_punct(at.after())).then_some(opening_inner.as_str())
        });
        if closing_inner != APOSTROPHE {
            let within =
                |at: &Around<'_>| at.before.is_some_and(is_word) && at.after().is_some_and(is_word);
            text = each(&text, '\'', |at| within(at).then_some(APOSTROPHE));
        }
        text = each(&text, '\'', |at| {
            let is_closing = at.before.is_none_or(|it| !is_space(it));
            Some(if is_closing {
                closing_inner
            } else {
                opening_inner
            })
        });
        text = each(&text, '"', |at| {
            (starts(at.before) && word_or_punct(at.after())).then_some(opening.as_str())
        });
        text = each(&text, '"', |at| {
            let is_closing =
                at.before.is_none_or(|it| !is_space(it)) || at.after().is_some_and(is_space);
            Some(if is_closing { closing } else { opening })
        });
        text.split_off(before.len_utf8())
    }
}

/// `text` with a reference in the place of each escaped character that would
/// be taught, and of each that a backslash stands before. As in docutils, the
/// backslash may be one that was itself escaped.
fn protect(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        if before == '\0' && matches!(c, '-' | '\'' | '"' | '.' | '`') {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    if out.contains('\\') {
        for (escaped, meanwhile) in PROTECTED {
            out = out.replace(escaped, meanwhile);
        }
    }
    out
}

/// The two straight quotes of `pair` before a word become `quotes`.
fn adjacent(text: &str, pair: &str, quotes: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(pair) {
        let (before, after) = (&rest[..at], &rest[at + pair.len()..]);
        out.push_str(before);
        if after.chars().next().is_some_and(is_word) {
            out.push_str(quotes);
            rest = after;
        } else {
            out.push_str(&pair[..1]);
            rest = &rest[at + 1..];
        }
    }
    out + rest
}

/// What stands around a quote.
struct Around<'t> {
    before: Option<char>,
    behind: &'t str,
}

impl Around<'_> {
    fn after(&self) -> Option<char> {
        self.behind.chars().next()
    }

    /// Whether a blank follows, at most one punctuation mark away.
    fn blank_follows(&self) -> bool {
        let mut chars = self.behind.chars();
        match chars.next() {
            Some(' ') => true,
            Some(c) => is_punct(c) && chars.next() == Some(' '),
            None => false,
        }
    }

    /// Whether two digits and an s follow.
    fn decade_follows(&self) -> bool {
        let mut chars = self.behind.chars();
        let mut is_digit = || chars.next().is_some_and(char::is_numeric);
        is_digit() && is_digit() && chars.next() == Some('s')
    }
}

/// `text` with what `replacement` says in the place of each `quote`.
fn each<'q>(
    text: &str,
    quote: char,
    replacement: impl Fn(&Around<'_>) -> Option<&'q str>,
) -> String {
    if !text.contains(quote) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    for (at, c) in text.char_indices() {
        let behind = &text[at + c.len_utf8()..];
        let new = (c == quote).then(|| replacement(&Around { before, behind }));
        match new.flatten() {
            Some(new) => out.push_str(new),
            None => out.push(c),
        }
        before = Some(c);
    }
    out
}

/// Python's `\w`.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Python's `\s`.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\x1c'..='\x1f')
}

/// White space, and what separates without a width.
fn is_separator(c: char) -> bool {
    is_space(c) || matches!(c, '\u{200b}' | '\u{200c}')
}

/// Brackets and dashes, which a quote opens behind.
fn opens(c: char) -> bool {
    matches!(c, '[' | '(' | '{' | '-' | '–' | '—')
}

/// Marks that an opening quote may stand before.
fn is_punct(c: char) -> bool {
    c == ' ' || (c.is_ascii_punctuation() && c != '&')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transform::smart_quotes::quotes;

    fn taught(tag: &str, text: &str) -> String {
        let (tag, quotes) = quotes::find(tag, &[]).unwrap();
        Lesson::new(quotes, tag.starts_with("en")).teach(text)
    }

    /// The answers are those of docutils' `smartPants` with `qDe`.
    #[test]
    fn quotes_open_before_words_and_close_behind() {
        for (tag, text, typographic) in [
            ("en", "\"Isn't it?\", he asked.", "“Isn’t it?”, he asked."),
            ("en", "the '80s -- 1960's", "the ’80s – 1960’s"),
            ("en", "\"'Quoted' words\" (\"a\")", "“‘Quoted’ words” (“a”)"),
            ("de", "\"Er sagt's\" --- 'nie'...", "„Er sagt’s“ — ‚nie‘…"),
            ("fr", "\"Oui\"", "«\u{a0}Oui\u{a0}»"),
            (
                "en",
                "\0\"straight\0\" \0-- \0...",
                "\0\"straight\0\" \0-- \0...",
            ),
        ] {
            assert_eq!(taught(tag, text), typographic, "{text}");
        }
    }

    #[test]
    fn a_lesson_goes_on_in_the_next_piece() {
        let (_, quotes) = quotes::find("en", &[]).unwrap();
        let mut lesson = Lesson::new(quotes, true);
        assert_eq!(lesson.teach("see \""), "see “");
        lesson.pass_by("code");
        assert_eq!(lesson.teach("\" there"), "” there");
    }
}
