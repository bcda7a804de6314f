//! The inline grammar: the text of a paragraph, a title or a term becomes
//! text nodes and inline elements.
//!
//! One pass from left to right looks for the next start-string or whole
//! construct, as docutils' `Inliner.parse` does. After every hit *and every
//! failure* the search begins anew behind it, where a text may begin as at
//! the start of a block.

mod context;
mod delimited;
mod implicit;
mod interpreted;
pub(crate) mod reference;
mod schemes;
mod standalone;

use crate::diagnostic::Severity;
use crate::escape::{escape, restore, shown};
use crate::labels::Duplicate;
use crate::line::Text;
use crate::names::simple_name;
use crate::punctuation::{is_pair, may_follow, may_precede};
use crate::source::{Span, is_space};
use crate::tree::element::{Link, Reference};
use crate::tree::{Element, Node};
pub(crate) use context::{Context, Front};
use delimited::Delimiter;

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
    inline.out.nodes = std::mem::take(&mut inline.context.room);
    while let Some(start) = inline.next_start() {
        inline.read(&start);
    }
    let end = escaped.len();
    inline.flush(end);
    let Inline {
        context, mut out, ..
    } = inline;
    let exact = out.nodes.drain(..).collect();
    context.room = std::mem::replace(&mut out.nodes, exact);
    out
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

/// How many kinds of end-string there are: the delimiters', and the backquote.
const ENDS: usize = 6;
const BACKQUOTE: usize = 5;

/// The bytes at which markup may begin, or a simple reference end.
const MAY_START: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"*`|[:_";
    let mut index = 0;
    while index < bytes.len() {
        table[bytes[index] as usize] = true;
        index += 1;
    }
    table
};

impl Inline<'_, '_, '_> {
    fn next_start(&self) -> Option<Start> {
        let bytes = self.escaped.as_bytes();
        let mut at = self.base;
        while let Some(plain) = bytes
            .get(at..)?
            .iter()
            .position(|&byte| MAY_START[byte as usize])
        {
            at += plain;
            let start = match bytes[at] {
                b'_' if bytes.get(at + 1) == Some(&b'`') => {
                    self.reference_at(at).or_else(|| self.start_at(at))
                }
                b'_' => self.reference_at(at),
                _ => self.start_at(at),
            };
            if start.is_some() {
                return start;
            }
            at += 1;
        }
        None
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
        let blank_follows = self.escaped[behind..].starts_with(is_space);
        (!blank_follows).then_some(Start { at, kind })
    }

    /// The reference that the underscore at `at` ends.
    fn reference_at(&self, at: usize) -> Option<Start> {
        let at = self.longest_name(at);
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

    /// The last underscore up to which the name before the one at `at` may
    /// reach, where markup may end within words.
    fn longest_name(&self, at: usize) -> usize {
        if !self.context.options.character_level_inline_markup {
            return at;
        }
        let behind = &self.escaped[at + 1..];
        let Some(length) = simple_name(behind) else {
            return at;
        };
        let inner = if behind[length..].starts_with('_') {
            Some(length)
        } else {
            behind[..length].rfind('_')
        };
        inner.map_or(at, |inner| at + 1 + inner)
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

    /// Shows the text from `start` to `end` as problematic, and says why.
    fn problem(&mut self, severity: Severity, message: &str, start: usize, end: usize) {
        let text = restore(&self.escaped[start..end]);
        let span = self.text.span(start, end);
        let node = self.problematic(severity, message, &text, span);
        self.push(start, end, [node]);
    }

    fn problematic(&mut self, severity: Severity, message: &str, text: &str, span: Span) -> Node {
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
            let node = self.context.duplicate(duplicate, None, span);
            self.out.clashes.push(node);
        }
    }

    /// Adds `nodes`, which were made of the text from `start` to `end`.
    fn push(&mut self, start: usize, end: usize, nodes: impl IntoIterator<Item = Node>) {
        self.flush(start);
        if self.text.is_pieced() && self.escaped[start..end].contains('\n') {
            let raw = restore(&self.escaped[start..end]).into_owned();
            self.context.raw.insert(self.text.span(start, end), raw);
        }
        self.out.nodes.extend(nodes);
        self.pending = end;
        self.base = end;
    }

    /// Makes nodes of the pending text up to `end`.
    fn flush(&mut self, end: usize) {
        let (start, pending) = (self.pending, &self.escaped[self.pending..end]);
        implicit::parse(pending, self.context.options, &mut |piece| {
            let (from, to) = (start + piece.start, start + piece.end);
            let span = self.text.span(from, to);
            let piece_text = &self.escaped[from..to];
            let text = if self.keep_escapes && piece.refuri.is_none() {
                piece_text.into()
            } else {
                let shown = shown(piece_text, self.context.options);
                self.context.text(&shown, span)
            };
            let text = Node::text(text, span);
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
