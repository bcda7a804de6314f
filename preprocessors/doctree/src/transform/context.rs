//! What the transforms of one document share.

mod place;
mod report;

use foldhash::{HashMap, HashSet};

use super::kinds::Kinds;
use crate::diagnostic::Diagnostic;
use crate::labels::Registry;
use crate::language::{self, ENGLISH, Language};
use crate::message::{detached, rawsource};
use crate::options::Options;
use crate::source::{Source, Span};
use crate::tree::{Document, Element, Node, element::Link};
pub(super) use place::{Place, block_of, each};

/// What the transforms of one document share.
pub(super) struct Context<'a> {
    pub(super) options: &'a Options,
    /// What is written is written in this, and fields are called in it.
    pub(super) language: &'static Language,
    /// Names and ids; kept up to date by whoever deals them.
    pub(super) registry: Registry,
    /// Messages that stand nowhere in the tree yet.
    pub(super) messages: Vec<Node>,
    /// What was written at places that go over pieces of several lines.
    pub(super) raw: HashMap<Span, String>,
    /// The lines of targets that docutils takes to be elsewhere.
    pub(super) misplaced: HashMap<Span, usize>,
    /// References that stand nowhere in the tree, and the blocks they were in.
    pub(super) detached: Vec<(Node, Span)>,
    pub(super) referenced: Referenced,
    /// What there is to be worked on.
    pub(super) kinds: Kinds,
    sources: Vec<Source>,
    /// The line that docutils' reader came to; see [`Self::report_whole`].
    end: Option<usize>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

/// Which names and ids some reference has led to.
#[derive(Debug, Default)]
pub(super) struct Referenced {
    pub(super) names: HashSet<String>,
    pub(super) ids: HashSet<String>,
    /// What targets called themselves before they gave their names and ids to
    /// the element behind them, by the id they lead to now.
    pub(super) propagated: HashMap<String, Propagated>,
}

/// The own names and ids of a target that gave them away.
#[derive(Debug, Default)]
pub(super) struct Propagated {
    pub(super) names: Vec<String>,
    pub(super) ids: Vec<String>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        document: &Document,
        options: &'a Options,
        end: Option<usize>,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let mut registry = Registry::new(options);
        let mut referenced = Referenced::default();
        let mut kinds = Kinds::default();
        registry.note(&document.root);
        survey(&document.root, &mut |parent, node| {
            registry.note(node);
            referenced.note(parent, node);
            kinds = kinds | Kinds::of(node);
        });
        Self {
            options,
            language: language::of(&options.language_code).unwrap_or(ENGLISH),
            registry,
            messages: Vec::new(),
            referenced,
            kinds,
            raw: HashMap::default(),
            misplaced: HashMap::default(),
            detached: Vec::new(),
            sources: document.sources.clone(),
            end,
            diagnostics,
        }
    }

    /// Messages of the reader that stand nowhere in the tree.
    pub(super) fn take_messages(&mut self, messages: Vec<Node>) {
        if !messages.is_empty() {
            self.kinds = self.kinds | Kinds::SYSTEM_MESSAGE;
        }
        self.messages = messages;
    }

    /// References that the parser read, but that stand nowhere in the tree.
    pub(super) fn take_detached(&mut self, references: Vec<Node>) {
        if !references.is_empty() {
            self.kinds = self.kinds | Kinds::NOTE;
        }
        let references = references.into_iter();
        self.detached = references.map(with_own_place).collect();
    }

    /// The line that docutils names where it knows none, if there is one.
    pub(super) fn end(&self) -> Option<usize> {
        self.end
    }

    /// Keeps the references to notes in `node`, which is to be replaced:
    /// docutils counts them all the same.
    pub(super) fn detach(&mut self, node: &Node, span: Span) {
        let references = detached([node], None).map(|reference| (reference, span));
        self.detached.extend(references);
    }

    /// A finding that docutils does not know, and that no message in the tree
    /// speaks of.
    pub(super) fn note(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn source(&self, span: Span) -> Option<&Source> {
        self.sources.get(usize::from(span.source))
    }

    /// The name of the source that `span` lies in, and the line where it begins.
    pub(super) fn locate(&self, span: Span) -> Option<(&str, usize)> {
        let source = self.source(span)?;
        Some((source.name(), source.line(span.start)))
    }

    /// What stands at `span` in the text, as docutils keeps it.
    pub(super) fn rawsource(&self, span: Span) -> String {
        let kept = self.raw.get(&span).cloned();
        kept.unwrap_or_else(|| rawsource(&self.sources, span))
    }
}

impl Referenced {
    /// Notes what the reader has resolved already: an embedded URI's target
    /// has its reference right before it.
    fn note(&mut self, parent: &Node, node: &Node) {
        if let Element::Target(target) = &node.element
            && let Link::Uri(_) = target.link
            && parent.element.holds_inline()
        {
            self.names.extend(node.attributes.names().iter().cloned());
        }
    }
}

/// A reference that the parser gave the place of its block.
fn with_own_place(reference: Node) -> (Node, Span) {
    let span = reference.span;
    (reference, span)
}

/// Calls `visit` for every node below `parent` with its parent, parents first.
fn survey(parent: &Node, visit: &mut impl FnMut(&Node, &Node)) {
    for node in &parent.children {
        visit(parent, node);
        survey(node, visit);
    }
}

/// Takes the place of `old` with `new`, which takes over its ids, names and
/// classes (docutils' `replace_self`).
pub(super) fn replace(old: &mut Node, mut new: Node) {
    let taken = &mut old.attributes;
    if !(taken.ids().is_empty()
        && taken.names().is_empty()
        && taken.dupnames().is_empty()
        && taken.classes().is_empty())
    {
        let taken = taken.edit();
        let given = new.attributes.edit();
        adopt(&mut given.ids, &mut taken.ids);
        adopt(&mut given.names, &mut taken.names);
        adopt(&mut given.dupnames, &mut taken.dupnames);
        adopt(&mut given.classes, &mut taken.classes);
    }
    *old = new;
}

/// Appends those of `more` that are not there yet.
pub(super) fn adopt(list: &mut Vec<String>, more: &mut Vec<String>) {
    if list.is_empty() && more.len() < 2 {
        list.append(more);
        return;
    }
    let mut seen: HashSet<String> = list.iter().cloned().collect();
    list.extend(more.drain(..).filter(|value| seen.insert(value.clone())));
}
