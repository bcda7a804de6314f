//! The pages that Sphinx makes itself, and that a book may have as chapters.

use super::Book;
use super::goal::{Goal, Place};
use crate::tree::element::PendingXref;

/// A page: what `ref` calls it, its document, and its title.
const PAGES: [(&str, &str, &str); 4] = [
    ("genindex", "genindex", "Index"),
    ("modindex", "py-modindex", "Module Index"),
    ("py-modindex", "py-modindex", "Python Module Index"),
    ("search", "search", "Search Page"),
];

/// The title of the page that `xref` leads to, if it is one of these.
pub(super) fn title(xref: &PendingXref) -> Option<&'static str> {
    let is_ref = &*xref.domain == "std" && &*xref.reftype == "ref";
    let mut pages = PAGES.iter();
    let page = pages.find(|it| is_ref && it.0 == xref.target)?;
    Some(page.2)
}

/// The title of the page that the entry of a toctree names, if it is one.
pub(super) fn listed(target: &str) -> Option<&'static str> {
    let mut pages = PAGES.iter();
    pages
        .find(|it| it.0 == target || it.1 == target)
        .map(|it| it.2)
}

/// What is said of a page that the book has not.
pub(super) fn missing(name: &str) -> String {
    format!("the book has no chapter '{name}', which Sphinx would make")
}

impl Book {
    /// The chapter that stands for the page called `target`.
    pub(super) fn made(&self, target: &str) -> Option<Goal> {
        let page = PAGES.iter().find(|it| it.0 == target)?;
        let chapter = self.chapter(page.1)?;
        let title = self.chapters[chapter].title().unwrap_or(page.2);
        Some(Goal {
            place: Place::Chapter(chapter, None),
            text: Some(title.to_owned()),
        })
    }
}
