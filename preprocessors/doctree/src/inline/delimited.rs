//! Inline markup is wrapped in delimiters: `*emphasis*`, `**strong**`,
//! literals in double backquotes, `` _`internal targets` ``, `|substitutions|`.
//!
//! (*Inline Markup*; what has backquotes on its own is in `interpreted.rs`.)

use super::Inline;
use crate::diagnostic::Severity;
use crate::escape::{restore, shown, unescape};
use crate::names::{fully_normalize_name, whitespace_normalize_name};
use crate::source::{Span, is_space};
use crate::tree::element::{Link, Reference};
use crate::tree::{Element, Node};

/// The pairs of strings that text may be wrapped in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Delimiter {
    Emphasis,
    Strong,
    Literal,
    Target,
    Substitution,
}

impl Delimiter {
    pub(super) fn string(self) -> &'static str {
        match self {
            Self::Emphasis => "*",
            Self::Strong => "**",
            Self::Literal => "``",
            Self::Target => "_`",
            Self::Substitution => "|",
        }
    }

    fn end(self) -> &'static str {
        if self == Self::Target {
            "`"
        } else {
            self.string()
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Emphasis => "emphasis",
            Self::Strong => "strong",
            Self::Literal => "literal",
            Self::Target => "target",
            Self::Substitution => "substitution_reference",
        }
    }
}

impl Inline<'_, '_, '_> {
    pub(super) fn delimited(&mut self, start: usize, delimiter: Delimiter) {
        let content = start + delimiter.string().len();
        if self.is_quoted(start, content) {
            self.base = content;
            return;
        }
        match self.find_end(content, delimiter) {
            Some((end, behind)) if end > content => {
                self.element(start, (content, end), behind, delimiter);
            }
            _ => {
                let message = format!(
                    "Inline {} start-string without end-string.",
                    delimiter.name()
                );
                self.problem(Severity::Warning, &message, start, content);
            }
        }
    }

    /// Where the end-string for markup whose content begins at `content`
    /// starts and ends.
    fn find_end(&mut self, content: usize, delimiter: Delimiter) -> Option<(usize, usize)> {
        if self.endless[delimiter as usize] {
            return None;
        }
        let string = delimiter.end();
        let found = (content..self.escaped.len()).find_map(|at| {
            let behind = at + string.len();
            let is_end = self.escaped.as_bytes()[at..].starts_with(string.as_bytes())
                && (at == content || self.may_close(at, delimiter));
            if !is_end {
                return None;
            }
            if delimiter == Delimiter::Substitution {
                let longer = ["__", "_", ""]
                    .into_iter()
                    .filter(|it| self.escaped[behind..].starts_with(it));
                return longer
                    .map(|it| behind + it.len())
                    .find(|&behind| self.may_end(behind))
                    .map(|behind| (at, behind));
            }
            self.may_end(behind).then_some((at, behind))
        });
        self.endless[delimiter as usize] = found.is_none();
        found
    }

    /// Whether what stands before `at` allows an end-string there.
    fn may_close(&self, at: usize, delimiter: Delimiter) -> bool {
        self.escaped[..at].chars().next_back().is_none_or(|before| {
            !is_space(before) && (before != '\0' || delimiter == Delimiter::Literal)
        })
    }

    fn element(
        &mut self,
        start: usize,
        content: (usize, usize),
        behind: usize,
        delimiter: Delimiter,
    ) {
        let raw = &self.escaped[content.0..content.1];
        let text = if delimiter == Delimiter::Literal {
            restore(raw)
        } else {
            unescape(raw)
        };
        let span = self.text.span(start, behind);
        let shown = match delimiter {
            Delimiter::Literal | Delimiter::Substitution => text.clone(),
            _ => shown(raw, self.context.options),
        };
        let child_span = self.text.span(content.0, content.1);
        let child = Node::text(self.context.text(&shown, child_span), child_span);
        let node = match delimiter {
            Delimiter::Emphasis => Node::with(Element::Emphasis, span, vec![child]),
            Delimiter::Strong => Node::with(Element::Strong, span, vec![child]),
            Delimiter::Literal => Node::with(Element::Literal, span, vec![child]),
            Delimiter::Target => self.internal_target(&text, child, span),
            Delimiter::Substitution => {
                let suffix = &self.escaped[content.1 + 1..behind];
                substitution_reference(&text, child, suffix, span)
            }
        };
        self.push(start, behind, [node]);
    }

    fn internal_target(&mut self, text: &str, child: Node, span: Span) -> Node {
        let mut node = Node::with(Element::Target(Box::default()), span, vec![child]);
        node.attributes.edit().names = vec![fully_normalize_name(text)];
        let duplicates = self.context.registry.note_explicit_target(&mut node);
        self.report(duplicates, span);
        node
    }
}

fn substitution_reference(text: &str, child: Node, suffix: &str, span: Span) -> Node {
    let refname = whitespace_normalize_name(text);
    let node = Node::with(
        Element::SubstitutionReference { refname },
        span,
        vec![child],
    );
    let link = match suffix {
        "" => return node,
        "_" => Link::Name(fully_normalize_name(text)),
        _ => Link::None,
    };
    let anonymous = suffix == "__";
    let reference = Reference {
        name: None,
        link,
        anonymous,
    };
    Node::with(Element::Reference(Box::new(reference)), span, vec![node])
}
