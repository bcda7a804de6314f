//! Which listings a book shows.

use doctree::tree::element::Listing;
use doctree::{Document, Element, Span};

/// A listing, where a chapter shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What is shown.
    pub listing: Listing,
    /// Where, in the chapter's sources.
    pub span: Span,
    /// Which of the documents the chapter is.
    pub chapter: usize,
}

/// The listings of `documents`, in reading order.
pub fn find<'d>(documents: impl IntoIterator<Item = &'d Document>) -> Vec<Found> {
    let chapters = documents.into_iter().enumerate();
    chapters
        .flat_map(|(chapter, document)| {
            let nodes = document.root.walk();
            nodes.filter_map(move |node| match &node.element {
                Element::Listing(listing) => Some(Found {
                    listing: (**listing).clone(),
                    span: node.span,
                    chapter,
                }),
                _ => None,
            })
        })
        .collect()
}
