//! > Interpreted text is text that is meant to be related, indexed, linked,
//! > summarized, or otherwise processed, but the text itself is typically left
//! > alone.
//!
//! (*Interpreted Text*.) A role may stand on either side: `` :role:`text` ``.
//! The backquotes may also hold a phrase reference.

use super::{BACKQUOTE, Inline};
use crate::diagnostic::Severity;
use crate::escape::restore;
use crate::names::simple_name;
use crate::role::{self, Found, Use};
use crate::source::{Span, is_space};

/// What ends interpreted text: where its backquote stands, where its role is,
/// how many underscores follow, and where all of it ends.
struct End {
    quote: usize,
    role: Option<(usize, usize)>,
    underscores: usize,
    behind: usize,
}

/// How many bytes `:role:` takes at the start of `text`, if a backquote follows.
pub(super) fn role_prefix(text: &str) -> Option<usize> {
    let length = role_length(text)?;
    let rest = &text[length..];
    (rest.starts_with('`') && !rest.starts_with("``")).then_some(length)
}

fn role_length(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(':')?;
    let name = simple_name(rest)?;
    if rest[name..].starts_with(':') {
        return Some(name + 2);
    }
    // A colon within the name may also be the one that ends it.
    rest[..name].rfind(':').map(|name| name + 2)
}

impl Inline<'_, '_, '_> {
    /// Reads what begins with a backquote at `quote`; a role may stand before
    /// it, from `start` on.
    pub(super) fn backquote(&mut self, start: usize, quote: usize) {
        let content = quote + 1;
        let prefix = (start < quote).then(|| &self.escaped[start + 1..quote - 1]);
        if prefix.is_none() && self.is_quoted(quote, content) {
            self.base = content;
            return;
        }
        let Some(end) = self
            .backquote_end(content)
            .filter(|end| end.quote > content)
        else {
            let message =
                "Inline interpreted text or phrase reference start-string without end-string.";
            self.problem(Severity::Warning, message, quote, content);
            return;
        };
        let suffix = end.role.map(|(from, to)| &self.escaped[from..to]);
        let (role, position) = match (prefix, suffix) {
            (Some(_), Some(_)) => {
                let message = "Multiple roles in interpreted text (both prefix and suffix present; only one allowed).";
                self.problem(Severity::Warning, message, start, end.behind);
                return;
            }
            (Some(role), None) => (Some(role), "prefix"),
            (None, suffix) => (suffix, "suffix"),
        };
        match (role, end.underscores) {
            (role, 0) => {
                self.interpreted(start, (content, end.quote), end.behind, role.unwrap_or(""));
            }
            (None, underscores) => {
                self.phrase_reference(start, (content, end.quote), end.behind, underscores == 2);
            }
            (Some(_), _) => {
                let message = format!(
                    "Mismatch: both interpreted text role {position} and reference suffix."
                );
                self.problem(Severity::Warning, &message, start, end.behind);
            }
        }
    }

    fn backquote_end(&mut self, content: usize) -> Option<End> {
        if self.endless[BACKQUOTE] {
            return None;
        }
        let bytes = self.escaped.as_bytes();
        let found = (content..bytes.len())
            .filter(|&at| bytes[at] == b'`' && (at == content || self.may_close_quote(at)))
            .find_map(|quote| self.suffix(quote));
        self.endless[BACKQUOTE] = found.is_none();
        found
    }

    /// White space before an end-string must be escaped, and a backslash too.
    fn may_close_quote(&self, at: usize) -> bool {
        let mut before = self.escaped[..at].chars().rev();
        match before.next() {
            Some(c) if is_space(c) || c == '\0' => before.next() == Some('\0'),
            _ => true,
        }
    }

    /// The longest suffix behind the backquote at `quote` that markup may end with.
    fn suffix(&self, quote: usize) -> Option<End> {
        let behind = quote + 1;
        let role =
            role_length(&self.escaped[behind..]).map(|length| (behind + 1, behind + length - 1));
        let starts = role
            .map(|(_, to)| (to + 1, role))
            .into_iter()
            .chain([(behind, None)]);
        starts
            .flat_map(|(at, role)| [2, 1, 0].map(|underscores| (at, role, underscores)))
            .filter(|&(at, _, underscores)| self.escaped[at..].starts_with(&"__"[..underscores]))
            .map(|(at, role, underscores)| End {
                quote,
                role,
                underscores,
                behind: at + underscores,
            })
            .find(|end| self.may_end(end.behind))
    }

    fn interpreted(&mut self, start: usize, content: (usize, usize), end: usize, name: &str) {
        let span = self.text.span(start, end);
        let raw = restore(&self.escaped[start..end]);
        let remarks = !self.context.options.keep_unknown;
        let domain = self.context.scope.domain;
        let (found, note) = self.context.roles.find(name, domain, remarks);
        if let Some(note) = note {
            let message =
                self.context
                    .message(Severity::Info, note, Some(self.line), span, Vec::new());
            self.out.messages.push(message);
        }
        let text = &self.escaped[content.0..content.1];
        let content_span = self.text.span(content.0, content.1);
        let used = Use {
            name,
            text,
            span,
            content: content_span,
            source: self.context.sources.get(usize::from(span.source)),
        };
        let result = match found {
            Found::Role(role) => {
                let options = self.context.options;
                role::apply(&role, &used, options, &mut self.context.scope)
            }
            Found::Unknown if self.context.options.keep_unknown => {
                let external = role::external(&used, &self.context.scope);
                Ok(external.unwrap_or_else(|| {
                    let kept = role::unknown(&used);
                    if self.context.options.report_unknown {
                        self.report_unknown(name, span);
                    }
                    kept
                }))
            }
            Found::Unknown => Err((
                Severity::Error,
                format!("Unknown interpreted text role \"{name}\"."),
            )),
        };
        let made = result.unwrap_or_else(|(severity, message)| {
            let line = self.line;
            if severity == Severity::Warning {
                // docutils names no line when it tells of a raw role.
                self.line = self.context.reached;
            }
            let shown = self.problematic(severity, &message, &raw, span);
            self.line = line;
            shown
        });
        self.push(start, end, [made]);
    }

    fn report_unknown(&mut self, name: &str, span: Span) {
        let message = format!("Unknown interpreted text role \"{name}\".");
        let line = Some(self.line);
        let report = self
            .context
            .message(Severity::Error, message, line, span, Vec::new());
        self.out.messages.push(report);
    }
}
