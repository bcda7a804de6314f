//! The bibliographic data at the head of a document.

use super::Writer;
use super::simple::is_compactable;
use super::tag::Tag;
use crate::language;
use crate::tree::element::DocinfoItem;
use crate::tree::{Element, Node};

impl<'n> Writer<'_, 'n> {
    pub(super) fn docinfo(&mut self, node: &'n Node) {
        let mut tag = Tag::of(node, "dl").first("docinfo");
        if is_compactable(node, self.parent(), self.html) {
            tag = tag.first("simple");
        }
        self.wrap(node, tag, "\n", "\n");
    }

    /// Each is a term and its description; an author among others is a paragraph.
    pub(super) fn docinfo_item(&mut self, node: &'n Node, item: DocinfoItem) {
        if self.parent_is(|it| *it == Element::DocinfoItem(DocinfoItem::Authors)) {
            self.wrap(node, Tag::new("p"), "", "\n");
            return;
        }
        let name = item.tag();
        let label = language::label(self.html.language_code, name);
        self.wrap_label(name, label.unwrap_or(name));
        self.open(Tag::of(node, "dd").last(name), "");
        match item {
            DocinfoItem::Author => self.wrap(node, Tag::new("p"), "", ""),
            DocinfoItem::Address => {
                self.open(Tag::new("pre").last("address"), "");
                self.children(node);
                self.out.push_str("\n</pre>\n");
            }
            DocinfoItem::Authors
            | DocinfoItem::Contact
            | DocinfoItem::Copyright
            | DocinfoItem::Date
            | DocinfoItem::Organization
            | DocinfoItem::Revision
            | DocinfoItem::Status
            | DocinfoItem::Version => self.children(node),
        }
        self.out.push_str("</dd>\n");
    }

    fn wrap_label(&mut self, name: &'static str, label: &str) {
        self.open(Tag::new("dt").last(name), label);
        self.out.push_str("<span class=\"colon\">:</span></dt>\n");
    }
}
