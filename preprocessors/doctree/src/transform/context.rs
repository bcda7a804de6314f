//! What the transforms of one document share.

use foldhash::{HashMap, HashSet};

use super::kinds::Kinds;
use crate::diagnostic::{Diagnostic, Severity};
use crate::escape::{escape, unescape};
use crate::labels::Registry;
use crate::language::{self, ENGLISH, Language};
use crate::message::{detached, rawsource, system_message};
use crate::options::Options;
use crate::source::{Source, SourceId, Span};
use crate::tree::{Document, Element, Node, element::Link};

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
    /// References that stand nowhere in the tree.
    pub(super) detached: Vec<Node>,
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

/// The place of a block that a transform made: docutils knows no line for it,
/// and names that of the document as a whole.
const NOWHERE: Span = Span {
    source: SourceId::MAX,
    start: u32::MAX,
    end: u32::MAX,
};

/// The place of the link of an image that stands in no block, for which
/// docutils knows no line.
const UNNUMBERED: Span = Span {
    start: u32::MAX - 1,
    ..NOWHERE
};

/// The place of what a message shows, for which it knows none either.
const IN_MESSAGE: Span = Span {
    start: u32::MAX - 2,
    ..NOWHERE
};

/// A place in the text: of a node, and of the block that it stands in, whose
/// line docutils names in messages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) span: Span,
    pub(super) block: Span,
    /// Whether docutils does not keep how it was written: that of an image's link.
    pub(super) unwritten: bool,
}

impl Place {
    /// The place of a block.
    pub(super) fn block(span: Span) -> Self {
        Self {
            span,
            block: span,
            unwritten: false,
        }
    }

    /// The place of a node that is, or stands in, this block.
    pub(super) fn of(node: &Node, block: Span) -> Self {
        Self {
            span: node.span,
            block,
            unwritten: is_image_link(node),
        }
    }
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

    /// A message about a place, which the caller puts into the tree or among
    /// the loose [`Self::messages`].
    pub(super) fn report(
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
        self.detached = references;
    }

    /// The line that docutils names where it knows none, if there is one.
    pub(super) fn end(&self) -> Option<usize> {
        self.end
    }

    /// A message about `span` that names a line of docutils' choice, or none.
    pub(super) fn report_at(
        &mut self,
        severity: Severity,
        message: impl Into<String>,
        line: Option<usize>,
        span: Span,
        children: Vec<Node>,
    ) -> Node {
        self.say(severity, message.into(), line, Place::block(span), children)
    }

    /// Keeps the references to notes in `node`, which is to be replaced:
    /// docutils counts them all the same.
    pub(super) fn detach(&mut self, node: &Node, span: Span) {
        self.detached.extend(detached([node], Some(span)));
    }

    /// A finding that docutils does not know, and that no message in the tree
    /// speaks of.
    pub(super) fn note(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A message about the document as a whole, occasioned by what stands at
    /// `span`. docutils gives it the line that its reader came to, or none.
    pub(super) fn report_whole(
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
    pub(super) fn miss_language(&mut self) {
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

    /// What takes the place of a reference that `message` (which gets an id)
    /// is about: its text as it was written. The two lead to each other.
    pub(super) fn problematic(&mut self, place: Place, message: &mut Node) -> Node {
        let node = self.problematic_without_id(place, message);
        self.with_id(node, message)
    }

    /// The same for a substitution reference.
    pub(super) fn problematic_substitution(&mut self, span: Span, message: &mut Node) -> Node {
        let text = self.rawsource(span);
        let node = self.problematic_text(text, span, message);
        self.with_id(node, message)
    }

    /// The same, but the caller gives it an id and the message its back
    /// reference.
    pub(super) fn problematic_without_id(&mut self, place: Place, message: &mut Node) -> Node {
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

/// Calls `visit` for every node below `parent` with its parent, parents first.
fn survey(parent: &Node, visit: &mut impl FnMut(&Node, &Node)) {
    for node in &parent.children {
        visit(parent, node);
        survey(node, visit);
    }
}

/// Calls `visit` for every node below `root`, parents first, with its place.
pub(super) fn each(root: &mut Node, visit: &mut impl FnMut(&mut Node, Place)) {
    let block = root.span;
    each_child(root, block, visit);
}

fn each_child(node: &mut Node, block: Span, visit: &mut impl FnMut(&mut Node, Place)) {
    for child in &mut node.children {
        let block = block_of(&node.element, child, block);
        let place = Place::of(child, block);
        visit(child, place);
        each_child(child, block, visit);
    }
}

/// The place of the block that `child` is, or stands in, if its parent stands
/// in `block`; see [`Place`].
pub(super) fn block_of(parent: &Element, child: &Node, block: Span) -> Span {
    if is_image_link(child) {
        match parent {
            Element::Document | Element::Section => UNNUMBERED,
            _ => block,
        }
    } else if block == IN_MESSAGE || matches!(parent, Element::SystemMessage(_)) {
        IN_MESSAGE
    } else if parent.holds_inline() || is_part(&child.element) {
        block
    } else {
        block_span(parent, child)
    }
}

/// Whether docutils knows no line for it, and names that of what it is a part of.
fn is_part(element: &Element) -> bool {
    matches!(
        element,
        Element::Tgroup { .. }
            | Element::Thead
            | Element::Tbody
            | Element::Row
            | Element::Entry { .. }
            | Element::Legend
            | Element::Definition
            | Element::FieldBody
            | Element::Description
    )
}

/// Whether `node` is a link that the `target` of an image makes: both stand at
/// the same place.
fn is_image_link(node: &Node) -> bool {
    matches!(node.element, Element::Reference(_))
        && matches!(&node.children[..], [image] if image.span == node.span && matches!(image.element, Element::Image(_)))
}

/// The place of a block whose line docutils names: for the title of a section,
/// which knows no line, that of the line read last before it was made, its
/// underline.
fn block_span(parent: &Element, node: &Node) -> Span {
    let Span { source, end, .. } = node.span;
    match node.element {
        Element::Title if matches!(parent, Element::Document | Element::Section) => {
            Span::new(source, end + 1, end + 1)
        }
        Element::Subtitle | Element::DocinfoItem(_) => NOWHERE,
        _ => node.span,
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
