//! Messages, and what takes the place of what they are about.

use super::Context;
use super::place::{IN_MESSAGE, NOWHERE, Place, UNNUMBERED};
use crate::diagnostic::Severity;
use crate::escape::{escape, unescape};
use crate::message::system_message;
use crate::source::{Source, Span};
use crate::transform::kinds::Kinds;
use crate::tree::{Element, Node};

impl Context<'_> {
    /// A message about a place, which the caller puts into the tree or among
    /// the loose [`Self::messages`].
    pub(in crate::transform) fn report(
        &mut self,
        severity: Severity,
        message: impl Into<String>,
        place: Place,
        children: Vec<Node>,
    ) -> Node {
        if [NOWHERE, UNNUMBERED, IN_MESSAGE].contains(&place.block) {
            let line = self.end.filter(|_| place.block == NOWHERE);
            let place = Place {
                block: Span::default(),
                ..place
            };
            return self.say(severity, message.into(), line, place, children);
        }
        let source = self.source(place.block);
        let misplaced = self.misplaced.get(&place.block).copied();
        let line = misplaced.or(source.map(|source| source.line(place.block.start)));
        self.say(severity, message.into(), line, place, children)
    }

    /// A message about `span` that names a line of docutils' choice, or none.
    pub(in crate::transform) fn report_at(
        &mut self,
        severity: Severity,
        message: impl Into<String>,
        line: Option<usize>,
        span: Span,
        children: Vec<Node>,
    ) -> Node {
        self.say(severity, message.into(), line, Place::block(span), children)
    }

    /// A message about the document as a whole, occasioned by what stands at
    /// `span`. docutils gives it the line that its reader came to, or none.
    pub(in crate::transform) fn report_whole(
        &mut self,
        severity: Severity,
        message: impl Into<String>,
        span: Span,
    ) -> Node {
        let place = Place {
            block: Span::default(),
            ..Place::block(span)
        };
        self.say(severity, message.into(), self.end, place, Vec::new())
    }

    /// docutils' warning that it does not know the language.
    pub(in crate::transform) fn miss_language(&mut self) {
        let message = format!(
            "Language \"{}\" not supported: Docutils-generated text will be in English.",
            self.options.language_code
        );
        let message = self.report_whole(Severity::Warning, message, Span::default());
        self.messages.push(message);
    }

    fn say(
        &mut self,
        severity: Severity,
        message: String,
        line: Option<usize>,
        place: Place,
        children: Vec<Node>,
    ) -> Node {
        let source = self
            .source(place.block)
            .map_or_else(|| "".into(), Source::share_name);
        let (node, diagnostic) =
            system_message(severity, message, line, source, place.span, children);
        self.kinds = self.kinds | Kinds::SYSTEM_MESSAGE;
        if self.diagnostics.last() != Some(&diagnostic) {
            self.diagnostics.push(diagnostic);
        }
        node
    }

    /// What takes the place of a reference that `message` (which gets an id)
    /// is about: its text as it was written. The two lead to each other.
    pub(in crate::transform) fn problematic(&mut self, place: Place, message: &mut Node) -> Node {
        let node = self.problematic_without_id(place, message);
        self.with_id(node, message)
    }

    /// The same for a substitution reference.
    pub(in crate::transform) fn problematic_substitution(
        &mut self,
        span: Span,
        message: &mut Node,
    ) -> Node {
        let text = self.rawsource(span);
        let node = self.problematic_text(text, span, message);
        self.with_id(node, message)
    }

    /// The same, but the caller gives it an id and the message its back
    /// reference.
    pub(in crate::transform) fn problematic_without_id(
        &mut self,
        place: Place,
        message: &mut Node,
    ) -> Node {
        let text = match self.rawsource(place.span) {
            _ if place.unwritten => String::new(),
            // Of a substitution reference that is a link it keeps the text.
            text if text.starts_with('|') && text.ends_with('_') => {
                unescape(&escape(&text)).into_owned()
            }
            text => text,
        };
        self.problematic_text(text, place.span, message)
    }

    fn with_id(&mut self, mut node: Node, message: &mut Node) -> Node {
        let id = self.registry.set_id(&mut node);
        message.attributes.edit().backrefs.push(id);
        node
    }

    fn problematic_text(&mut self, text: String, span: Span, message: &mut Node) -> Node {
        let refid = Some(self.registry.set_id(message));
        let text = Node::text(text, span);
        Node::with(Element::Problematic { refid }, span, vec![text])
    }
}
