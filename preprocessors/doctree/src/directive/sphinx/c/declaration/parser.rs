//! The words of a declaration, read from the first to the last.

use super::declarator::Naming;
use super::words::{FUNDAMENTAL, KEYWORDS, Outer, QUALIFIERS, SPECIFIERS};
use super::{Declaration, Expression, Name, Of, Typed};
use crate::directive::sphinx::c::token::{Kind, Token, tokens};

/// How deep a declaration may nest, and how many steps its reading may take.
const DEPTH: usize = 20;
const STEPS: usize = 20_000;

/// The words of an expression, as far as they can be told apart.
pub(super) struct Parser<'t> {
    pub(super) tokens: Vec<Token<'t>>,
    pub(super) at: usize,
    depth: usize,
    steps: usize,
}

impl<'t> Parser<'t> {
    /// At the start of `text`; none if that holds what is no word.
    pub(super) fn new(text: &'t str) -> Option<Self> {
        Some(Self {
            tokens: tokens(text)?,
            at: 0,
            depth: 0,
            steps: 0,
        })
    }

    /// What `read` reads, one level deeper.
    pub(super) fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.steps += 1;
        if self.depth >= DEPTH || self.steps > STEPS {
            return None;
        }
        self.depth += 1;
        let done = read(self);
        self.depth -= 1;
        done
    }

    pub(super) fn peek(&self) -> Option<Token<'t>> {
        self.tokens.get(self.at).copied()
    }

    pub(super) fn peeks(&self, text: &str) -> bool {
        self.peek()
            .is_some_and(|it| it.text == text && it.kind != Kind::Quoted)
    }

    pub(super) fn takes(&mut self, text: &str) -> bool {
        let is_it = self.peeks(text);
        self.at += usize::from(is_it);
        is_it
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.tokens.len()
    }

    pub(super) fn word(&mut self) -> Option<&'t str> {
        let it = self.peek()?;
        if it.kind != Kind::Word || KEYWORDS.contains(&it.text) {
            return None;
        }
        self.at += 1;
        Some(it.text)
    }

    pub(super) fn name(&mut self) -> Option<Name<'t>> {
        self.takes(".");
        let mut name = vec![self.word()?];
        while self.takes(".") {
            name.push(self.word()?);
        }
        Some(name)
    }

    pub(super) fn macro_declaration(&mut self) -> Option<Declaration<'t>> {
        let name = self.name()?;
        if !self.takes("(") {
            return self.is_at_end().then_some(Declaration::Macro(name, None));
        }
        let mut parameters = Vec::new();
        while !self.takes(")") {
            if self.takes("...") {
                parameters.push("...".to_owned());
            } else {
                let dots = self
                    .tokens
                    .get(self.at + 1)
                    .is_some_and(|it| it.text == "...");
                let dots = if dots { "..." } else { "" };
                parameters.push(format!("{}{dots}", self.word()?));
                self.at += usize::from(!dots.is_empty());
            }
            if !self.takes(",") && !self.peeks(")") {
                return None;
            }
        }
        self.is_at_end()
            .then_some(Declaration::Macro(name, Some(parameters)))
    }

    /// A type that is only named, or one with a declarator.
    pub(super) fn type_declaration(&mut self) -> Option<Typed<'t>> {
        let start = self.at;
        if let Some(declarator) = self.named_declarator(Naming::Full, false, false) {
            self.takes(";");
            if self.is_at_end() {
                return Some(Typed {
                    before: Vec::new(),
                    of: None,
                    behind: Vec::new(),
                    declarator,
                    value: None,
                });
            }
        }
        self.at = start;
        self.typed(Outer::Type)
    }

    pub(super) fn typed(&mut self, outer: Outer) -> Option<Typed<'t>> {
        self.deeper(|it| it.typed_inside(outer))
    }

    pub(super) fn typed_inside(&mut self, outer: Outer) -> Option<Typed<'t>> {
        let before = self.specifiers(outer);
        let of = Some(self.of()?);
        let behind = self.specifiers(outer);
        let naming = match outer {
            Outer::Parameter => Naming::Single,
            Outer::Member | Outer::Function | Outer::Type => Naming::Full,
        };
        let declarator = self.declarator(naming, outer == Outer::Function)?;
        let value = match outer {
            Outer::Member => self.value(&[";"])?,
            Outer::Parameter => self.value(&[",", ")"])?,
            Outer::Function | Outer::Type => None,
        };
        Some(Typed {
            before,
            of,
            behind,
            declarator,
            value,
        })
    }

    pub(super) fn specifiers(&mut self, outer: Outer) -> Vec<&'static str> {
        let mut found = Vec::new();
        loop {
            let mut known = SPECIFIERS.iter().filter(|it| it.1.contains(&outer));
            let Some((word, _)) = known.find(|it| self.peeks(it.0)) else {
                break;
            };
            if found.contains(word) {
                break;
            }
            found.push(*word);
            self.at += 1;
        }
        let order = |word: &&str| SPECIFIERS.iter().position(|it| it.0 == *word);
        found.sort_by_key(order);
        found
    }

    pub(super) fn qualifiers(&mut self) -> Vec<&'static str> {
        let mut found = Vec::new();
        while let Some(word) = QUALIFIERS.iter().find(|it| self.peeks(it)) {
            if found.contains(word) {
                break;
            }
            found.push(*word);
            self.at += 1;
        }
        found.sort_by_key(|word| QUALIFIERS.iter().position(|it| it == word));
        found
    }

    pub(super) fn of(&mut self) -> Option<Of<'t>> {
        let mut words = Vec::new();
        while let Some(it) = self.peek().filter(|it| FUNDAMENTAL.contains(&it.text)) {
            words.push(it.text);
            self.at += 1;
        }
        if !words.is_empty() {
            return Some(Of::Fundamental(words));
        }
        let prefix = self.peek().map(|it| it.text);
        let prefix = prefix.filter(|it| matches!(*it, "struct" | "enum" | "union"));
        self.at += usize::from(prefix.is_some());
        Some(Of::Named(prefix, self.name()?))
    }

    /// A value behind `=`, if there is one; the outer none says that it is wrong.
    #[allow(clippy::option_option, reason = "wrong is another thing than absent")]
    pub(super) fn value(&mut self, ends: &[&str]) -> Option<Option<Expression<'t>>> {
        if self.takes("=") {
            return self.expression(ends).map(Some);
        }
        Some(None)
    }

    /// Words up to one of `ends` that stands in no brackets.
    pub(super) fn expression(&mut self, ends: &[&str]) -> Option<Expression<'t>> {
        let mut open: Vec<&str> = Vec::new();
        let start = self.at;
        while let Some(it) = self.peek() {
            if open.is_empty() && it.kind == Kind::Mark && ends.contains(&it.text) {
                break;
            }
            match it.text {
                "(" => open.push(")"),
                "[" => open.push("]"),
                "{" => open.push("}"),
                ")" | "]" | "}" if open.pop() != Some(it.text) => return None,
                _ => {}
            }
            self.at += 1;
        }
        self.steps += self.at - start;
        let is_whole = open.is_empty() && start < self.at;
        is_whole.then(|| self.tokens[start..self.at].to_vec())
    }
}
