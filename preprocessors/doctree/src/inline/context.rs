//! What is known and changed while a document is lowered.

use std::sync::Arc;

use foldhash::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::domain::Scope;
use crate::labels::{Duplicate, Registry};
use crate::language::Language;
use crate::message::{detached, system_message};
use crate::options::{Dialect, Options};
use crate::role::{Found, Roles};
use crate::source::{Source, Span};
use crate::tree::{Node, Text};

/// What reading text knows and changes: the names and roles of the document,
/// and what was found wrong in it.
pub(crate) struct Context<'s> {
    pub(crate) options: &'s Options,
    /// What the text is written in, if docutils knows it.
    pub(crate) language: Option<&'static Language>,
    pub(crate) sources: &'s elsa::FrozenVec<Box<Source>>,
    pub(crate) registry: Registry,
    pub(crate) roles: Roles,
    /// Where references and descriptions stand, in a book.
    pub(crate) scope: Scope,
    /// The directives, in lower case, that were remarked on for lack of a name
    /// in the language.
    pub(crate) remarked: HashSet<String>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) front: Front,
    /// Messages for which there is no place in the tree.
    pub(crate) loose: Vec<Node>,
    /// What was written at places that go over pieces of several lines.
    pub(crate) raw: HashMap<Span, String>,
    /// The lines of targets that docutils takes to be elsewhere.
    pub(crate) misplaced: HashMap<Span, usize>,
    /// References that were read, but stand nowhere in the tree.
    pub(crate) detached: Vec<Node>,
    /// The line that docutils' reader has come to; see [`Block::reached`](crate::block::Block::reached).
    pub(crate) reached: usize,
    /// How many lines below where it stands messages count a text as standing:
    /// docutils does not know where the values of a table come from.
    pub(crate) below: isize,
    /// How many more where docutils counts lines itself, and has lost count.
    pub(crate) displaced: isize,
    /// Room for the nodes of the text at hand.
    pub(crate) room: Vec<Node>,
}

/// What directives say about the document as a whole.
#[derive(Default)]
pub(crate) struct Front {
    pub(crate) title: Option<String>,
    pub(crate) meta: Vec<Node>,
    pub(crate) header: Option<Vec<Node>>,
    pub(crate) footer: Option<Vec<Node>>,
    /// How much of `meta` stands before header and footer, if there are any.
    pub(crate) decoration: Option<usize>,
    /// Whether anything stands in the document yet.
    pub(crate) has_body: bool,
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
        let source = self.source_name(span);
        let (node, diagnostic) = system_message(severity, message, line, source, span, children);
        self.diagnostics.push(diagnostic);
        node
    }

    fn source_name(&self, span: Span) -> Arc<str> {
        let source = self.sources.get(usize::from(span.source));
        source.map_or_else(|| "".into(), Source::share_name)
    }

    /// docutils' warning, at the end of the document, that it does not know
    /// the language. A book may be in any.
    pub(crate) fn check_language(&mut self) {
        if self.language.is_none() && self.options.dialect == Dialect::Docutils {
            let code = &self.options.language_code;
            let message = format!("rST localisation for language \"{code}\" not found.");
            let message = self.message(
                Severity::Warning,
                message,
                None,
                Span::default(),
                Vec::new(),
            );
            self.loose.push(message);
        }
    }

    /// Has interpreted text without a role be of the one that the options name
    /// (Sphinx's `default_role`).
    pub(crate) fn set_default_role(&mut self) {
        let name = &self.options.default_role;
        if name.is_empty() {
            return;
        }
        match self.roles.find(name, self.scope.domain, false).0 {
            Found::Role(role) => self.roles.set_default(Some(role)),
            Found::Unknown => self.diagnostics.push(Diagnostic::new(
                Severity::Warning,
                format!("default role {name} not found"),
                Span::default(),
            )),
        }
    }

    /// The message about a name that two nodes claim. `line` is that of the
    /// newer node, if docutils knows it.
    pub(crate) fn duplicate(
        &mut self,
        duplicate: Duplicate,
        line: Option<usize>,
        span: Span,
    ) -> Node {
        let source = self.source_name(span);
        let (node, diagnostic) = duplicate.report(line.unwrap_or(self.reached), source, span);
        self.diagnostics.push(diagnostic);
        node
    }

    /// Keeps the references to notes in `nodes`, which will not stand in the
    /// tree; see [`detached`].
    pub(crate) fn detach(&mut self, nodes: &[Node], block: Option<Span>) {
        self.detached.extend(detached(nodes, block));
    }

    /// `text`, which stands at `span` perhaps in another form, as the tree keeps it.
    pub(crate) fn text(&self, text: &str, span: Span) -> Text {
        match self.sources.get(usize::from(span.source)) {
            Some(source) => Text::of(text, span, source),
            None => text.into(),
        }
    }

    /// The number that messages give the line where `span` begins.
    pub(crate) fn line(&self, span: Span) -> usize {
        self.known_line(span).saturating_add_signed(self.displaced)
    }

    /// The same where docutils looks the number up.
    pub(crate) fn known_line(&self, span: Span) -> usize {
        let source = self.sources.get(usize::from(span.source));
        let line = source.map_or(1, |source| source.line(span.start));
        line.saturating_add_signed(self.below)
    }
}
