//! The inline grammar: the text of a paragraph, a title or a term becomes
//! text nodes and inline elements.
//!
//! One pass from left to right looks for the next start-string or whole
//! construct, as docutils' `Inliner.parse` does. After every hit *and every
//! failure* the search begins anew behind it, where a text may begin as at
//! the start of a block.

pub(crate) mod escape;
mod interpreted;
pub(crate) mod reference;
mod standalone;

use crate::diagnostic::{Diagnostic, Severity};
use crate::labels::{Duplicate, Registry};
use crate::line::Text;
use crate::message::system_message;
use crate::names::fully_normalize_name;
use crate::options::Options;
use crate::punctuation::{is_pair, may_follow, may_precede};
use crate::role::Roles;
use crate::source::{Source, Span};
use crate::tree::element::{Link, Reference};
use crate::tree::{Element, Node};
use escape::{escape, restore, unescape};

/// What reading text knows and changes: the names and roles of the document,
/// and what was found wrong in it.
pub(crate) struct Context<'s> {
    pub(crate) options: &'s Options,
    pub(crate) sources: &'s elsa::FrozenVec<Box<Source>>,
    pub(crate) registry: Registry,
    pub(crate) roles: Roles,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) front: Front,
}

/// What directives say about the document as a whole.
#[derive(Default)]
pub(crate) struct Front {
    pub(crate) title: Option<String>,
    pub(crate) meta: Vec<Node>,
    pub(crate) header: Vec<Node>,
    pub(crate) footer: Vec<Node>,
}

/// The nodes of a text, and the messages that docutils puts behind it.
#[derive(Default)]
pub(crate) struct Parsed {
    pub(crate) nodes: Vec<Node>,
    /// About the markup: for behind the block.
    pub(crate) messages: Vec<Node>,
    /// About names that clash: for before the block.
    pub(crate) clashes: Vec<Node>,
}

/// Reads `text`, which stands in the block that begins at `line`.
pub(crate) fn parse(text: &Text<'_>, line: usize, context: &mut Context<'_>) -> Parsed {
    parse_with(text, line, context, false)
}

/// The same, but text that is no markup keeps its NULs for backslashes, so
/// that it can be split before [`unescape`] takes them away.
pub(crate) fn parse_escaped(text: &Text<'_>, line: usize, context: &mut Context<'_>) -> Parsed {
    parse_with(text, line, context, true)
}

fn parse_with(
    text: &Text<'_>,
    line: usize,
    context: &mut Context<'_>,
    keep_escapes: bool,
) -> Parsed {
    let escaped = escape(&text.text);
    let mut inline = Inline {
        text,
        escaped: &escaped,
        line,
        context,
        base: 0,
        pending: 0,
        endless: [false; ENDS],
        keep_escapes,
        out: Parsed::default(),
    };
    while let Some(start) = inline.next_start() {
        inline.read(&start);
    }
    let end = escaped.len();
    inline.flush(end);
    inline.out
}

struct Inline<'t, 'c, 's> {
    text: &'t Text<'t>,
    /// The text with a NUL for every backslash.
    escaped: &'t str,
    line: usize,
    context: &'c mut Context<'s>,
    /// Where the search began anew.
    base: usize,
    /// Where the text begins that no node has been made of.
    pending: usize,
    /// The kinds of end-string that do not occur from here on.
    endless: [bool; ENDS],
    keep_escapes: bool,
    out: Parsed,
}

/// Where markup may begin, and what it would be.
struct Start {
    at: usize,
    kind: Kind,
}

enum Kind {
    Delimited(Delimiter),
    /// Interpreted text or a phrase reference; the backquote's place tells
    /// whether a role comes first.
    Backquote {
        quote: usize,
    },
    /// `name_` or `name__`; where the name ends, and the whole.
    Reference {
        name: usize,
        end: usize,
    },
    /// `[label]_`; where it ends.
    Note {
        end: usize,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Delimiter {
    Emphasis,
    Strong,
    Literal,
    Target,
    Substitution,
}

/// How many kinds of end-string there are: the delimiters', and the backquote.
const ENDS: usize = 6;
const BACKQUOTE: usize = 5;

impl Delimiter {
    fn string(self) -> &'static str {
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
    fn next_start(&self) -> Option<Start> {
        let bytes = self.escaped.as_bytes();
        (self.base..bytes.len()).find_map(|at| match bytes[at] {
            b'*' | b'`' | b'|' | b'[' | b':' => self.start_at(at),
            b'_' if bytes.get(at + 1) == Some(&b'`') => self.start_at(at),
            b'_' => self.reference_at(at),
            _ => None,
        })
    }

    fn start_at(&self, at: usize) -> Option<Start> {
        if !self.may_start(at) {
            return None;
        }
        let rest = &self.escaped[at..];
        let kind = match rest.as_bytes() {
            [b'*', b'*', ..] => Kind::Delimited(Delimiter::Strong),
            [b'*', ..] => Kind::Delimited(Delimiter::Emphasis),
            [b'`', b'`', ..] => Kind::Delimited(Delimiter::Literal),
            [b'`', ..] => Kind::Backquote { quote: at },
            [b'_', ..] => Kind::Delimited(Delimiter::Target),
            [b'|', b'|', ..] => return None,
            [b'|', ..] => Kind::Delimited(Delimiter::Substitution),
            [b'[', ..] => {
                return reference::note_at(rest, |end| self.may_end(at + end))
                    .map(|end| at + end)
                    .map(|end| Start {
                        at,
                        kind: Kind::Note { end },
                    });
            }
            _ => Kind::Backquote {
                quote: at + interpreted::role_prefix(rest)?,
            },
        };
        let behind = match kind {
            Kind::Delimited(delimiter) => at + delimiter.string().len(),
            Kind::Backquote { quote } => quote + 1,
            Kind::Reference { end, .. } | Kind::Note { end } => end,
        };
        let blank_follows = self.escaped[behind..].starts_with(char::is_whitespace);
        (!blank_follows).then_some(Start { at, kind })
    }

    /// The reference that the underscore at `at` ends.
    fn reference_at(&self, at: usize) -> Option<Start> {
        let rest = &self.escaped[at..];
        let end = ["__", "_"]
            .into_iter()
            .filter(|it| rest.starts_with(it))
            .map(|it| at + it.len());
        let end = end.into_iter().find(|&end| self.may_end(end))?;
        let start =
            reference::name_before(self.escaped, self.base, at, |start| self.may_start(start))?;
        Some(Start {
            at: start,
            kind: Kind::Reference { name: at, end },
        })
    }

    fn read(&mut self, start: &Start) {
        match start.kind {
            Kind::Delimited(delimiter) => self.delimited(start.at, delimiter),
            Kind::Backquote { quote } => self.backquote(start.at, quote),
            Kind::Reference { name, end } => self.simple_reference(start.at, name, end),
            Kind::Note { end } => self.note_reference(start.at, end),
        }
    }

    /// Whether markup may begin at `at`.
    fn may_start(&self, at: usize) -> bool {
        if at == self.base {
            return true;
        }
        let before = self.escaped[..at].chars().next_back();
        if self.context.options.character_level_inline_markup {
            before != Some('\0')
        } else {
            before.is_some_and(may_precede)
        }
    }

    /// Whether markup may end before `at`.
    fn may_end(&self, at: usize) -> bool {
        self.context.options.character_level_inline_markup
            || self.escaped[at..].chars().next().is_none_or(may_follow)
    }

    /// Whether the start-string from `start` to `end` stands in quotes, which
    /// makes it plain text.
    fn is_quoted(&self, start: usize, end: usize) -> bool {
        if start == self.base {
            return false;
        }
        match (
            self.escaped[..start].chars().next_back(),
            self.escaped[end..].chars().next(),
        ) {
            (Some(before), Some(after)) => is_pair(before, after),
            _ => true,
        }
    }

    fn delimited(&mut self, start: usize, delimiter: Delimiter) {
        let content = start + delimiter.string().len();
        if self.is_quoted(start, content) {
            self.base = content;
            return;
        }
        match self.find_end(content, delimiter) {
            Some((end, behind)) if end > content => {
                self.element(start, (content, end), behind, delimiter)
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
            !before.is_whitespace() && (before != '\0' || delimiter == Delimiter::Literal)
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
        let child = Node::text(text.clone(), self.text.span(content.0, content.1));
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
        self.push(start, behind, vec![node]);
    }

    fn internal_target(&mut self, text: &str, child: Node, span: Span) -> Node {
        let mut node = Node::with(Element::Target(Box::default()), span, vec![child]);
        node.attributes
            .edit()
            .names
            .push(fully_normalize_name(text));
        let duplicates = self.context.registry.note_explicit_target(&mut node);
        self.report(duplicates, span);
        node
    }

    /// Shows the text from `start` to `end` as problematic, and says why.
    fn problem(&mut self, severity: Severity, message: &str, start: usize, end: usize) {
        let text = restore(&self.escaped[start..end]);
        let span = self.text.span(start, end);
        let node = self.problematic(severity, message, text, span);
        self.push(start, end, vec![node]);
    }

    fn problematic(&mut self, severity: Severity, message: &str, text: String, span: Span) -> Node {
        let mut message =
            self.context
                .message(severity, message, Some(self.line), span, Vec::new());
        let refid = Some(self.context.registry.set_id(&mut message));
        let mut node = Node::with(
            Element::Problematic { refid },
            span,
            vec![Node::text(text, span)],
        );
        let id = self.context.registry.set_id(&mut node);
        message.attributes.edit().backrefs.push(id);
        self.out.messages.push(message);
        node
    }

    /// Adds what is to be said about names that clash.
    fn report(&mut self, duplicates: Vec<Duplicate>, span: Span) {
        for duplicate in duplicates {
            let node = self.context.duplicate(duplicate, self.line, span);
            self.out.clashes.push(node);
        }
    }

    /// Adds `nodes`, which were made of the text from `start` to `end`.
    fn push(&mut self, start: usize, end: usize, nodes: Vec<Node>) {
        self.flush(start);
        self.out.nodes.extend(nodes);
        self.pending = end;
        self.base = end;
    }

    /// Makes nodes of the pending text up to `end`.
    fn flush(&mut self, end: usize) {
        let (start, pending) = (self.pending, &self.escaped[self.pending..end]);
        standalone::parse(pending, self.context.options, &mut |piece| {
            let (from, to) = (start + piece.start, start + piece.end);
            let span = self.text.span(from, to);
            let piece_text = &self.escaped[from..to];
            let plain = self.keep_escapes && piece.refuri.is_none();
            let text = Node::text(
                if plain {
                    piece_text.to_owned()
                } else {
                    unescape(piece_text)
                },
                span,
            );
            let node = match piece.refuri {
                Some(refuri) => {
                    let reference = Reference {
                        link: Link::Uri(refuri),
                        ..Reference::default()
                    };
                    Node::with(Element::Reference(Box::new(reference)), span, vec![text])
                }
                None => text,
            };
            self.out.nodes.push(node);
        });
        self.pending = end;
    }
}

impl Context<'_> {
    /// A message for the tree; the diagnostic is noted.
    pub(crate) fn message(
        &mut self,
        severity: Severity,
        message: impl Into<String>,
        line: Option<usize>,
        span: Span,
        children: Vec<Node>,
    ) -> Node {
        let source = self
            .sources
            .get(usize::from(span.source))
            .map_or("", Source::name);
        let (node, diagnostic) = system_message(severity, message, line, source, span, children);
        self.diagnostics.push(diagnostic);
        node
    }

    /// The message about a name that two nodes claim.
    pub(crate) fn duplicate(&mut self, duplicate: Duplicate, line: usize, span: Span) -> Node {
        let source = self
            .sources
            .get(usize::from(span.source))
            .map_or("", Source::name);
        let (node, diagnostic) = duplicate.report(line, source, span);
        self.diagnostics.push(diagnostic);
        node
    }

    /// The number of the line where `span` begins.
    pub(crate) fn line(&self, span: Span) -> usize {
        self.sources
            .get(usize::from(span.source))
            .map_or(1, |source| source.line(span.start))
    }
}

fn substitution_reference(text: &str, child: Node, suffix: &str, span: Span) -> Node {
    let refname = crate::names::whitespace_normalize_name(text);
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

fn is_separator(c: char) -> bool {
    matches!(c, '-' | '.' | '_' | '+' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_names_have_isolated_inner_punctuation() {
        assert_eq!(simple_name("a.b-c_d: e"), Some(7));
        assert_eq!(simple_name("a--b"), Some(1));
        assert_eq!(simple_name("_a"), None);
        assert_eq!(simple_name("é+ü"), Some(5));
    }
}
