//! Inline elements: emphasis, code, links and pictures as Markdown has them,
//! the rest as tags around text that is still Markdown.

use super::escape::{self, Place};
use super::{Writer, is_plain, island, links};
use crate::tree::element::{Image, Link};
use crate::tree::{Element, Node};
use crate::writer::html;

impl Writer<'_> {
    /// `nodes` as the text of a block; none, if they hold raw HTML.
    pub(super) fn inline(&self, nodes: &[Node], place: Place) -> Option<String> {
        let mut inline = Inline {
            writer: self,
            place,
            emphasized: false,
            out: String::new(),
        };
        inline.siblings(nodes)?;
        let text = inline.out.trim_end_matches([' ', '\n']);
        Some(without_last_escape(text).unwrap_or_else(|| text.to_owned()))
    }
}

/// `text` without the backslash before the `!` at its end, where no link can
/// follow that would make it a picture.
fn without_last_escape(text: &str) -> Option<String> {
    let before = text.strip_suffix('!')?;
    let backslashes = before.len() - before.trim_end_matches('\\').len();
    (backslashes % 2 == 1).then(|| format!("{}!", &before[..before.len() - 1]))
}

struct Inline<'a, 'w> {
    writer: &'a Writer<'w>,
    place: Place,
    /// Whether emphasis is open. Marks inside it could close it.
    emphasized: bool,
    out: String,
}

impl Inline<'_, '_> {
    fn siblings(&mut self, nodes: &[Node]) -> Option<()> {
        for (at, node) in nodes.iter().enumerate() {
            self.node(node, nodes.get(at + 1))?;
        }
        Some(())
    }

    fn node(&mut self, node: &Node, next: Option<&Node>) -> Option<()> {
        let plain = is_plain(node);
        #[allow(
            clippy::wildcard_enum_match_arm,
            reason = "the html writer knows the tags of all others"
        )]
        match &node.element {
            Element::Text(text) => self.text(text),
            Element::Emphasis if plain => self.emphasis(node, "*", next)?,
            Element::Strong if plain => self.emphasis(node, "**", next)?,
            Element::Literal if plain => self.code(&node.astext()),
            Element::Image(image) => self.image(node, image),
            Element::Reference(reference) => match &reference.link {
                Link::None | Link::Name(_) => self.siblings(&node.children)?,
                link if plain => self.link(node, link)?,
                _ => self.tags(node)?,
            },
            Element::Math => self.math(node),
            Element::Raw { format } => return self.raw(node, format),
            Element::Generated if node.attributes.has_class("sectnum") => {
                self.out.push_str("<span class=\"sectnum\">");
                self.text(node.astext().trim_end_matches('\u{a0}'));
                self.out.push_str(" </span>");
            }
            _ => self.tags(node)?,
        }
        Some(())
    }

    fn text(&mut self, text: &str) {
        escape::push(text, self.place, &mut self.out);
    }

    /// The element's HTML tags around its children.
    fn tags(&mut self, node: &Node) -> Option<()> {
        let (open, close) = html::inline_tags(node, &self.writer.html);
        self.html(&open);
        self.siblings(&node.children)?;
        self.html(&close);
        Some(())
    }

    /// HTML whose text must not be taken for Markdown.
    fn html(&mut self, html: &str) {
        for c in html.chars() {
            match c {
                '[' => self.out.push_str("&#91;"),
                ']' => self.out.push_str("&#93;"),
                '|' => self.out.push_str("&#124;"),
                '{' => self.out.push_str("&#123;"),
                c => self.out.push(c),
            }
        }
    }

    /// Asterisks where they are sure to be understood, tags elsewhere.
    fn emphasis(&mut self, node: &Node, marks: &str, next: Option<&Node>) -> Option<()> {
        let before = self.out.chars().last();
        let start = self.out.len();
        let outer = std::mem::replace(&mut self.emphasized, true);
        self.out.push_str(marks);
        self.siblings(&node.children)?;
        self.emphasized = outer;
        let content = self.out.split_off(start + marks.len());
        if !outer && stands_free(before, &content, next) {
            self.out.push_str(&content);
            self.out.push_str(marks);
        } else {
            self.out.truncate(start);
            let (open, close) = html::inline_tags(node, &self.writer.html);
            self.out.extend([&open[..], &content, &close]);
        }
        Some(())
    }

    /// Code between more backquotes than it has in a row.
    fn code(&mut self, text: &str) {
        let text = text.replace(['\n', '\r'], " ").replace('\0', "\u{fffd}");
        let against = self.out.ends_with('`');
        if against || island::has_helper(&text) || text.trim().is_empty() {
            self.out.push_str("<code>");
            self.text(&text);
            self.out.push_str("</code>");
            return;
        }
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let edge = |c| c == '`' || c == ' ';
        let pad = if text.starts_with(edge) || text.ends_with(edge) {
            " "
        } else {
            ""
        };
        let text = match self.place {
            Place::Cell => text.replace('|', "\\|"),
            Place::Paragraph | Place::Heading => text,
        };
        for part in [&fence[..], pad, &text, pad, &fence] {
            self.out.push_str(part);
        }
    }

    fn link(&mut self, node: &Node, link: &Link) -> Option<()> {
        let address = match link {
            Link::Uri(uri) => html::address(uri, self.writer.html.chapter_suffix).into_owned(),
            Link::Id(id) => format!("#{id}"),
            Link::None | Link::Name(_) => return self.siblings(&node.children),
        };
        if node.astext() == address && links::is_autolink(&address) {
            self.out.extend(["<", &address, ">"]);
            return Some(());
        }
        self.out.push('[');
        self.siblings(&node.children)?;
        self.out.push_str("](");
        self.out.push_str(&links::destination(&address, self.place));
        self.out.push(')');
        Some(())
    }

    fn image(&mut self, node: &Node, image: &Image) {
        if is_plain(node) && html::is_alone(image) {
            self.out.push_str("![");
            self.text(image.alt.as_deref().unwrap_or(&image.uri));
            self.out.push_str("](");
            let address = html::picture(&image.uri);
            self.out.push_str(&links::destination(address, self.place));
            self.out.push(')');
        } else {
            let within = Node::new(Element::Paragraph, node.span);
            let written = html::nodes(std::slice::from_ref(node), &within, &self.writer.html);
            self.html(&written);
        }
    }

    /// A formula is HTML, whose signs must not be taken for Markdown.
    fn math(&mut self, node: &Node) {
        let within = Node::new(Element::Paragraph, node.span);
        let written = html::nodes(std::slice::from_ref(node), &within, &self.writer.html);
        escape::push_html(&written, &mut self.out);
    }

    /// Raw HTML could be anything: the block must be HTML then.
    fn raw(&mut self, node: &Node, format: &str) -> Option<()> {
        let shown = format.split_whitespace().any(|it| it == "html");
        if shown && self.writer.html.raw {
            return None;
        }
        if shown {
            self.text(&node.astext());
        }
        Some(())
    }
}

/// Whether marks between `before`, `content` and `next` open and close
/// emphasis: they stand against the content, and not within a word or against
/// other asterisks.
fn stands_free(before: Option<char>, content: &str, next: Option<&Node>) -> bool {
    let clear = |c: char| c.is_whitespace() || c.is_ascii_punctuation() && c != '*';
    let edges = (content.chars().next(), content.chars().last());
    let (Some(first), Some(last)) = edges else {
        return false;
    };
    let inside = |c: char| !c.is_whitespace() && c != '*';
    let behind = match next.map(|node| &node.element) {
        None => true,
        Some(Element::Text(text)) => text.chars().next().is_some_and(clear),
        Some(other) => other.is_inline() && !matches!(other, Element::SubstitutionReference { .. }),
    };
    before.is_none_or(clear) && inside(first) && inside(last) && behind
}
