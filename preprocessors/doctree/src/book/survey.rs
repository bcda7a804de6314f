//! One chapter, as the others see it.

use std::sync::Arc;

use super::caption::{self, Kind};
use super::path;
use crate::names::{fully_normalize_name, make_id};
use crate::source::Span;
use crate::tree::element::{Link, Pending, Toctree};
use crate::tree::{Document, Element, Node};

/// What others can refer to in a chapter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survey {
    /// Its file, from the folder of the sources.
    pub(super) path: String,
    /// The same without its ending: what `doc` and `toctree` call it.
    pub(super) name: String,
    /// Its number in the book, such as 3 and 1 for 3.1; empty if it has none.
    pub(super) number: Vec<u32>,
    /// Its sections, tables of contents and objects; its title is the first of
    /// its sections.
    pub(super) parts: Vec<Part>,
    /// How many levels of these others list (the field `tocdepth` at its start).
    pub(super) tocdepth: Option<u32>,
    pub(super) labels: Vec<Label>,
    pub(super) objects: Vec<Object>,
    /// What can be numbered, in order: its kind and its anchors.
    pub(super) numbered: Vec<(Kind, Vec<String>)>,
    /// The labels of its equations, in order.
    pub(super) equations: Vec<String>,
    /// Its entries in the index, and their anchors.
    pub(super) entries: Vec<(String, String)>,
    /// The labels of its citations, and their anchors.
    pub(super) citations: Vec<(String, String, Span)>,
}

/// A piece of a table of contents.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    Section {
        title: String,
        id: Option<String>,
        parts: Vec<Part>,
    },
    Toctree(Toctree),
    /// Something that is described, with what is described in it.
    Object {
        name: String,
        id: String,
        parts: Vec<Part>,
    },
}

/// A name that `ref` knows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    pub(super) name: String,
    pub(super) id: String,
    /// The title of what it names; none if it names something without.
    pub(super) title: Option<String>,
    /// Its kind, if it can be numbered.
    pub(super) kind: Option<Kind>,
    pub(super) span: Span,
}

/// Something that a domain knows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Object {
    /// Its domain and its type: `py:function`.
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) id: String,
    /// What it is called, if not by its name.
    pub(super) shown: Option<String>,
    /// Whether it is only another name of it.
    pub(super) aliased: bool,
    /// What describes it, where `alias` may show that once more.
    pub(super) signature: Arc<[Node]>,
    pub(super) span: Span,
}

/// The rows of a node's attributes that name an object.
const NAMING: [&str; 3] = ["fullname", "alias", "parameter"];

impl Survey {
    /// The survey of `document`, which is the chapter at `path`; the path
    /// counts from the folder of the sources and has slashes.
    pub fn of(path: &str, document: &Document) -> Self {
        let mut survey = Self {
            path: path.to_owned(),
            name: path::name(path).to_owned(),
            ..Self::default()
        };
        let root = &document.root;
        survey.parts = survey.visit_children(root);
        survey.tocdepth = metadata(root, "tocdepth").and_then(|it| it.trim().parse().ok());
        survey.note(root);
        if let Some(title) = root.children.iter().find(|it| it.element == Element::Title) {
            let parts = std::mem::take(&mut survey.parts);
            let id = root.attributes.ids().first().cloned();
            let title = title_text(title);
            survey.parts = vec![Part::Section { title, id, parts }];
        }
        survey
    }

    /// The same with the chapter's number in the book, such as 3 and 1 for 3.1.
    #[must_use]
    pub fn numbered(self, number: Vec<u32>) -> Self {
        Self { number, ..self }
    }

    /// Whether other chapters see in `other` what they see in this: all of it but
    /// its places in the text.
    pub fn agrees(&self, other: &Self) -> bool {
        self.clone().without_places() == other.clone().without_places()
    }

    fn without_places(mut self) -> Self {
        let labels = self.labels.iter_mut().map(|it| &mut it.span);
        let objects = self.objects.iter_mut().map(|it| &mut it.span);
        let citations = self.citations.iter_mut().map(|it| &mut it.2);
        for span in labels.chain(objects).chain(citations) {
            *span = Span::default();
        }
        self
    }

    /// The chapter's file.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The chapter's title.
    pub fn title(&self) -> Option<&str> {
        self.parts.iter().find_map(|part| match part {
            Part::Section { title, .. } => Some(title.as_str()),
            Part::Toctree(_) | Part::Object { .. } => None,
        })
    }

    /// The chapter's number as it is written, if it has one.
    pub(super) fn dotted_number(&self) -> Option<String> {
        let numbers: Vec<String> = self.number.iter().map(u32::to_string).collect();
        (!numbers.is_empty()).then(|| numbers.join("."))
    }

    /// The tables of contents written in it, in order.
    pub fn toctrees(&self) -> Vec<&Toctree> {
        let mut found = Vec::new();
        let mut left: Vec<&Part> = self.parts.iter().rev().collect();
        while let Some(part) = left.pop() {
            match part {
                Part::Toctree(toctree) => found.push(toctree),
                Part::Section { parts, .. } | Part::Object { parts, .. } => {
                    left.extend(parts.iter().rev());
                }
            }
        }
        found
    }

    fn visit_children(&mut self, node: &Node) -> Vec<Part> {
        let mut parts = Vec::new();
        for child in &node.children {
            self.visit(child, &mut parts);
        }
        parts
    }

    fn visit(&mut self, node: &Node, parts: &mut Vec<Part>) {
        if matches!(node.element, Element::Text(_)) {
            return;
        }
        self.note(node);
        match &node.element {
            Element::Section => {
                let inner = self.visit_children(node);
                let title = node.children.iter().find(|it| it.element == Element::Title);
                parts.push(Part::Section {
                    title: title.map(title_text).unwrap_or_default(),
                    id: node.attributes.ids().first().cloned(),
                    parts: inner,
                });
            }
            Element::Pending(pending) => {
                if let Pending::Toctree(toctree) = &**pending {
                    parts.push(Part::Toctree((**toctree).clone()));
                }
            }
            Element::DefinitionListItem if is_description(node) => {
                self.visit_description(node, parts);
            }
            _ => self.visit_all(&node.children, parts),
        }
    }

    fn visit_all(&mut self, nodes: &[Node], parts: &mut Vec<Part>) {
        for node in nodes {
            self.visit(node, parts);
        }
    }

    /// Lists what the signatures of a description name, and below the last of
    /// them what is described in it. If none is to be listed, that stands in its
    /// place; tables of contents stand beside it, and sections are not listed.
    fn visit_description(&mut self, item: &Node, parts: &mut Vec<Part>) {
        let mut objects: Vec<Part> = item.children.iter().filter_map(object).collect();
        let mut left = Vec::new();
        self.visit_all(&item.children, &mut left);
        left.reverse();
        let mut beside = Vec::new();
        while let Some(part) = left.pop() {
            match (part, objects.last_mut()) {
                (Part::Section { parts, .. }, _) => left.extend(parts.into_iter().rev()),
                (part @ Part::Object { .. }, Some(Part::Object { parts, .. })) => parts.push(part),
                (part, _) => beside.push(part),
            }
        }
        parts.append(&mut objects);
        parts.append(&mut beside);
    }

    /// Notes what the node itself can be referred to by.
    fn note(&mut self, node: &Node) {
        let kind = caption::kind(node);
        if let Some(kind) = kind {
            self.numbered.push((kind, node.attributes.ids().to_vec()));
        }
        if node.attributes.is_empty() {
            return;
        }
        match node.element {
            Element::Citation => return self.note_citation(node),
            Element::Footnote { .. }
            | Element::SubstitutionDefinition { .. }
            | Element::Reference(_) => return,
            // A name for an address elsewhere is the chapter's own.
            Element::Target(ref target) if matches!(target.link, Link::Uri(_)) => return,
            _ => {}
        }
        self.note_objects(node);
        self.note_entries(node);
        if !node.attributes.names().is_empty() && !node.attributes.ids().is_empty() {
            self.note_labels(node, kind);
        }
    }

    fn note_labels(&mut self, node: &Node, kind: Option<Kind>) {
        let attributes = &node.attributes;
        let title = caption::title(node);
        let own = title.as_deref().map(fully_normalize_name);
        let titled = matches!(node.element, Element::Section | Element::Document);
        for name in attributes.names() {
            let is_implicit =
                titled && own.as_ref() == Some(name) && !attributes.dupnames().contains(name);
            if is_implicit {
                continue;
            }
            let id = make_id(name);
            let ids = attributes.ids();
            self.labels.push(Label {
                name: name.clone(),
                id: ids.iter().find(|it| **it == id).unwrap_or(&ids[0]).clone(),
                title: title.clone(),
                kind: kind.or(titled.then_some(Kind::Section)),
                span: node.span,
            });
        }
    }

    fn note_entries(&mut self, node: &Node) {
        let mut entries = node.attributes.others().iter().filter(|it| it.0 == "index");
        let Some(first) = entries.next() else {
            return;
        };
        // A target that has given its id away says to whom.
        let own = node.attributes.ids().first();
        let id = match &node.element {
            Element::Target(target) => match &target.link {
                Link::Id(id) => Some(id),
                _ => own,
            },
            _ => own,
        };
        let Some(id) = id else { return };
        for (_, entry) in std::iter::once(first).chain(entries) {
            self.entries.push((entry.clone(), id.clone()));
        }
    }

    fn note_objects(&mut self, node: &Node) {
        let Some(kind) = node.attributes.other("objtype") else {
            return;
        };
        let Some(id) = node.attributes.ids().first() else {
            return;
        };
        let shown = node.attributes.other("dispname").map(str::to_owned);
        let domain = kind.split(':').next().unwrap_or_default();
        let may_be_copied = matches!(domain, "c" | "cpp");
        let signature: Arc<[Node]> = if may_be_copied {
            node.children.as_slice().into()
        } else {
            Arc::default()
        };
        let others = node.attributes.others().iter();
        for (row, name) in others.filter(|it| NAMING.contains(&it.0)) {
            if kind == "math:equation" {
                self.equations.push(name.clone());
            }
            let (kind, signature) = if *row == "parameter" {
                (format!("{domain}:functionParam"), Arc::default())
            } else {
                (kind.to_owned(), Arc::clone(&signature))
            };
            self.objects.push(Object {
                kind,
                name: name.clone(),
                id: id.clone(),
                shown: shown.clone().filter(|_| *row == "fullname"),
                aliased: *row == "alias",
                signature,
                span: node.span,
            });
        }
    }

    fn note_citation(&mut self, node: &Node) {
        let label = node.children.iter().find(|it| it.element == Element::Label);
        let id = node.attributes.ids().first();
        if let (Some(label), Some(id)) = (label, id) {
            self.citations.push((label.astext(), id.clone(), node.span));
        }
    }
}

/// Whether the item of a definition list describes something by its signature.
fn is_description(item: &Node) -> bool {
    let first = item.children.first();
    first.is_some_and(|it| it.element == Element::Term && it.attributes.has_class("sig"))
}

/// What a signature names, if tables of contents list it.
fn object(term: &Node) -> Option<Part> {
    Some(Part::Object {
        name: term.attributes.other("_toc_name")?.to_owned(),
        id: term.attributes.ids().first()?.clone(),
        parts: Vec::new(),
    })
}

/// What the field `name` at the start of a document says.
fn metadata(root: &Node, name: &str) -> Option<String> {
    let docinfo = root
        .children
        .iter()
        .find(|it| it.element == Element::Docinfo)?;
    let field = docinfo.children.iter().find(|field| {
        let first = field.children.first();
        field.element == Element::Field && first.is_some_and(|it| it.astext() == name)
    })?;
    Some(field.children.get(1)?.astext())
}

/// The text of a title, without what is not read aloud.
fn title_text(title: &Node) -> String {
    let text = title.astext();
    if text.contains(['\n', '\u{a0}']) {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        text
    }
}
