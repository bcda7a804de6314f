//! Hyperlink references: simple `name_` and `name__`, phrases in backquotes
//! with an optional embedded URI or alias; footnote references `[1]_`,
//! `[#label]_`, `[*]_`; citation references `[label]_`.
//!
//! (After *Hyperlink References*, *Embedded URIs and Aliases*, *Footnote
//! References* and *Citation References*.)

use super::{Inline, standalone};
use crate::escape::{restore, shown, split_escaped_whitespace, unescape};
use crate::names::{fully_normalize_name, is_separator, simple_name, whitespace_normalize_name};
use crate::source::Span;
use crate::tree::element::{Auto, Link, Reference, Target};
use crate::tree::{Element, Node};

/// Where the simple reference name that ends at `end` starts: as far left as
/// `may_start` allows, but not before `base`.
pub(super) fn name_before(
    text: &str,
    base: usize,
    end: usize,
    may_start: impl Fn(usize) -> bool,
) -> Option<usize> {
    let mut start = None;
    let mut last_was_word = false;
    for (at, c) in text[base..end]
        .char_indices()
        .rev()
        .map(|(at, c)| (base + at, c))
    {
        if c.is_alphanumeric() {
            last_was_word = true;
            if may_start(at) {
                start = Some(at);
            }
        } else if last_was_word && is_separator(c) {
            last_was_word = false;
        } else {
            break;
        }
    }
    start
}

/// The end of the footnote or citation reference at the start of `text`.
pub(super) fn note_at(text: &str, may_end: impl Fn(usize) -> bool) -> Option<usize> {
    let rest = text.strip_prefix('[')?;
    let label = match rest.as_bytes().first()? {
        b'*' => 1,
        b'#' => 1 + simple_name(&rest[1..]).unwrap_or(0),
        _ => simple_name(rest)?,
    };
    let end = 1 + label + 2;
    (rest[label..].starts_with("]_") && may_end(end)).then_some(end)
}

impl Inline<'_, '_, '_> {
    pub(super) fn simple_reference(&mut self, start: usize, name_end: usize, end: usize) {
        let written = &self.escaped[start..name_end];
        let anonymous = end - name_end == 2;
        let link = if anonymous {
            Link::None
        } else {
            Link::Name(fully_normalize_name(written))
        };
        let reference = Reference {
            name: Some(whitespace_normalize_name(written)),
            link,
            anonymous,
        };
        let text_span = self.text.span(start, name_end);
        let text = Node::text(self.context.text(written, text_span), text_span);
        let node = Node::with(
            Element::Reference(Box::new(reference)),
            self.text.span(start, end),
            vec![text],
        );
        self.push(start, end, [node]);
    }

    pub(super) fn note_reference(&mut self, start: usize, end: usize) {
        let label = &self.escaped[start + 1..end - 2];
        let span = self.text.span(start, end);
        let text = || vec![Node::text(label, self.text.span(start + 1, end - 2))];
        let name = |label: &str| {
            if label.is_empty() {
                Link::None
            } else {
                Link::Name(fully_normalize_name(label))
            }
        };
        let footnote = |auto, link, children| {
            Node::with(Element::FootnoteReference { auto, link }, span, children)
        };
        let mut node = if let Some(label) = label.strip_prefix('#') {
            footnote(Some(Auto::Number), name(label), Vec::new())
        } else if label == "*" {
            footnote(Some(Auto::Symbol), Link::None, Vec::new())
        } else if label.bytes().all(|byte| byte.is_ascii_digit()) {
            footnote(None, name(label), text())
        } else {
            Node::with(
                Element::CitationReference { link: name(label) },
                span,
                text(),
            )
        };
        self.context.registry.set_id(&mut node);
        let is_footnote = matches!(node.element, Element::FootnoteReference { .. });
        let trims = is_footnote && self.context.options.trim_footnote_reference_space;
        let blanks = &self.escaped[self.pending..start];
        let trimmed = if trims { blanks.trim_end() } else { blanks };
        let text_end = self.pending + trimmed.len();
        self.flush(text_end);
        self.pending = start;
        self.push(start, end, [node]);
    }

    /// Reads the phrase reference whose text is from `content.0` to
    /// `content.1`, and whose suffix has one underscore or two.
    pub(super) fn phrase_reference(
        &mut self,
        start: usize,
        content: (usize, usize),
        end: usize,
        anonymous: bool,
    ) {
        let span = self.text.span(start, end);
        let inner = &self.escaped[content.0..content.1];
        let embedded = embedded_link(inner);
        let text_end = embedded
            .as_ref()
            .map_or(inner.len(), |embedded| embedded.start);
        let mut text = unescape(&inner[..text_end]).into_owned();
        let mut shown = shown(&inner[..text_end], self.context.options).into_owned();
        let text_span = self.text.span(content.0, content.0 + text_end);
        if let (0, Some(embedded)) = (text_end, &embedded) {
            text.clone_from(&embedded.text);
            shown.clone_from(&embedded.text);
        }
        let refname = fully_normalize_name(&text);
        let link = match &embedded {
            Some(embedded) => embedded.link.clone(),
            None if anonymous => Link::None,
            None => Link::Name(refname.clone()),
        };
        let name = Some(whitespace_normalize_name(&text));
        let reference = Reference {
            name,
            link: link.clone(),
            anonymous: anonymous && embedded.is_none(),
        };
        let shown = self.context.text(&shown, text_span);
        let children = vec![Node::text(shown, text_span)];
        let mut nodes = vec![Node::with(
            Element::Reference(Box::new(reference)),
            span,
            children,
        )];
        if embedded.is_some() && !anonymous {
            let own = self.text.span(content.0 + text_end, content.1);
            nodes.push(self.embedded_target(refname, link, span, own));
        }
        self.push(start, end, nodes);
    }

    /// The target at `own` in the reference at `span`.
    fn embedded_target(&mut self, name: String, link: Link, span: Span, own: Span) -> Node {
        let mut target = Node::new(
            Element::Target(Box::new(Target {
                link,
                anonymous: false,
            })),
            own,
        );
        target.attributes.edit().names = vec![name];
        let duplicates = self.context.registry.note_implicit_target(&mut target);
        self.report(duplicates, span);
        target
    }
}

/// What stands in angle brackets at the end of a phrase reference.
struct Embedded {
    /// Where the white space before it starts.
    start: usize,
    link: Link,
    /// What to show where there is no other text.
    text: String,
}

fn embedded_link(text: &str) -> Option<Embedded> {
    let inner = text
        .strip_suffix('>')
        .filter(|inner| !inner.ends_with(|c: char| c.is_whitespace() || c == '\0'))?;
    let open = last_unescaped(inner, '<')?;
    let alias = &inner[open + 1..];
    let before = &inner[..open];
    let start = before.trim_end_matches([' ', '\n']).len();
    let fits = (start < open || open == 0)
        && !alias.is_empty()
        && !alias.starts_with(char::is_whitespace)
        && last_unescaped(alias, '>').is_none();
    if !fits {
        return None;
    }
    let written = restore(alias);
    let is_name = alias.ends_with('_') && !written.ends_with(r"\_") && !standalone::is_uri(alias);
    let (link, text) = if is_name {
        let name = unescape(&alias[..alias.len() - 1]);
        let name = fully_normalize_name(&name);
        (Link::Name(name.clone()), name)
    } else {
        let uri = address(alias);
        (Link::Uri(uri.clone()), uri)
    };
    Some(Embedded { start, link, text })
}

fn last_unescaped(text: &str, c: char) -> Option<usize> {
    text.rmatch_indices(c)
        .map(|(at, _)| at)
        .find(|&at| !text[..at].ends_with('\0'))
}

/// An address without the white space that is not escaped, with `mailto:`
/// where it is needed.
fn address(alias: &str) -> String {
    let parts = split_escaped_whitespace(alias);
    let parts: Vec<String> = parts
        .iter()
        .map(|part| part.split_whitespace().collect())
        .collect();
    let uri = adjust_uri(&unescape(&parts.join(" ")));
    uri.strip_suffix(r"\_")
        .map_or(uri.clone(), |start| format!("{start}_"))
}

/// `uri`, with `mailto:` before it if it is an e-mail address.
pub(crate) fn adjust_uri(uri: &str) -> String {
    if standalone::is_email(uri) {
        format!("mailto:{uri}")
    } else {
        uri.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_embedded_uri_stands_in_brackets_at_the_end() {
        let embedded = embedded_link("Text <http://a.org/ b>").unwrap();
        assert_eq!(
            (embedded.start, embedded.link),
            (4, Link::Uri("http://a.org/b".into()))
        );
        assert_eq!(
            embedded_link("Text <other name_>").unwrap().link,
            Link::Name("other name".into())
        );
        assert_eq!(
            embedded_link("<a@b.org>").unwrap().link,
            Link::Uri("mailto:a@b.org".into())
        );
        assert!(embedded_link("a<b>").is_none());
        assert!(embedded_link("a <b> c").is_none());
    }
}
