//! Lists: bullets, numbers, definitions, fields and options.

use super::simple::is_compactable;
use super::tag::Tag;
use super::{Writer, images};
use crate::tree::element::Enumeration;
use crate::tree::{Element, Node};
use crate::writer::attributes::enumtype;

impl<'n> Writer<'_, 'n> {
    /// Only the outermost of nested simple bullet lists says that it is simple.
    pub(super) fn bullet_list(&mut self, node: &'n Node) {
        let outer = self.compact;
        self.compact = is_compactable(node, self.parent(), self.html);
        let mut tag = Tag::of(node, "ul");
        if self.compact && !outer {
            tag = tag.last("simple");
        }
        self.wrap(node, tag, "\n", "\n");
        self.compact = outer;
    }

    pub(super) fn enumerated_list(&mut self, node: &'n Node, it: &Enumeration) {
        let start = (it.start != 1).then(|| it.start.to_string());
        let mut tag = Tag::of(node, "ol")
            .first(enumtype(it.enumtype))
            .maybe("start", start);
        if is_compactable(node, self.parent(), self.html) {
            tag = tag.first("simple");
        }
        self.wrap(node, tag, "\n", "\n");
    }

    /// With the class `details`, each item is one to be opened by the reader.
    pub(super) fn definition_list(&mut self, node: &'n Node) {
        let tag = if node.attributes.has_class("details") {
            Tag::of(node, "div")
        } else if is_compactable(node, self.parent(), self.html) {
            Tag::of(node, "dl").first("simple")
        } else {
            Tag::of(node, "dl")
        };
        self.wrap(node, tag, "\n", "\n");
    }

    /// Term and classifiers are one element.
    pub(super) fn definition_list_item(&mut self, node: &'n Node) {
        let details = self
            .parent()
            .filter(|it| it.attributes.has_class("details"));
        let Some(list) = details else {
            self.children(node);
            return;
        };
        let open = list.attributes.has_class("open").then_some("open");
        self.wrap(
            node,
            Tag::of(node, "details").maybe("open", open),
            "\n",
            "\n",
        );
    }

    pub(super) fn term(&mut self, node: &'n Node) {
        let Some(item) = self.parent() else {
            self.children(node);
            return;
        };
        let tag = if self.in_details() {
            Tag::of(node, "summary")
        } else {
            Tag::of(node, "dt").and(item)
        };
        let name = tag.name();
        self.open(tag, "");
        self.children(node);
        self.classifiers(node, item);
        self.close(name, "\n");
    }

    /// The classifiers that follow the term in its item.
    fn classifiers(&mut self, term: &Node, item: &'n Node) {
        let behind = item
            .children
            .iter()
            .skip_while(|it| !std::ptr::eq(*it, term));
        let classifiers = behind
            .skip(1)
            .take_while(|it| it.element == Element::Classifier);
        for classifier in classifiers {
            let tag = Tag::of(classifier, "span").last("classifier");
            // What stands between them for readers is the style sheet's: words
            // must not run together where there is none.
            self.out.push(' ');
            self.wrap(classifier, tag, "", "");
        }
    }

    pub(super) fn definition(&mut self, node: &'n Node) {
        if self.in_details() {
            self.children(node);
        } else {
            self.wrap(node, Tag::of(node, "dd"), "", "\n");
        }
    }

    fn in_details(&self) -> bool {
        self.grandparent()
            .is_some_and(|list| list.attributes.has_class("details"))
    }

    /// A class such as `field-indent-8em` says how deep the bodies stand.
    pub(super) fn field_list(&mut self, node: &'n Node) {
        let mut tag = Tag::of(node, "dl").last("field-list");
        let mut classes = node.attributes.classes().iter();
        let indent = classes.find_map(|class| Some((class, class.strip_prefix("field-indent-")?)));
        if let Some((class, length)) = indent
            && let Some(length) = images::length(length)
        {
            let style = format!("--field-indent: {length};");
            tag = tag.without(class).with("style", style);
        }
        if is_compactable(node, self.parent(), self.html) {
            tag = tag.last("simple");
        }
        self.wrap(node, tag, "\n", "\n");
    }

    pub(super) fn field_name(&mut self, node: &'n Node) {
        let mut tag = Tag::of(node, "dt");
        if let Some(field) = self.parent() {
            tag = tag.and(field);
        }
        self.open(tag, "");
        self.children(node);
        self.out.push_str("<span class=\"colon\">:</span></dt>\n");
    }

    pub(super) fn field_body(&mut self, node: &'n Node) {
        let mut tag = Tag::of(node, "dd");
        if let Some(field) = self.parent() {
            for class in field.attributes.classes() {
                tag = tag.first(class);
            }
        }
        let empty = if node.children.is_empty() {
            "<p></p>"
        } else {
            ""
        };
        self.wrap(node, tag, empty, "\n");
    }

    pub(super) fn option_group(&mut self, node: &'n Node) {
        self.open(Tag::of(node, "dt"), "<kbd>");
        self.path.push(node);
        for (at, option) in node.children.iter().enumerate() {
            if at > 0 {
                self.out.push_str(", ");
            }
            self.node(option);
        }
        self.path.pop();
        self.out.push_str("</kbd></dt>\n");
    }
}
