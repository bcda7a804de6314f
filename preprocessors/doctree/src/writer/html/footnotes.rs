//! Footnotes and citations: the notes themselves. The references to them are inline.

use super::Writer;
use super::settings::FootnoteReferences;
use super::tag::Tag;
use crate::tree::{Element, Node};

/// Notes in a row that share an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Footnotes,
    Citations,
}

/// The group that `node` belongs into, if it is a note.
pub(super) fn group(node: &Node) -> Option<Group> {
    if matches!(node.element, Element::Footnote { .. }) {
        Some(Group::Footnotes)
    } else {
        (node.element == Element::Citation).then_some(Group::Citations)
    }
}

impl Group {
    pub(super) fn start(self, references: FootnoteReferences) -> &'static str {
        match (self, references) {
            (Self::Footnotes, FootnoteReferences::Brackets) => {
                "<aside class=\"footnote-list brackets\">\n"
            }
            (Self::Footnotes, FootnoteReferences::Superscript) => {
                "<aside class=\"footnote-list superscript\">\n"
            }
            (Self::Citations, _) => "<div role=\"list\" class=\"citation-list\">\n",
        }
    }

    pub(super) fn end(self) -> &'static str {
        match self {
            Self::Footnotes => "</aside>\n",
            Self::Citations => "</div>\n",
        }
    }
}

impl<'n> Writer<'_, 'n> {
    pub(super) fn footnote(&mut self, node: &'n Node) {
        let tag = Tag::of(node, "aside")
            .first("footnote")
            .first(self.html.footnote_references.class())
            .with("role", "doc-footnote");
        self.wrap(node, tag, "\n", "\n");
    }

    pub(super) fn citation(&mut self, node: &'n Node) {
        let tag = Tag::of(node, "div")
            .first("citation")
            .with("role", self.html.citation_role.name());
        self.wrap(node, tag, "\n", "\n");
    }

    /// The label leads back to the reference; with several, numbered links behind it do.
    pub(super) fn label(&mut self, node: &'n Node) {
        let wanted = self.parent().filter(|_| self.html.footnote_backlinks);
        let backrefs = wanted.map_or(&[][..], |it| it.attributes.backrefs());
        self.out
            .push_str("<span class=\"label\"><span class=\"fn-bracket\">[</span>");
        if let [only] = backrefs {
            self.back_link(only);
            self.children(node);
            self.out.push_str("</a>");
        } else {
            self.children(node);
        }
        self.out
            .push_str("<span class=\"fn-bracket\">]</span></span>\n");
        if backrefs.len() > 1 {
            self.back_links(backrefs);
        }
    }

    fn back_links(&mut self, backrefs: &[String]) {
        self.out.push_str("<span class=\"backrefs\">(");
        for (at, id) in backrefs.iter().enumerate() {
            if at > 0 {
                self.out.push(',');
            }
            self.back_link(id);
            self.out.push_str(&(at + 1).to_string());
            self.out.push_str("</a>");
        }
        self.out.push_str(")</span>\n");
    }

    fn back_link(&mut self, id: &str) {
        self.out.push_str("<a role=\"doc-backlink\" href=\"#");
        self.text(id);
        self.out.push_str("\">");
    }
}
