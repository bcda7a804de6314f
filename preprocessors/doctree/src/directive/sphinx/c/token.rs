//! The words of C's declarations.

/// A word of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a keyword.
    Word,
    Number,
    /// A string or a character.
    Quoted,
    Mark,
}

/// How many words a declaration may have.
const LIMIT: usize = 2000;

/// Marks of several characters; those that others start come first.
const MARKS: &[&str] = &[
    "...", "<<=", ">>=", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "+=",
    "-=", "*=", "/=", "%=", "&=", "|=", "^=", "::",
];

/// The words of `text`; none if there is anything else in it.
pub(super) fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let token = next(rest)?;
        rest = rest[token.text.len()..].trim_start();
        tokens.push(token);
        if tokens.len() > LIMIT {
            return None;
        }
    }
    Some(tokens)
}

fn next(text: &str) -> Option<Token<'_>> {
    let first = text.chars().next()?;
    let second = text[first.len_utf8()..].chars().next();
    let until = |is_in: &dyn Fn(char) -> bool| text.find(|c| !is_in(c)).unwrap_or(text.len());
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '@');
    let (kind, length) = if matches!(first, '"' | '\'') {
        (Kind::Quoted, quoted(text, first)?)
    } else if first.is_ascii_digit() || first == '.' && second.is_some_and(|c| c.is_ascii_digit()) {
        (Kind::Number, until(&|c| is_word(c) || c == '.'))
    } else if is_word(first) {
        (Kind::Word, until(&is_word))
    } else if first.is_ascii_punctuation() {
        let mark = MARKS.iter().find(|it| text.starts_with(**it));
        (Kind::Mark, mark.map_or(1, |it| it.len()))
    } else {
        return None;
    };
    let text = &text[..length];
    Some(Token { kind, text })
}

/// The length of what stands in quotes at the start of `text`.
fn quoted(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    let mut chars = text.char_indices().skip(1);
    let (end, _) = chars.find(|&(_, c)| {
        let is_end = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        is_end
    })?;
    Some(end + 1)
}
