//! Places in the text, and the blocks whose lines messages name.

use crate::source::{SourceId, Span};
use crate::tree::{Element, Node};

/// A place in the text: of a node, and of the block that it stands in, whose
/// line docutils names in messages.
#[derive(Clone, Copy, Debug)]
pub(in crate::transform) struct Place {
    pub(in crate::transform) span: Span,
    pub(in crate::transform) block: Span,
    /// Whether docutils does not keep how it was written: that of an image's link.
    pub(in crate::transform) unwritten: bool,
}

impl Place {
    /// The place of a block.
    pub(in crate::transform) fn block(span: Span) -> Self {
        Self {
            span,
            block: span,
            unwritten: false,
        }
    }

    /// The place of a node that is, or stands in, this block.
    pub(in crate::transform) fn of(node: &Node, block: Span) -> Self {
        Self {
            span: node.span,
            block,
            unwritten: is_image_link(node),
        }
    }
}

/// Calls `visit` for every node below `root`, parents first, with its place.
pub(in crate::transform) fn each(root: &mut Node, visit: &mut impl FnMut(&mut Node, Place)) {
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
pub(in crate::transform) fn block_of(parent: &Element, child: &Node, block: Span) -> Span {
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
        // That of a sidebar is an option of the directive.
        Element::Subtitle if *parent != Element::Sidebar => NOWHERE,
        Element::DocinfoItem(_) => NOWHERE,
        _ => node.span,
    }
}

/// The place of a block that a transform made: docutils knows no line for it,
/// and names that of the document as a whole.
pub(super) const NOWHERE: Span = Span {
    source: SourceId::MAX,
    start: u32::MAX,
    end: u32::MAX,
};

/// The place of the link of an image that stands in no block, for which
/// docutils knows no line.
pub(super) const UNNUMBERED: Span = Span {
    start: u32::MAX - 1,
    ..NOWHERE
};

/// The place of what a message shows, for which it knows none either.
pub(super) const IN_MESSAGE: Span = Span {
    start: u32::MAX - 2,
    ..NOWHERE
};
