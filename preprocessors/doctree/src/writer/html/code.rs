//! Literal blocks, doctest blocks, and programs with their recorded output.

use super::inline::is_line_number;
use super::tag::Tag;
use super::{CodeStyle, Writer};
use crate::tree::element::Listing;
use crate::tree::{Element, Node};

impl<'n> Writer<'_, 'n> {
    pub(super) fn literal_block(&mut self, node: &'n Node) {
        let numbered = node.children.iter().any(is_line_number);
        let book = self.html.code == CodeStyle::Book && !numbered;
        if book {
            self.book_code(node, language(node));
        } else if node.attributes.has_class("code") {
            self.open(Tag::of(node, "pre").last("literal-block"), "<code>");
            self.children(node);
            self.out.push_str("</code></pre>\n");
        } else {
            self.wrap(node, Tag::of(node, "pre").last("literal-block"), "", "\n");
        }
    }

    fn book_code(&mut self, node: &'n Node, language: Option<&'n str>) {
        let pre = Tag::of(node, "pre").without("code");
        let code = Tag::new("code");
        let (pre, code) = match language {
            Some(name) => (pre.without(name), code.last("hljs").with("data-lang", name)),
            None => (pre, code),
        };
        self.open(pre, "");
        self.open(code, "");
        self.path.push(node);
        for child in node.children.iter().filter(|it| !is_hidden(it)) {
            self.node(child);
        }
        self.path.pop();
        self.out.push_str("</code></pre>\n");
    }

    pub(super) fn doctest_block(&mut self, node: &'n Node) {
        if self.html.code == CodeStyle::Book {
            self.book_code(node, Some("pycon"));
            return;
        }
        let tag = Tag::of(node, "pre")
            .first("code")
            .first("python")
            .first("doctest");
        self.open(tag, "");
        self.children(node);
        self.out.push_str("\n</pre>\n");
    }

    pub(super) fn listing(&mut self, node: &'n Node, listing: &Listing) {
        let before = std::mem::take(&mut self.out);
        self.path.push(node);
        for child in &node.children {
            self.listing_part(child);
        }
        self.path.pop();
        let inside = std::mem::replace(&mut self.out, before);
        if let Some(own) = (self.html.fragment)(node, &inside) {
            self.out.push_str(&own);
            return;
        }
        let tag = Tag::of(node, "figure")
            .last("listing")
            .with("data-listing", listing.name.as_str())
            .with("data-mode", listing.mode.as_str())
            .maybe("data-local", listing.local());
        self.open(tag, "\n");
        self.out.push_str(&inside);
        self.out.push_str("</figure>\n");
    }

    /// Caption, code, or recorded output.
    fn listing_part(&mut self, node: &'n Node) {
        if node.element == Element::Caption {
            self.wrap(node, Tag::of(node, "figcaption"), "", "\n");
        } else if node.element == Element::LiteralBlock && node.attributes.has_class("output") {
            self.out.push_str("<pre><samp>");
            self.children(node);
            self.out.push_str("</samp></pre>\n");
        } else if node.element == Element::LiteralBlock {
            self.book_code(node, language(node));
        } else {
            self.node(node);
        }
    }
}

/// Whether the node is a part of a program that is not shown.
pub fn is_hidden(node: &Node) -> bool {
    node.element == Element::Inline && node.attributes.has_class("hidden")
}

/// The language of a block of code: the class behind `code`.
pub(crate) fn language(node: &Node) -> Option<&str> {
    let classes = node.attributes.classes();
    let at = classes.iter().position(|class| class == "code")?;
    classes.get(at + 1).map(String::as_str)
}
