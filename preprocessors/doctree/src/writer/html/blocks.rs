//! Paragraphs, and the blocks that have no room of their own.

use super::tag::Tag;
use super::{Writer, images};
use crate::tree::element::Figure;
use crate::tree::{Element, Node};

impl<'n> Writer<'_, 'n> {
    /// The line end behind an item's only paragraph is left out, as in docutils.
    pub(super) fn paragraph(&mut self, node: &'n Node) {
        let only = self.parent().is_some_and(|parent| {
            parent.children.len() == 1
                && matches!(parent.element, Element::ListItem | Element::Entry { .. })
        });
        self.wrap(node, Tag::of(node, "p"), "", if only { "" } else { "\n" });
        if !only {
            self.report();
        }
    }

    /// The classes `ins` and `del` are elements of HTML.
    pub(super) fn container(&mut self, node: &'n Node) {
        let has = |class| node.attributes.has_class(class);
        let name = match (has("ins"), has("del")) {
            (true, false) => "ins",
            (false, true) => "del",
            _ => "div",
        };
        let tag = Tag::of(node, name)
            .without(name)
            .last("docutils")
            .last("container");
        self.wrap(node, tag, "\n", "\n");
    }

    pub(super) fn attribution(&mut self, node: &'n Node) {
        let (before, behind) = self.html.attribution.marks();
        self.open(Tag::of(node, "p").last("attribution"), before);
        self.children(node);
        self.out.push_str(behind);
        self.close("p", "\n");
    }

    pub(super) fn line(&mut self, node: &'n Node) {
        let empty = if node.children.is_empty() {
            "<br />"
        } else {
            ""
        };
        self.wrap(node, Tag::of(node, "div").last("line"), empty, "\n");
    }

    /// Two hyphens would end a comment, so a space goes between them.
    pub(super) fn comment(&mut self, node: &Node) {
        let mut text = node.astext().replace("--", "- -");
        while text.contains("--") {
            text = text.replace("--", "- -");
        }
        self.out.push_str("<!-- ");
        self.out.push_str(&text);
        self.out.push_str(" -->\n");
    }

    /// Raw text of another format is not for this page.
    pub(super) fn raw(&mut self, node: &'n Node, format: &str) {
        if !format.split_whitespace().any(|it| it == "html") {
            return;
        }
        let inline = self.parent_is(Element::holds_inline);
        if !self.html.raw {
            self.forbidden(node, inline);
        } else if node.attributes.classes().is_empty() {
            self.out.push_str(&node.astext());
        } else {
            let name = if inline { "span" } else { "div" };
            self.open(Tag::of(node, name), "");
            self.out.push_str(&node.astext());
            self.close(name, "");
        }
    }

    fn forbidden(&mut self, node: &'n Node, inline: bool) {
        if inline {
            self.children(node);
        } else {
            self.wrap(node, Tag::of(node, "pre").last("literal-block"), "", "\n");
        }
    }

    pub(super) fn figure(&mut self, node: &'n Node, figure: &Figure) {
        let inside = self.rendered(node);
        if let Some(own) = (self.html.fragment)(node, &inside) {
            self.out.push_str(&own);
            return;
        }
        let align = figure.align.map(|align| format!("align-{align}"));
        let width = figure.width.as_deref().and_then(images::length);
        let mut tag =
            Tag::of(node, "figure").maybe("style", width.map(|width| format!("width: {width}")));
        if let Some(align) = &align {
            tag = tag.last(align);
        }
        self.open(tag, "\n");
        self.out.push_str(&inside);
        self.out.push_str("</figure>\n");
    }

    /// The children of a figure: picture, caption and legend, the latter two
    /// in one `figcaption`.
    fn rendered(&mut self, node: &'n Node) -> String {
        let before = std::mem::take(&mut self.out);
        self.children(node);
        let captioned = node
            .children
            .iter()
            .any(|it| matches!(it.element, Element::Caption | Element::Legend));
        if captioned {
            self.out.push_str("</figcaption>\n");
        }
        std::mem::replace(&mut self.out, before)
    }

    /// Opens the figure's `figcaption`, which a legend behind it shares. That
    /// of anything else stands for itself, as Sphinx writes it.
    pub(super) fn caption(&mut self, node: &'n Node) {
        if !self.parent_is(|it| matches!(it, Element::Figure(_))) {
            let tag = Tag::of(node, "div").last("code-block-caption");
            let close = self.open_and_close(tag, "<span class=\"caption-text\">", "</span>");
            self.children(node);
            self.out.push_str(&close);
            self.out.push('\n');
            return;
        }
        self.open(Tag::of(node, "figcaption"), "\n");
        self.wrap(node, Tag::new("p"), "", "\n");
    }

    pub(super) fn legend(&mut self, node: &'n Node) {
        let captioned = self.parent().is_some_and(|figure| {
            let mut parts = figure.children.iter();
            parts.any(|it| it.element == Element::Caption)
        });
        if !captioned {
            self.out.push_str("<figcaption>\n");
        }
        self.wrap(node, Tag::of(node, "div").last("legend"), "\n", "\n");
    }
}
