//! Tables of contents over chapters.

mod entries;
mod glob;

use super::Book;
use super::survey::Part;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::tree::element::{Link, Reference, TocEntry, Toctree};
use crate::tree::{Element, Node};
use entries::{Goal, goals};

/// How many levels are shown where no depth is given.
const DEEPEST: u32 = 32;

/// In how many tables of contents one is shown: a table before the title of its
/// chapter is shown beside that, on the same level.
const DEEPEST_WITHIN: u32 = 128;

/// What a `toctree` becomes; no node if it is hidden.
pub(super) struct List {
    pub(super) node: Option<Vec<Node>>,
    pub(super) findings: Vec<Diagnostic>,
}

/// The list for `toctree`, which stands in the chapter `here`.
pub(super) fn list(book: &Book, here: usize, toctree: &Toctree) -> List {
    let mut lister = Lister {
        book,
        here,
        depth: toctree.maxdepth.unwrap_or(DEEPEST).min(DEEPEST),
        titles_only: toctree.titles_only,
        include_hidden: toctree.include_hidden,
        within: 0,
        shown: vec![false; book.chapters.len()],
        findings: Vec::new(),
    };
    let span = toctree
        .entries
        .first()
        .map_or(Span::default(), |it| it.span);
    let items = lister.toctree(here, toctree, 1);
    let node = (!toctree.hidden).then(|| {
        let caption = toctree.caption.as_ref().map(|caption| {
            let text = vec![Node::text(caption.as_str(), span)];
            Node::with(Element::Paragraph, span, text).class("caption")
        });
        caption.into_iter().chain(bullets(items, span)).collect()
    });
    List {
        node,
        findings: lister.findings,
    }
}

struct Lister<'b> {
    book: &'b Book,
    here: usize,
    depth: u32,
    titles_only: bool,
    include_hidden: bool,
    /// In how many tables of contents the one at hand stands.
    within: u32,
    /// The chapters whose contents are in the list already.
    shown: Vec<bool>,
    findings: Vec<Diagnostic>,
}

/// A level of a list, and the deepest that the chapter at hand lets be listed.
#[derive(Clone, Copy)]
struct Level {
    at: u32,
    deepest: u32,
}

impl Level {
    fn below(self) -> Self {
        Self {
            at: self.at + 1,
            ..self
        }
    }
}

impl Lister<'_> {
    /// The items for `toctree`, which stands in the chapter `from`.
    fn toctree(&mut self, from: usize, toctree: &Toctree, level: u32) -> Vec<Node> {
        let mut findings = Vec::new();
        let goals = goals(self.book, from, toctree, &mut findings);
        if self.within == 0 {
            self.findings.append(&mut findings);
        }
        self.within += 1;
        let mut items = Vec::new();
        for (goal, entry) in goals {
            let TocEntry {
                title,
                target,
                span,
            } = entry;
            let text = |other: &str| Node::text(title.as_deref().unwrap_or(other), *span);
            match goal {
                Goal::Uri(uri) => items.push(linked(text(&uri), Link::Uri(uri), Vec::new(), level)),
                Goal::Chapter(at) => items.extend(self.chapter(at, entry, level)),
                Goal::Nothing => items.push(item(text(target), Vec::new(), level)),
                Goal::Made(made) => items.push(linked(text(made), Link::None, Vec::new(), level)),
            }
        }
        self.within -= 1;
        items
    }

    /// The items for `toctree`, which stands in the chapter `from` that is being
    /// listed.
    fn inner(&mut self, from: usize, toctree: &Toctree, level: u32) -> Vec<Node> {
        let is_shown = !toctree.hidden || self.include_hidden;
        if is_shown && self.within < DEEPEST_WITHIN {
            self.toctree(from, toctree, level)
        } else {
            Vec::new()
        }
    }

    /// The items for the chapter `at`: one for each of its titles. A written
    /// title stands in the place of the only one.
    fn chapter(&mut self, at: usize, entry: &TocEntry, level: u32) -> Vec<Node> {
        let chapter = &self.book.chapters[at];
        let again = std::mem::replace(&mut self.shown[at], true);
        let written = entry.title.as_deref();
        if again || entry.target == "self" || chapter.parts.is_empty() {
            let title = written.or(chapter.title()).unwrap_or(&chapter.name);
            let title = Node::text(title, entry.span);
            return vec![linked(title, self.link(at, None), Vec::new(), level)];
        }
        let deepest = chapter.tocdepth.filter(|&it| it > 0);
        let deepest = deepest.map_or(self.depth, |it| level.saturating_add(it - 1));
        let level = Level {
            at: level,
            deepest: deepest.min(self.depth),
        };
        let mut items = Vec::new();
        let mut is_first = true;
        for part in &chapter.parts {
            let (text, id, parts) = match part {
                Part::Toctree(toctree) => {
                    items.extend(self.inner(at, toctree, level.at));
                    continue;
                }
                Part::Section { title, id, parts } => {
                    let title = written
                        .filter(|_| chapter.parts.len() == 1)
                        .unwrap_or(title);
                    (Node::text(title, entry.span), id.as_deref(), parts)
                }
                Part::Object { name, id, parts } => (code(name), Some(id.as_str()), parts),
            };
            let inner = self.parts(at, parts, level.below());
            let link = self.link(at, id.filter(|_| !std::mem::take(&mut is_first)));
            items.push(linked(text, link, inner, level.at));
        }
        items
    }

    /// The items for parts of the chapter `at`, below its titles.
    fn parts(&mut self, at: usize, parts: &[Part], level: Level) -> Vec<Node> {
        let mut items = Vec::new();
        if level.at > level.deepest {
            return items;
        }
        for part in parts {
            let (text, id, parts) = match part {
                Part::Toctree(toctree) => {
                    items.extend(self.inner(at, toctree, level.at));
                    continue;
                }
                Part::Section { parts, .. } if self.titles_only => {
                    items.extend(self.parts(at, parts, level));
                    continue;
                }
                Part::Object { .. } if self.titles_only => continue,
                Part::Section { title, id, parts } => {
                    (Node::text(title, Span::default()), id.as_deref(), parts)
                }
                Part::Object { name, id, parts } => (code(name), Some(id.as_str()), parts),
            };
            let inner = self.parts(at, parts, level.below());
            items.push(linked(text, self.link(at, id), inner, level.at));
        }
        items
    }

    fn link(&self, at: usize, id: Option<&str>) -> Link {
        match id {
            Some(id) if at == self.here => Link::Id(id.to_owned()),
            id => Link::Uri(self.book.uri(self.here, at, id)),
        }
    }
}

/// The name of an object.
fn code(name: &str) -> Node {
    let span = Span::default();
    Node::with(Element::Literal, span, vec![Node::text(name, span)])
}

/// An item whose `text` leads somewhere, above those in it.
fn linked(text: Node, link: Link, inner: Vec<Node>, level: u32) -> Node {
    let span = text.span;
    let reference = Reference {
        link,
        ..Reference::default()
    };
    let reference = Node::with(Element::Reference(Box::new(reference)), span, vec![text]);
    item(reference.class("internal"), inner, level)
}

fn item(text: Node, inner: Vec<Node>, level: u32) -> Node {
    let span = text.span;
    let paragraph = Node::with(Element::Paragraph, span, vec![text]);
    let children = std::iter::once(paragraph).chain(bullets(inner, span));
    Node::with(Element::ListItem, span, children.collect()).class(format!("toctree-l{level}"))
}

fn bullets(items: Vec<Node>, span: Span) -> Option<Node> {
    (!items.is_empty()).then(|| Node::with(Element::BulletList { bullet: '\0' }, span, items))
}
