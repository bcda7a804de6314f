//! Numbers footnotes, and links footnotes and citations with their references.
//!
//! docutils' `references.Footnotes`. Numbers run in the order of the
//! footnotes, not of the references, and pass over those given by hand;
//! references without a label take the footnotes without a label in turn.

use foldhash::HashMap;

use super::context::{Context, Place, each, replace};
use super::kinds::Kinds;
use super::target_notes::MADE_NAME;
use crate::diagnostic::Severity;
use crate::options::Dialect;
use crate::source::Span;
use crate::tree::{
    Document, Element, Node,
    element::{Auto, Link},
};

/// The symbols in the order of their use; then each twice, and so on.
const SYMBOLS: &[char] = &['*', '†', '‡', '§', '¶', '#', '♠', '♥', '♦', '♣'];

/// How often a symbol is repeated at most. docutils knows no end, and so the
/// labels of very many footnotes would be longer than all else.
const MOST_REPEATED: usize = 100;

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let mut notes = Notes::default();
    let root = &mut document.root;
    root.walk_as_read(&mut |node| {
        if !is_target_note(node) {
            notes.label(node, context);
        }
    });
    if Kinds::PENDING_TARGET_NOTES.meet(context.kinds) {
        root.walk_mut(&mut |node| {
            if is_target_note(node) {
                notes.label(node, context);
            }
        });
    }
    let (numbered, others) = std::mem::take(&mut context.detached)
        .into_iter()
        .partition(|(it, _)| is_numbered(it));
    notes.link_all(root, numbered, is_numbered, context);
    notes.link_all(root, others, |node| !is_numbered(node), context);
    root.walk_mut(&mut |node| notes.link_back(node));
    let messages = [notes.numbers.complaint, notes.symbols.complaint];
    context.messages.extend(messages.into_iter().flatten());
}

/// Whether it is a reference to an auto-numbered footnote; these come first.
fn is_numbered(node: &Node) -> bool {
    let auto = Some(Auto::Number);
    matches!(&node.element, Element::FootnoteReference { auto: it, .. } if *it == auto)
}

/// Whether [`super::target_notes`] made it; these are numbered last.
fn is_target_note(node: &Node) -> bool {
    let mut names = node.attributes.names().iter();
    names.any(|name| name.starts_with(MADE_NAME))
}

/// The footnotes and citations of a document by what refers to them.
#[derive(Default)]
struct Notes {
    /// The last number dealt.
    count: usize,
    /// Labelled auto-numbered footnotes by name.
    labelled: HashMap<String, Note>,
    /// Footnotes numbered by hand, and citations, by name: their ids.
    manual: HashMap<String, String>,
    citations: HashMap<String, String>,
    numbers: Queue,
    symbols: Queue,
    /// The ids of the references to a footnote or citation, by its id.
    backrefs: HashMap<String, Vec<String>>,
}

/// What a reference to an automatically labelled footnote needs to know.
#[derive(Clone, Default)]
struct Note {
    label: String,
    id: String,
}

/// The footnotes that references without a label take in turn.
#[derive(Default)]
struct Queue {
    notes: Vec<Note>,
    taken: usize,
    /// Said once, when there are not enough footnotes.
    complaint: Option<Node>,
}

impl Queue {
    fn next(&mut self) -> Option<Note> {
        let note = self.notes.get(self.taken).cloned()?;
        self.taken += 1;
        Some(note)
    }

    /// The message that there are not enough footnotes; it has an id.
    fn complain(&mut self, auto: Auto, place: Place, context: &mut Context<'_>) -> &mut Node {
        let count = self.notes.len();
        self.complaint.get_or_insert_with(|| {
            let text = complaint(auto, count);
            let mut message = context.report(Severity::Error, text, place, Vec::new());
            context.registry.set_id(&mut message);
            message
        })
    }
}

impl Notes {
    fn label(&mut self, node: &mut Node, context: &mut Context<'_>) {
        let id = node.attributes.ids().first().cloned().unwrap_or_default();
        match node.element {
            Element::Footnote {
                auto: Some(Auto::Number),
            } => self.number(node, context),
            Element::Footnote {
                auto: Some(Auto::Symbol),
            } => self.symbolize(node, context),
            Element::Footnote { auto: None } => index(&mut self.manual, node, &id),
            Element::Citation => index(&mut self.citations, node, &id),
            _ => {}
        }
    }

    fn number(&mut self, footnote: &mut Node, context: &mut Context<'_>) {
        let label = self.next_free(context);
        let id = context.registry.set_id(footnote);
        put_label(footnote, &label);
        let note = Note { label, id };
        let attributes = &footnote.attributes;
        for name in attributes.names() {
            self.labelled.insert(name.clone(), note.clone());
        }
        if attributes.names().is_empty() && attributes.dupnames().is_empty() {
            footnote.attributes.edit().names.push(note.label.clone());
            context.registry.note_explicit_target(footnote);
            self.numbers.notes.push(note);
        }
    }

    fn next_free(&mut self, context: &Context<'_>) -> String {
        loop {
            self.count += 1;
            let label = self.count.to_string();
            if !context.registry.is_known(&label) {
                return label;
            }
        }
    }

    fn symbolize(&mut self, footnote: &mut Node, context: &mut Context<'_>) {
        let count = self.symbols.notes.len();
        let symbol = SYMBOLS[count % SYMBOLS.len()];
        let times = (count / SYMBOLS.len() + 1).min(MOST_REPEATED);
        let label: String = std::iter::repeat_n(symbol, times).collect();
        put_label(footnote, &label);
        let id = context.registry.set_id(footnote);
        self.symbols.notes.push(Note { label, id });
    }

    fn link(&mut self, reference: &mut Node, place: Place, context: &mut Context<'_>) {
        match &reference.element {
            Element::FootnoteReference {
                auto: Some(Auto::Number),
                link: Link::Name(name),
            } => match self.labelled.get(name).cloned() {
                Some(note) => self.refer(reference, &note),
                None if context.options.dialect == Dialect::Docutils => {
                    let name = name.clone();
                    self.take_for_unknown(reference, name, place, context);
                }
                None => {}
            },
            Element::FootnoteReference {
                auto: Some(auto),
                link: Link::None,
            } => self.take(reference, *auto, place, context),
            Element::FootnoteReference {
                auto: None,
                link: Link::Name(name),
            } => {
                if let Some(id) = self.manual.get(name).cloned() {
                    self.set_link(reference, id);
                }
            }
            Element::CitationReference {
                link: Link::Name(name),
            } => {
                if let Some(id) = self.citations.get(name).cloned() {
                    self.set_link(reference, id);
                }
            }
            _ => {}
        }
    }

    /// Links the references that are `chosen`, and the detached ones among them
    /// in their places.
    fn link_all(
        &mut self,
        root: &mut Node,
        detached: Vec<(Node, Span)>,
        chosen: fn(&Node) -> bool,
        context: &mut Context<'_>,
    ) {
        let mut detached = detached.into_iter().peekable();
        each(root, &mut |node, place| {
            if !chosen(node) {
                return;
            }
            while let Some((mut early, block)) = detached.next_if(|it| it.0.span < place.span) {
                let place = Place::of(&early, block);
                self.link(&mut early, place, context);
            }
            self.link(node, place, context);
        });
        for (mut late, block) in detached {
            let place = Place::of(&late, block);
            self.link(&mut late, place, context);
        }
    }

    /// Links a reference without a label to the next footnote without one.
    fn take(&mut self, node: &mut Node, auto: Auto, place: Place, context: &mut Context<'_>) {
        let queue = match auto {
            Auto::Number => &mut self.numbers,
            Auto::Symbol => &mut self.symbols,
        };
        if let Some(note) = queue.next() {
            self.refer(node, &note);
        } else {
            let message = queue.complain(auto, place, context);
            let problematic = context.problematic(place, message);
            replace(node, problematic);
        }
    }

    /// docutils lets a reference whose label no footnote has take a footnote
    /// without one, too. A book's author is told of the label instead.
    fn take_for_unknown(
        &mut self,
        node: &mut Node,
        name: String,
        place: Place,
        context: &mut Context<'_>,
    ) {
        context.referenced.names.insert(name.clone());
        if let Some(note) = self.numbers.next() {
            self.refer(node, &note);
            node.attributes.edit().others.push(("refname", name));
        } else {
            self.numbers.complain(Auto::Number, place, context);
        }
    }

    fn refer(&mut self, reference: &mut Node, note: &Note) {
        let text = Node::text(note.label.as_str(), reference.span);
        reference.children.push(text);
        self.set_link(reference, note.id.clone());
    }

    fn set_link(&mut self, reference: &mut Node, id: String) {
        if let Some(own) = reference.attributes.ids().first() {
            let backrefs = self.backrefs.entry(id.clone()).or_default();
            backrefs.push(own.clone());
        }
        if let Element::FootnoteReference { link, .. } | Element::CitationReference { link } =
            &mut reference.element
        {
            *link = Link::Id(id);
        }
    }

    fn link_back(&mut self, node: &mut Node) {
        if !matches!(node.element, Element::Footnote { .. } | Element::Citation) {
            return;
        }
        let id = node.attributes.ids().first();
        if let Some(mut backrefs) = id.and_then(|id| self.backrefs.remove(id)) {
            node.attributes.edit().backrefs.append(&mut backrefs);
        }
    }
}

fn complaint(auto: Auto, count: usize) -> String {
    match auto {
        Auto::Number => {
            let s = if count > 1 { "s" } else { "" };
            format!(
                "Too many autonumbered footnote references: \
                 only {count} corresponding footnote{s} available."
            )
        }
        Auto::Symbol => format!(
            "Too many symbol footnote references: \
             only {count} corresponding footnotes available."
        ),
    }
}

fn index(ids: &mut HashMap<String, String>, node: &Node, id: &str) {
    let names = node.attributes.names().iter();
    ids.extend(names.map(|name| (name.clone(), id.to_owned())));
}

fn put_label(footnote: &mut Node, label: &str) {
    let span = footnote.span;
    let text = Node::text(label, span);
    let label = Node::with(Element::Label, span, vec![text]);
    footnote.children.insert(0, label);
}
