//! Inline elements.

use super::tag::Tag;
use super::{CodeStyle, Writer, links};
use crate::tree::element::Link;
use crate::tree::{Element, Node};

/// Classes of `inline` and `literal` elements that HTML has elements for.
const TEXT_LEVEL: [&str; 15] = [
    "code", "kbd", "dfn", "samp", "var", "bdi", "del", "ins", "mark", "small", "b", "i", "q", "s",
    "u",
];

impl<'n> Writer<'_, 'n> {
    pub(super) fn inline(&mut self, node: &'n Node) {
        if node.element == Element::Generated && node.attributes.has_class("sectnum") {
            self.section_number(&node.astext());
            return;
        }
        if is_line_number(node) && self.in_code() {
            self.line_number(node);
            return;
        }
        let outer = self.in_mailto;
        let close = self.inline_open(node);
        self.in_mailto |= self.html.cloak_email_addresses && links::is_mail(&node.element);
        self.children(node);
        self.in_mailto = outer;
        self.out.push_str(&close);
    }

    /// Writes what goes before the element's children; answers with what
    /// goes behind them.
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "text and blocks have no inline tags"
    )]
    pub(super) fn inline_open(&mut self, node: &Node) -> String {
        let tag = |name| Tag::of(node, name);
        let tag = match &node.element {
            Element::Emphasis => tag("em"),
            Element::Strong => tag("strong"),
            Element::TitleReference => tag("cite"),
            Element::Abbreviation | Element::Acronym => tag("abbr"),
            Element::Superscript => tag("sup"),
            Element::Subscript => tag("sub"),
            Element::Inline => return self.span_open(node),
            Element::Literal => return self.literal_open(node),
            Element::Target(target) if target.link == Link::None => tag("span").last("target"),
            Element::Reference(reference) => return self.reference_open(node, &reference.link),
            Element::FootnoteReference { link, .. } => return self.note_open(node, link),
            Element::CitationReference { link } => return self.citation_open(node, link),
            Element::Problematic { refid } => return self.problematic_open(node, refid.as_deref()),
            _ => return String::new(),
        };
        self.open_and_close(tag, "", "")
    }

    /// The number is set apart by one space, not by the no-break spaces behind it.
    fn section_number(&mut self, text: &str) {
        self.out.push_str("<span class=\"sectnum\">");
        self.text(text.trim_end_matches('\u{a0}'));
        self.out.push_str(" </span>");
    }

    /// Numbers of lines stand between the pieces of code, not in them.
    fn line_number(&mut self, node: &'n Node) {
        if self.out.ends_with("<code>") {
            self.out.truncate(self.out.len() - "<code>".len());
        } else {
            self.out.push_str("</code>");
        }
        self.wrap(node, Tag::of(node, "small"), "", "");
        self.open(Tag::new("code").with("data-lineno", node.astext()), "");
    }

    fn in_code(&self) -> bool {
        self.parent().is_some_and(|it| {
            it.element == Element::LiteralBlock && it.attributes.has_class("code")
        })
    }

    /// Opens `tag`; answers with its end tag, between `before` and nothing.
    pub(super) fn open_and_close(&mut self, tag: Tag, inside: &str, before: &str) -> String {
        let name = tag.name();
        self.open(tag, inside);
        format!("{before}</{name}>")
    }

    fn span_open(&mut self, node: &Node) -> String {
        let in_code = self.in_code();
        let name = text_level(node).filter(|_| !in_code).unwrap_or("span");
        self.open_and_close(Tag::of(node, name).without(name), "", "")
    }

    /// Code of the `code` role keeps its tokens; other literals are written
    /// by [`Self::literal`].
    fn literal_open(&mut self, node: &Node) -> String {
        let book = self.html.code == CodeStyle::Book;
        match text_level(node) {
            None if book => self.open_and_close(Tag::of(node, "code"), "", ""),
            Some(name) if book => self.open_and_close(Tag::of(node, name).without(name), "", ""),
            Some("code") => self.open_and_close(Tag::of(node, "code").without("code"), "", ""),
            name => {
                let name = name.unwrap_or("span");
                let tag = Tag::of(node, name)
                    .without(name)
                    .last("docutils")
                    .last("literal");
                self.open_and_close(tag, "", "")
            }
        }
    }

    /// Words in which a browser could break the line are kept together.
    pub(super) fn literal(&mut self, node: &'n Node) {
        if text_level(node) == Some("code") {
            self.inline(node);
            return;
        }
        let close = self.literal_open(node);
        let mut text = node.astext();
        if !self.parent_is(|it| *it == Element::LiteralBlock) {
            text = text.replace('\n', " ");
        }
        if self.html.code == CodeStyle::Book {
            self.text(&text);
            self.out.push_str(&close);
            return;
        }
        for piece in text.split_inclusive([' ', '\n']) {
            let word = piece.trim_end_matches([' ', '\n']);
            if breaks(word) {
                self.out.push_str("<span class=\"pre\">");
                self.text(word);
                self.out.push_str("</span>");
                self.out.push_str(&piece[word.len()..]);
            } else {
                self.text(piece);
            }
        }
        self.out.push_str(&close);
    }

    fn reference_open(&mut self, node: &Node, link: &Link) -> String {
        let (href, kind) = match link {
            Link::Uri(uri) => (
                links::address(uri, self.html.chapter_suffix).into_owned(),
                "external",
            ),
            Link::Id(id) => (format!("#{id}"), "internal"),
            Link::None | Link::Name(_) => return String::new(),
        };
        let mail = self.html.cloak_email_addresses && href.starts_with("mailto:");
        let mut tag = Tag::of(node, "a").first("reference").first(kind);
        if let [only] = &node.children[..]
            && matches!(only.element, Element::Image(_))
        {
            tag = tag.first("image-reference");
        }
        let among_blocks = self.parent().is_some() && !self.parent_is(Element::holds_inline);
        let end = if among_blocks { "\n" } else { "" };
        if mail {
            let start = self.out.len();
            self.open(tag.with("href", href.replace('@', "%40")), end);
            links::cloak(&mut self.out, start);
            return format!("</a>{end}");
        }
        self.open_and_close(tag.with("href", href), end, "") + end
    }

    fn note_open(&mut self, node: &Node, link: &Link) -> String {
        let tag = Tag::of(node, "a")
            .first(self.html.footnote_references.class())
            .with("role", "doc-noteref")
            .maybe("href", self.within(link));
        self.open_and_close(
            tag,
            "<span class=\"fn-bracket\">[</span>",
            "<span class=\"fn-bracket\">]</span>",
        )
    }

    fn citation_open(&mut self, node: &Node, link: &Link) -> String {
        let tag = Tag::of(node, "a")
            .first("citation-reference")
            .with("role", "doc-biblioref")
            .maybe("href", self.within(link));
        self.open_and_close(tag, "[", "]")
    }

    /// Where a note or a citation is: on this page or, for one of a book, on another.
    fn within(&self, link: &Link) -> Option<String> {
        match link {
            Link::Id(id) => Some(format!("#{id}")),
            Link::Uri(uri) => {
                let uri = links::address(uri, self.html.chapter_suffix);
                Some(uri.into_owned())
            }
            Link::None | Link::Name(_) => None,
        }
    }

    /// The link to the message goes with the messages.
    fn problematic_open(&mut self, node: &Node, refid: Option<&str>) -> String {
        let refid = refid.filter(|_| self.html.messages);
        if let Some(id) = refid {
            self.open(Tag::new("a").with("href", format!("#{id}")), "");
        }
        let close = self.open_and_close(Tag::of(node, "span").last("problematic"), "", "");
        close + refid.map_or("", |_| "</a>")
    }
}

/// The first class of `node` that is an element of HTML.
fn text_level(node: &Node) -> Option<&'static str> {
    let mut names = TEXT_LEVEL.into_iter();
    names.find(|name| node.attributes.has_class(name))
}

/// Whether `node` is the number of a line of code.
pub(super) fn is_line_number(node: &Node) -> bool {
    node.element == Element::Inline && node.attributes.classes() == ["ln"]
}

/// Whether a browser could break a line inside `word`: behind a hyphen or a
/// question mark, or between two characters that are not of a word.
fn breaks(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    let last = chars.len().saturating_sub(1);
    let other = |c: char| !(c.is_alphanumeric() || c == '_');
    let inner = chars.get(1..last).unwrap_or_default();
    chars[..last].iter().any(|c| matches!(c, '-' | '?'))
        || inner
            .windows(2)
            .any(|pair| other(pair[0]) && other(pair[1]))
}
