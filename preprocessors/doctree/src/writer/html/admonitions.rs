//! Admonitions: all in one form, with their kind as a class.

use super::Writer;
use super::tag::Tag;
use crate::language;
use crate::tree::Node;
use crate::tree::element::Admonition;

impl<'n> Writer<'_, 'n> {
    pub(super) fn admonition(&mut self, node: &'n Node, kind: Admonition) {
        let tag = Tag::of(node, "aside").first("admonition").last(kind.tag());
        self.open(tag, "\n");
        if let Some(label) = language::label(self.html.language_code, kind.tag()) {
            self.out.push_str("<p class=\"admonition-title\">");
            self.text(label);
            self.out.push_str("</p>\n");
        }
        self.children(node);
        self.out.push_str("</aside>\n");
    }
}
