//! The elements of HTML that are taken over, and what they are in the tree.

use super::table;
use super::tokens::attribute;
use crate::source::Span;
use crate::tree::element::{Enumeration, Enumtype, Link, Reference};
use crate::tree::{Element, Node};

/// What sort of element a tag is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Stands in a line of text.
    Inline,
    /// Has no content.
    Void,
    /// Only its content counts, which stands in a line.
    Through,
    /// Anything else.
    Block,
}

const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

const THROUGH: [&str; 16] = [
    "abbr", "bdi", "bdo", "button", "data", "dfn", "font", "label", "mark", "nobr", "option", "q",
    "small", "span", "time", "html",
];

const INLINE: [&str; 15] = [
    "a", "b", "cite", "code", "del", "em", "i", "kbd", "s", "samp", "strong", "sub", "sup", "u",
    "var",
];

pub(super) fn kind(name: &str) -> Kind {
    if VOID.contains(&name) {
        Kind::Void
    } else if THROUGH.contains(&name) {
        Kind::Through
    } else if INLINE.contains(&name) {
        Kind::Inline
    } else {
        Kind::Block
    }
}

/// The element that an inline tag stands for; none, if only its content counts.
pub(super) fn inline(name: &str, tag: &str) -> Option<Element> {
    Some(match name {
        "b" | "strong" => Element::Strong,
        "em" | "i" | "cite" | "var" => Element::Emphasis,
        "code" | "kbd" | "samp" => Element::Literal,
        "sub" => Element::Subscript,
        "sup" => Element::Superscript,
        "a" => reference(attribute(tag, "href").filter(|it| !it.starts_with('#'))?),
        _ => return None,
    })
}

/// A link whose text is its address.
pub(super) fn link(uri: String, span: Span) -> Node {
    let text = Node::text(uri.as_str(), span);
    Node::with(reference(uri), span, vec![text])
}

fn reference(uri: String) -> Element {
    Element::Reference(Box::new(Reference {
        link: Link::Uri(uri),
        ..Reference::default()
    }))
}

/// The element that a block's tag stands for; none, if only its content counts.
pub(super) fn block(name: &str, tag: &str, span: Span) -> Option<Node> {
    let number = |name| attribute(tag, name).and_then(|it| it.parse().ok());
    let element = match name {
        "p" => Element::Paragraph,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Element::Rubric,
        "pre" => Element::LiteralBlock,
        "blockquote" => Element::BlockQuote,
        "ul" => Element::BulletList { bullet: '-' },
        "ol" => Element::EnumeratedList(Box::new(Enumeration {
            enumtype: Enumtype::Arabic,
            prefix: "",
            suffix: ".",
            start: number("start").unwrap_or(1),
        })),
        "li" => Element::ListItem,
        "table" => Element::Table(Box::default()),
        "caption" => Element::Title,
        "thead" => Element::Thead,
        "tbody" | "tfoot" => Element::Tbody,
        "tr" => Element::Row,
        "td" | "th" => {
            let count = |name| {
                number(name)
                    .and_then(|it| usize::try_from(it).ok())
                    .unwrap_or(1)
            };
            return Some(table::entry(
                count("colspan"),
                count("rowspan"),
                name == "th",
                span,
            ));
        }
        _ => return None,
    };
    Some(Node::new(element, span))
}

/// Whether it stands in one other element only.
pub(super) fn is_part(element: &Element) -> bool {
    matches!(
        element,
        Element::ListItem
            | Element::Title
            | Element::Thead
            | Element::Tbody
            | Element::Row
            | Element::Entry { .. }
    )
}

/// Whether `around` is that element for the `part`.
pub(super) fn holds(around: &Element, part: &Element) -> bool {
    let is_list = matches!(
        around,
        Element::BulletList { .. } | Element::EnumeratedList(_)
    );
    let is_table = matches!(around, Element::Table(_));
    let is_group = matches!(around, Element::Thead | Element::Tbody);
    match part {
        Element::ListItem => is_list,
        Element::Row => is_table || is_group,
        Element::Entry { .. } => *around == Element::Row,
        _ => is_table,
    }
}

/// Whether text may stand in it, directly or in a paragraph.
pub(super) fn holds_text(element: &Element) -> bool {
    element.holds_inline() || element.holds_body()
}

/// Names of elements.
type Names = &'static [&'static str];

/// What the tag `name` closes, and within which elements it looks for it.
pub(super) fn closes(name: &str) -> (Names, Names) {
    match name {
        "li" => (&["li", "p"], &["ul", "ol", "td", "th"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tr" => (&["tr", "caption"], &["table"]),
        "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "tr", "caption"], &["table"]),
        "caption" => (&["caption"], &["table"]),
        _ => (
            &["p", "h1", "h2", "h3", "h4", "h5", "h6"],
            &["li", "td", "th", "blockquote"],
        ),
    }
}
