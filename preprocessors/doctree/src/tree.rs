//! The document tree: meaning, in docutils' element names.
//!
//! A [`Document`] is one [`Node`] with the sources it was read from. A node is
//! uniform (an element, the attributes every element may have, a place, its
//! children); what is particular to one element stands in its [`Element`].

pub mod attributes;
pub mod element;
mod listing;
mod text;

use crate::escape::unescape;
use crate::source::{Location, Source, Span};
pub use attributes::Attributes;
pub use element::Element;
pub use text::Text;

/// A document that has been read.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The `document` element.
    pub root: Node,
    /// The texts it was read from; the first is the document's own.
    pub sources: Vec<Source>,
}

/// An element with what every element has.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub element: Element,
    /// `ids`, `names`, `classes` and their like.
    pub attributes: Attributes,
    /// Where it was read.
    pub span: Span,
    /// What it holds, in order.
    pub children: Vec<Node>,
}

impl Document {
    /// Where `span` starts.
    pub fn locate(&self, span: Span) -> Location {
        self.sources[span.source as usize].locate(span.start)
    }

    /// The text of the document's title, if it has one: of the `title` that
    /// the document starts with, or else of its first section's. The number
    /// that `sectnum` gives a title is no part of it.
    pub fn title(&self) -> Option<String> {
        let written = |title: &Node| -> String {
            let parts = title.children.iter();
            let parts = parts.filter(|it| it.element != Element::Generated);
            parts.map(Node::astext).collect()
        };
        let title = |node: &Node| {
            let mut children = node.children.iter();
            let title = children.find(|child| child.element == Element::Title);
            title.map(written)
        };
        title(&self.root).or_else(|| {
            self.root
                .children
                .iter()
                .find(|child| child.element == Element::Section)
                .and_then(title)
        })
    }
}

impl Node {
    /// An element without attributes or children.
    pub fn new(element: Element, span: Span) -> Self {
        Self {
            element,
            attributes: Attributes::default(),
            span,
            children: Vec::new(),
        }
    }

    /// An element with `children`.
    pub fn with(element: Element, span: Span, children: Vec<Self>) -> Self {
        Self {
            element,
            attributes: Attributes::default(),
            span,
            children,
        }
    }

    /// A piece of text.
    pub fn text(text: impl Into<Text>, span: Span) -> Self {
        Self::new(Element::Text(text.into()), span)
    }

    /// The same node with one more class.
    #[must_use]
    pub fn class(mut self, class: impl Into<String>) -> Self {
        let classes = &mut self.attributes.edit().classes;
        classes.reserve_exact(1);
        classes.push(class.into());
        self
    }

    /// The text of the node without its markup, with what stands in for its
    /// pictures. Block children are set apart
    /// by a blank line, as docutils' `astext` does it.
    pub fn astext(&self) -> String {
        let mut out = String::new();
        self.push_text(&mut out);
        out
    }

    fn push_text(&self, out: &mut String) {
        match &self.element {
            Element::Text(text) => return out.push_str(text),
            Element::Image(image) => {
                if let Some(alt) = &image.alt {
                    return out.push_str(alt);
                }
            }
            _ => {}
        }
        for (index, child) in self.children.iter().enumerate() {
            if index > 0 && !self.element.holds_inline() {
                out.push_str("\n\n");
            }
            match &child.element {
                // NULs stand for backslashes until quotes are made smart.
                Element::Text(text) if text.contains('\0') && !is_verbatim(&self.element) => {
                    out.push_str(&unescape(text));
                }
                _ => child.push_text(out),
            }
        }
    }

    /// Every node of the tree below and including this one, parents first.
    pub fn walk(&self) -> Walk<'_> {
        Walk { stack: vec![self] }
    }

    /// Calls `visit` for every node below and including this one, parents first.
    pub fn walk_mut(&mut self, visit: &mut impl FnMut(&mut Self)) {
        visit(self);
        for child in &mut self.children {
            child.walk_mut(visit);
        }
    }

    /// The same for a document in the order in which it was read: what stands in
    /// a header or a footer comes where its directive stood.
    pub(crate) fn walk_as_read(&mut self, visit: &mut impl FnMut(&mut Self)) {
        let mut children = self.children.iter();
        let Some(at) = children.position(|node| node.element == Element::Decoration) else {
            return self.walk_mut(visit);
        };
        let mut margins = std::mem::take(&mut self.children[at].children);
        let held = margins.iter_mut().flat_map(|margin| &mut margin.children);
        let mut held: Vec<&mut Self> = held.collect();
        held.sort_by_key(|node| node.span.start);
        let mut held = held.into_iter().peekable();
        self.walk_mut(&mut |node| {
            let Span { source, start, .. } = node.span;
            while let Some(early) =
                held.next_if(|it| it.span.source == source && it.span.start < start)
            {
                early.walk_mut(visit);
            }
            visit(node);
        });
        held.for_each(|late| late.walk_mut(visit));
        self.children[at].children = margins;
    }
}

/// Whether text stands in it as it was written.
fn is_verbatim(element: &Element) -> bool {
    matches!(
        element,
        Element::LiteralBlock
            | Element::DoctestBlock
            | Element::MathBlock
            | Element::Comment
            | Element::Raw { .. }
            | Element::Literal
            | Element::Math
    )
}

/// The nodes of a tree in document order; see [`Node::walk`].
#[derive(Debug)]
pub struct Walk<'a> {
    stack: Vec<&'a Node>,
}

impl<'a> Iterator for Walk<'a> {
    type Item = &'a Node;

    fn next(&mut self) -> Option<&'a Node> {
        let node = self.stack.pop()?;
        self.stack.extend(node.children.iter().rev());
        Some(node)
    }
}
