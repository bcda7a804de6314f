//! `only`: content for the outputs whose tags fit an expression of names,
//! `and`, `or`, `not`, brackets, and `a if b else c`, as Sphinx has it.
//!
//! The grammar carries it out (see `block/only.rs`): there may be sections in
//! the content.

use super::{Content, Spec};

pub(super) const SPEC: Spec = Spec {
    name: "only",
    required: 1,
    whitespace: true,
    content: Content::Lines,
    ..Spec::NEW
};

/// Brackets nested deeper than this are not read.
const DEEPEST: usize = 50;

/// Whether `expression` is true where `tags` hold, or why it cannot be read.
pub(crate) fn holds(expression: &str, tags: &[String]) -> Result<bool, String> {
    let mut reader = Reader {
        words: words(expression)?,
        at: 0,
        depth: 0,
        tags,
    };
    let value = reader.condition()?;
    match reader.word() {
        None => Ok(value),
        Some(_) => Err("chunk after expression".to_owned()),
    }
}

/// Names and brackets.
fn words(expression: &str) -> Result<Vec<&str>, String> {
    let mut words = Vec::new();
    let mut rest = expression.trim_start();
    while let Some(first) = rest.chars().next() {
        let name = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
        let end = match name.unwrap_or(rest.len()) {
            0 if matches!(first, '(' | ')') => 1,
            0 => return Err(format!("unexpected char '{first}'")),
            end => end,
        };
        words.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    Ok(words)
}

struct Reader<'t> {
    words: Vec<&'t str>,
    at: usize,
    depth: usize,
    tags: &'t [String],
}

impl<'t> Reader<'t> {
    fn word(&self) -> Option<&'t str> {
        self.words.get(self.at).copied()
    }

    fn take(&mut self, word: &str) -> bool {
        let taken = self.word() == Some(word);
        self.at += usize::from(taken);
        taken
    }

    /// `a if b else c`; without `else`, it is false where `b` is.
    fn condition(&mut self) -> Result<bool, String> {
        let mut value = self.either()?;
        while self.take("if") {
            let test = self.either()?;
            let other = if self.take("else") {
                self.either()?
            } else {
                false
            };
            value = if test { value } else { other };
        }
        Ok(value)
    }

    fn either(&mut self) -> Result<bool, String> {
        let mut value = self.both()?;
        while self.take("or") {
            value |= self.both()?;
        }
        Ok(value)
    }

    fn both(&mut self) -> Result<bool, String> {
        let mut value = self.negation()?;
        while self.take("and") {
            value &= self.negation()?;
        }
        Ok(value)
    }

    fn negation(&mut self) -> Result<bool, String> {
        let mut negated = false;
        while self.take("not") {
            negated = !negated;
        }
        Ok(self.name()? != negated)
    }

    fn name(&mut self) -> Result<bool, String> {
        let word = self.word().ok_or("unexpected 'end of template'")?;
        self.at += 1;
        match word {
            "(" => self.bracket(),
            ")" | "and" | "or" | "if" | "else" => Err(format!("unexpected token '{word}'")),
            "true" | "True" => Ok(true),
            "false" | "False" | "none" | "None" => Ok(false),
            name => Ok(self.tags.iter().any(|it| it == name)),
        }
    }

    fn bracket(&mut self) -> Result<bool, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(format!("brackets are nested more than {DEEPEST} deep"));
        }
        let value = self.condition()?;
        self.depth -= 1;
        if self.take(")") {
            Ok(value)
        } else {
            Err("unexpected end of template, expected ')'".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(expression: &str) -> Result<bool, String> {
        holds(expression, &["html".into(), "draft".into()])
    }

    #[test]
    fn tags_are_joined_by_words() {
        for expression in [
            "html",
            "html and draft",
            "latex or html",
            "not latex",
            "not (latex or man) and html",
            "latex and man or html",
            "html if draft else latex",
            "true",
        ] {
            assert_eq!(result(expression), Ok(true), "{expression}");
        }
        for expression in [
            "latex",
            "html and latex",
            "not html",
            "not not latex",
            "latex or (man and html)",
            "html if latex",
        ] {
            assert_eq!(result(expression), Ok(false), "{expression}");
        }
    }

    #[test]
    fn what_is_no_expression_is_refused() {
        for expression in [
            "html latex",
            "and",
            "html and",
            "(html",
            "html)",
            "a + b",
            "",
        ] {
            assert!(result(expression).is_err(), "{expression}");
        }
        assert!(result(&"(".repeat(100_000)).is_err());
    }
}
