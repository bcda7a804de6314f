//! Sections and titles: of the document, of sections, and of what else has one.

use super::Writer;
use super::tag::Tag;
use crate::tree::{Element, Node};

/// HTML has elements for this many levels of headings.
const LEVELS: usize = 6;

const HEADINGS: [&str; LEVELS] = ["h1", "h2", "h3", "h4", "h5", "h6"];

impl<'n> Writer<'_, 'n> {
    pub(super) fn section(&mut self, node: &'n Node) {
        self.level += 1;
        self.wrap(node, Tag::of(node, "section"), "\n", "\n");
        self.level -= 1;
    }

    pub(super) fn title(&mut self, node: &'n Node) {
        let parent = self.parent().map(|parent| &parent.element);
        match parent {
            Some(Element::Topic) => self.topic_title(node),
            Some(Element::Sidebar) => {
                self.wrap(node, Tag::of(node, "p").last("sidebar-title"), "", "\n");
            }
            Some(Element::Admonition(_)) => {
                self.wrap(node, Tag::of(node, "p").last("admonition-title"), "", "\n");
            }
            Some(Element::Table(_)) => self.wrap(node, Tag::of(node, "caption"), "", "\n"),
            Some(Element::Document) => {
                self.wrap(node, Tag::of(node, "h1").last("title"), "", "\n");
            }
            _ => self.section_title(node),
        }
    }

    /// The title of a table of contents leads to the top of the page.
    fn topic_title(&mut self, node: &'n Node) {
        self.open(Tag::of(node, "p").last("topic-title"), "");
        let contents = self
            .parent()
            .is_some_and(|topic| topic.attributes.has_class("contents"))
            && self.html.toc_backlinks;
        if contents {
            self.out
                .push_str("<a class=\"reference internal\" href=\"#top\">");
        }
        self.children(node);
        self.out
            .push_str(if contents { "</a></p>\n" } else { "</p>\n" });
    }

    fn section_title(&mut self, node: &'n Node) {
        let level = (self.level + self.html.initial_header_level)
            .saturating_sub(1)
            .max(1);
        let name = HEADINGS[level.min(LEVELS) - 1];
        let deep = (level > LEVELS).then(|| level.to_string());
        self.open(Tag::of(node, name).maybe("aria-level", deep), "");
        match node.attributes.other("refid") {
            Some(entry) => {
                let link = Tag::new("a")
                    .last("toc-backref")
                    .with("role", "doc-backlink")
                    .with("href", format!("#{entry}"));
                self.wrap(node, link, "", "");
            }
            None => self.children(node),
        }
        self.self_link();
        self.close(name, "\n");
    }

    fn self_link(&mut self) {
        let ids = self.parent().map_or(&[][..], |it| it.attributes.ids());
        if let Some(id) = ids.last().filter(|_| self.html.section_self_link) {
            self.out
                .push_str("<a class=\"self-link\" title=\"link to this section\" href=\"#");
            self.text(id);
            self.out.push_str("\"></a>");
        }
    }

    /// Where Sphinx's directive gives it a level, it is a heading.
    pub(super) fn rubric(&mut self, node: &'n Node) {
        let level = node.attributes.other("heading-level");
        let level = level.and_then(|it| it.parse::<usize>().ok());
        let name = level.and_then(|it| HEADINGS.get(it.checked_sub(1)?));
        let tag = Tag::of(node, name.unwrap_or(&"p")).last("rubric");
        self.wrap(node, tag, "", "\n");
    }

    pub(super) fn subtitle(&mut self, node: &'n Node) {
        let class = match self.parent().map(|parent| &parent.element) {
            Some(Element::Sidebar) => "sidebar-subtitle",
            Some(Element::Section) => "section-subtitle",
            _ => "subtitle",
        };
        self.wrap(node, Tag::of(node, "p").first(class), "", "\n");
    }

    /// A table of contents is a `nav`; most others stand aside of the text.
    pub(super) fn topic(&mut self, node: &'n Node) {
        let has = |class| node.attributes.has_class(class);
        let tag = if has("contents") {
            let role = self
                .parent_is(|parent| *parent == Element::Document)
                .then_some("doc-toc");
            Tag::of(node, "nav").maybe("role", role)
        } else if has("abstract") {
            Tag::of(node, "div")
                .first("topic")
                .with("role", "doc-abstract")
        } else if has("dedication") {
            Tag::of(node, "div")
                .first("topic")
                .with("role", "doc-dedication")
        } else {
            Tag::of(node, "aside").first("topic")
        };
        self.wrap(node, tag, "\n", "\n");
    }
}
