//! What kinds of element a document holds, so that a transform without work
//! costs nothing.

use std::ops::BitOr;

use crate::cell::{self, kernel};
use crate::tree::{
    Element, Node,
    element::{Link, Pending},
};

/// A set of the kinds of element that transforms work on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u16);

impl Kinds {
    /// Sections that have no id.
    pub(super) const SECTION_WITHOUT_ID: Self = Self(1);
    pub(super) const TARGET: Self = Self(1 << 1);
    /// Targets that name another target.
    pub(super) const INDIRECT_TARGET: Self = Self(1 << 2);
    /// Anonymous references and targets.
    pub(super) const ANONYMOUS: Self = Self(1 << 3);
    /// References of any sort that name where they lead.
    pub(super) const NAMED_REFERENCE: Self = Self(1 << 4);
    /// Footnotes, citations, and references to them.
    pub(super) const NOTE: Self = Self(1 << 5);
    pub(super) const SUBSTITUTION_REFERENCE: Self = Self(1 << 6);
    pub(super) const TRANSITION: Self = Self(1 << 7);
    pub(super) const SYSTEM_MESSAGE: Self = Self(1 << 8);
    pub(super) const PENDING_CLASS: Self = Self(1 << 9);
    pub(super) const PENDING_CONTENTS: Self = Self(1 << 10);
    pub(super) const PENDING_SECTNUM: Self = Self(1 << 11);
    pub(super) const PENDING_TARGET_NOTES: Self = Self(1 << 12);
    /// A section that notes about targets were asked for in; see `pep_notes`.
    pub(super) const PEP_NOTES: Self = Self(1 << 13);
    /// What nbconvert writes for cells: their code, and their pictures.
    pub(super) const NOTEBOOK: Self = Self(1 << 14);
    /// References to be resolved, and targets that something may lead to.
    pub(super) const LOOSE_END: Self = Self(Self::TARGET.0 | Self::NAMED_REFERENCE.0);
    /// Whatever there may be.
    pub(super) const ANY: Self = Self(u16::MAX);

    /// The kinds that `node` by itself belongs to.
    pub(super) fn of(node: &Node) -> Self {
        match &node.element {
            Element::Section if node.attributes.ids().is_empty() => Self::SECTION_WITHOUT_ID,
            Element::Target(target) => {
                Self::TARGET
                    | Self::INDIRECT_TARGET.when(matches!(target.link, Link::Name(_)))
                    | Self::ANONYMOUS.when(target.anonymous)
            }
            Element::Reference(reference) => {
                Self::named(&reference.link) | Self::ANONYMOUS.when(reference.anonymous)
            }
            Element::FootnoteReference { link, .. } | Element::CitationReference { link } => {
                Self::NOTE | Self::named(link)
            }
            Element::Footnote { .. } | Element::Citation => Self::NOTE,
            Element::SubstitutionReference { .. } => Self::SUBSTITUTION_REFERENCE,
            Element::LiteralBlock => Self::NOTEBOOK.when(is_cell(node.attributes.classes())),
            Element::Image(image) => Self::NOTEBOOK.when(cell::numbered(&image.uri).is_some()),
            Element::Transition => Self::TRANSITION,
            Element::SystemMessage(_) => Self::SYSTEM_MESSAGE,
            Element::Pending(pending) => match **pending {
                Pending::ClassAttribute { .. } => Self::PENDING_CLASS,
                Pending::Contents { .. } => Self::PENDING_CONTENTS,
                Pending::Sectnum { .. } => Self::PENDING_SECTNUM,
                Pending::TargetNotes { .. } => {
                    Self::PENDING_TARGET_NOTES | Self::NOTE | Self::NAMED_REFERENCE
                }
                Pending::Toctree(_) | Pending::Genindex => Self::default(),
            },
            _ => Self::default(),
        }
    }

    /// Whether the two sets have a kind in common, or one of them is [`Self::ANY`].
    pub(super) fn meet(self, other: Self) -> bool {
        self == Self::ANY || self.0 & other.0 != 0
    }

    fn named(link: &Link) -> Self {
        Self::NAMED_REFERENCE.when(matches!(link, Link::Name(_)))
    }

    const fn when(self, holds: bool) -> Self {
        if holds { self } else { Self(0) }
    }
}

/// Whether a block of these classes is code in a language of notebooks.
fn is_cell(classes: &[String]) -> bool {
    classes.get(1).is_some_and(|it| kernel::is_notebooks(it))
}

impl BitOr for Kinds {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
