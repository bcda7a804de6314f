//! Trees put right before Typst sees them.
//!
//! A label that occurs twice, a link to nowhere, a broken picture or lists in
//! lists without end would each stop Typst for the whole book. Here they cost
//! the one thing that is wrong, and a finding.

mod addresses;
mod captions;
mod dots;
mod floats;
mod formulas;
mod glyphs;
mod grey;
mod labels;
mod links;
mod nesting;
mod notes;
mod paths;
mod pictures;
mod raw;
mod solutions;

use std::collections::BTreeMap;

use doctree::{Diagnostic, Element, Node, Severity, Span};

pub(crate) use addresses::{BEHIND, MARK, announces, bare};
pub(crate) use captions::{Caption, Kind};
pub(crate) use floats::FLOATS;
pub(crate) use formulas::Formulas;
pub(crate) use glyphs::printable;
pub(crate) use links::FILE;
pub(crate) use pictures::Picture;
pub(crate) use solutions::{PLACE, Solution};

use crate::fonts::Fonts;
use crate::{Chapter, Finding, Images, Settings};

/// Trees that cannot fail, and what they need.
///
/// In them every id is a label that is unique in the book; every
/// `Link::Id` is such a label, every `Link::Uri` an address of an allowed
/// scheme, and what leads nowhere is `Link::None`; a footnote is a child of
/// the first reference to it; an image's address is a key of `pictures`, or
/// else the picture is missing.
#[derive(Debug)]
pub(crate) struct Checked {
    /// The chapters' documents.
    pub(crate) roots: Vec<Node>,
    /// The chapters' labels.
    pub(crate) labels: Vec<String>,
    /// The pictures by their paths.
    pub(crate) pictures: BTreeMap<String, Picture>,
    /// The formulas as MathML.
    pub(crate) formulas: Formulas,
    /// What has a caption, in reading order.
    pub(crate) captions: Vec<Caption>,
    /// The solutions that were taken out of the chapters.
    pub(crate) solutions: Vec<Solution>,
    /// The path of the cover's picture.
    pub(crate) cover: Option<String>,
    /// What was found.
    pub(crate) findings: Vec<Finding>,
}

impl Checked {
    /// All labels that links may lead to.
    pub(crate) fn all_labels(&self) -> Vec<String> {
        let of = |node: &Node| -> Vec<String> {
            let ids = node.walk().flat_map(|it| it.attributes.ids());
            ids.cloned().collect()
        };
        let mut labels = self.labels.clone();
        labels.extend(self.roots.iter().flat_map(of));
        for it in &self.solutions {
            labels.extend([it.label.clone(), it.from.clone()]);
            labels.extend(of(&it.body));
        }
        labels
    }
}

/// Checks the trees of `chapters`, which it takes, in the order that the rooms
/// below depend on.
pub(crate) fn check(
    settings: &Settings,
    chapters: &mut [Chapter],
    images: &dyn Images,
    fonts: &Fonts,
) -> Checked {
    let mut findings = Findings::default();
    let mut roots: Vec<Node> = chapters.iter_mut().map(take).collect();
    for (index, root) in roots.iter_mut().enumerate() {
        let findings = &mut findings.of(index);
        raw::settle(root, findings);
        nesting::cap(root, findings);
    }
    let labels = labels::Labels::assign(chapters, &mut roots, &mut findings);
    let mut album = pictures::Album::new(images, fonts, settings.look.grey);
    let mut formulas = Formulas::default();
    let mut captions = Vec::new();
    for (index, root) in roots.iter_mut().enumerate() {
        let findings = &mut findings.of(index);
        links::resolve(root, index, &labels, settings.site.as_deref(), findings);
        notes::place(root);
        album.collect(root, &chapters[index].path, findings);
        formulas.collect(root, findings);
        glyphs::replace(root, fonts, findings);
        if settings.look.addresses {
            addresses::mark(root);
        }
        floats::mark(root);
        captions::collect(root, &labels.of_chapter(index), &mut captions);
    }
    let cover = album.cover(settings.cover.as_deref(), &mut findings.of_book());
    Checked {
        solutions: solutions::take(&mut roots, &labels.of_chapters(), settings.look.solutions),
        roots,
        labels: labels.of_chapters(),
        pictures: album.pictures,
        formulas,
        captions,
        cover,
        findings: findings.in_order(),
    }
}

/// The tree of `chapter`, which keeps none.
fn take(chapter: &mut Chapter) -> Node {
    let root = &mut chapter.document.root;
    let empty = Node::new(Element::Document, root.span);
    std::mem::replace(root, empty)
}

/// What was found so far.
#[derive(Debug, Default)]
pub(crate) struct Findings(Vec<Finding>);

/// The place to report what is found in one chapter.
#[derive(Debug)]
pub(crate) struct Reporter<'a> {
    chapter: Option<usize>,
    findings: &'a mut Findings,
}

impl Findings {
    fn of(&mut self, chapter: usize) -> Reporter<'_> {
        Reporter {
            chapter: Some(chapter),
            findings: self,
        }
    }

    fn of_book(&mut self) -> Reporter<'_> {
        Reporter {
            chapter: None,
            findings: self,
        }
    }

    fn in_order(mut self) -> Vec<Finding> {
        self.0
            .sort_by_key(|finding| (finding.chapter, finding.diagnostic.span));
        self.0.dedup();
        self.0
    }
}

impl Reporter<'_> {
    /// A loss that the author should know of.
    fn warn(&mut self, message: String, span: Span) {
        self.report(Severity::Warning, message, span);
    }

    /// A difference from the site that needs no action.
    fn note(&mut self, message: String, span: Span) {
        self.report(Severity::Info, message, span);
    }

    fn report(&mut self, severity: Severity, message: String, span: Span) {
        self.findings.0.push(Finding {
            chapter: self.chapter,
            diagnostic: Diagnostic::new(severity, message, span),
        });
    }
}
