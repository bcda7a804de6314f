//! Ids made unique in the book: `the-gil#switch-interval` is the id
//! `switch-interval` of the chapter `the-gil.rst`, and `the-gil` the chapter.
//! The PDF keeps them as named destinations.

use std::collections::{BTreeMap, BTreeSet};

use doctree::{Element, Node};

use super::nesting::lift_ids;
use super::{Findings, Reporter, paths};
use crate::Chapter;

/// The labels of a book.
#[derive(Debug)]
pub(crate) struct Labels {
    /// Chapters by path.
    paths: BTreeMap<String, usize>,
    /// The chapters in order.
    chapters: Vec<Named>,
}

#[derive(Debug)]
struct Named {
    path: String,
    label: String,
    ids: BTreeSet<String>,
}

impl Labels {
    /// Turns every id of the book into a label, and moves it to a node that
    /// the template gives an anchor.
    pub(crate) fn assign(
        chapters: &[Chapter],
        roots: &mut [Node],
        findings: &mut Findings,
    ) -> Self {
        let mut labels = Self {
            paths: BTreeMap::new(),
            chapters: Vec::new(),
        };
        for (index, (chapter, root)) in chapters.iter().zip(roots).enumerate() {
            let label = labels.unused(paths::stem(&chapter.path));
            let mut ids = BTreeSet::new();
            name(root, &label, &mut ids, &mut findings.of(index));
            lift(root);
            labels.paths.entry(chapter.path.clone()).or_insert(index);
            let path = chapter.path.clone();
            labels.chapters.push(Named { path, label, ids });
        }
        labels
    }

    /// A label for the chapter whose path has this stem.
    fn unused(&self, stem: &str) -> String {
        let stem = if stem.is_empty() { "chapter" } else { stem };
        let mut label = stem.to_owned();
        let mut count = 1;
        while self.chapters.iter().any(|it| it.label == label) {
            count += 1;
            label = format!("{stem}~{count}");
        }
        label
    }

    /// The chapters' own labels, in order.
    pub(crate) fn of_chapters(&self) -> Vec<String> {
        self.chapters.iter().map(|it| it.label.clone()).collect()
    }

    /// The chapter whose source, or whose page, lies at `path`.
    pub(crate) fn chapter_at(&self, path: &str) -> Option<usize> {
        let stem = paths::stem(path);
        [path.to_owned()]
            .into_iter()
            .chain(["rst", "md"].map(|ending| format!("{stem}.{ending}")))
            .find_map(|path| self.paths.get(&path).copied())
    }

    /// The label of a chapter.
    pub(crate) fn of_chapter(&self, chapter: usize) -> String {
        self.chapters[chapter].label.clone()
    }

    /// The path of a chapter's source.
    pub(crate) fn path_of(&self, chapter: usize) -> &str {
        &self.chapters[chapter].path
    }

    /// The label of the id `id` in a chapter, if there is such an id.
    pub(crate) fn of_id(&self, chapter: usize, id: &str) -> Option<String> {
        let Named { label, ids, .. } = &self.chapters[chapter];
        ids.contains(id).then(|| format!("{label}#{id}"))
    }
}

/// Writes labels for ids; the second of two equal ids goes.
fn name(root: &mut Node, chapter: &str, seen: &mut BTreeSet<String>, findings: &mut Reporter) {
    root.walk_mut(&mut |node| {
        if node.attributes.ids().is_empty() {
            return;
        }
        let span = node.span;
        node.attributes.edit().ids.retain_mut(|id| {
            let new = seen.insert(id.clone());
            if !new {
                findings.warn(format!("Duplicate ID: \"{id}\"."), span);
            }
            *id = format!("{chapter}#{id}");
            new
        });
    });
}

/// Moves ids up to where the template sets an anchor. A title's would occur
/// again in the contents, a table head's on every page of the table.
fn lift(node: &mut Node) {
    let mut lifted = Vec::new();
    for child in &mut node.children {
        lift(child);
        if repeats(&child.element) {
            lifted.extend(lift_ids(child));
        } else if !anchors(&child.element) && !child.attributes.ids().is_empty() {
            lifted.append(&mut child.attributes.edit().ids);
        }
    }
    if !lifted.is_empty() {
        node.attributes.edit().ids.extend(lifted);
    }
}

/// Whether what stands in it may be set more than once, or not as a tree.
fn repeats(element: &Element) -> bool {
    matches!(
        element,
        Element::Title
            | Element::Subtitle
            | Element::DocinfoItem(_)
            | Element::Term
            | Element::Classifier
            | Element::FieldName
            | Element::OptionGroup
            | Element::Label
            | Element::Caption
            | Element::Attribution
            | Element::Thead
            | Element::LiteralBlock
            | Element::DoctestBlock
            | Element::MathBlock
            | Element::Math
            | Element::Comment
            | Element::Raw { .. }
            | Element::SubstitutionDefinition { .. }
            | Element::Colspec { .. }
    )
}

/// Whether the template sets an anchor for the ids of such a node.
fn anchors(element: &Element) -> bool {
    !matches!(
        element,
        Element::Meta(_)
            | Element::Decoration
            | Element::ListItem
            | Element::Definition
            | Element::FieldBody
            | Element::OptionListItem
            | Element::Description
            | Element::Line
            | Element::LineBlock
            | Element::Legend
            | Element::Pending(_)
            | Element::Tgroup { .. }
            | Element::Tbody
            | Element::Row
            | Element::Entry { .. }
            | Element::Text(_)
            | Element::Image(_)
    )
}
