//! Which element a tag of Markdown is.

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, LinkType, Tag, TagEnd};

use super::code;
use crate::source::Span;
use crate::tree::element::{Admonition, Auto, Enumeration, Enumtype, Image, Link, Reference};
use crate::tree::{Element, Node};

/// The element that `tag` opens, and its level, if it is a heading.
pub(super) fn element(tag: Tag<'_>, span: Span) -> (Node, Option<usize>) {
    let new = |element| Node::new(element, span);
    let node = match tag {
        Tag::Heading {
            level, id, classes, ..
        } => {
            let mut title = new(Element::Title);
            let common = title.attributes.edit();
            common.ids.extend(id.map(|id| id.to_string()));
            common
                .classes
                .extend(classes.iter().map(ToString::to_string));
            return (title, Some(level as usize));
        }
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => code::block(&info, span),
        Tag::CodeBlock(CodeBlockKind::Indented) => new(Element::LiteralBlock),
        Tag::FootnoteDefinition(name) => footnote(&name, span),
        Tag::Table(alignments) => table(&alignments, span),
        Tag::Strikethrough => new(Element::Inline).class("del"),
        tag => new(plain(tag)),
    };
    (node, None)
}

/// Tags whose element says it all.
fn plain(tag: Tag<'_>) -> Element {
    match tag {
        Tag::BlockQuote(None) => Element::BlockQuote,
        Tag::BlockQuote(Some(kind)) => Element::Admonition(admonition(kind)),
        Tag::List(None) => Element::BulletList { bullet: '-' },
        Tag::List(Some(start)) => Element::EnumeratedList(Box::new(Enumeration {
            enumtype: Enumtype::Arabic,
            prefix: "",
            suffix: ".",
            start,
        })),
        Tag::Item => Element::ListItem,
        Tag::DefinitionList => Element::DefinitionList,
        Tag::DefinitionListTitle => Element::Term,
        Tag::DefinitionListDefinition => Element::Definition,
        Tag::TableHead => Element::Thead,
        Tag::TableRow => Element::Row,
        Tag::TableCell => Element::Entry {
            morerows: 0,
            morecols: 0,
            stub: false,
        },
        Tag::Emphasis => Element::Emphasis,
        Tag::Strong => Element::Strong,
        Tag::Superscript => Element::Superscript,
        Tag::Subscript => Element::Subscript,
        Tag::Link {
            link_type,
            dest_url,
            ..
        } => link(link_type, &dest_url),
        Tag::Image { dest_url, .. } => Element::Image(Box::new(Image {
            uri: dest_url.to_string(),
            ..Image::default()
        })),
        Tag::Paragraph
        | Tag::Heading { .. }
        | Tag::CodeBlock(_)
        | Tag::HtmlBlock
        | Tag::FootnoteDefinition(_)
        | Tag::Table(_)
        | Tag::Strikethrough
        | Tag::MetadataBlock(_) => Element::Paragraph,
    }
}

fn admonition(kind: BlockQuoteKind) -> Admonition {
    match kind {
        BlockQuoteKind::Note => Admonition::Note,
        BlockQuoteKind::Tip => Admonition::Tip,
        BlockQuoteKind::Important => Admonition::Important,
        BlockQuoteKind::Warning => Admonition::Warning,
        BlockQuoteKind::Caution => Admonition::Caution,
    }
}

fn link(kind: LinkType, address: &str) -> Element {
    let link = match address.strip_prefix('#') {
        Some(id) if !id.is_empty() => Link::Id(id.to_owned()),
        _ if kind == LinkType::Email => Link::Uri(format!("mailto:{address}")),
        _ => Link::Uri(address.to_owned()),
    };
    Element::Reference(Box::new(Reference {
        link,
        ..Reference::default()
    }))
}

/// The ids are those that mdBook gives footnotes.
fn footnote(name: &str, span: Span) -> Node {
    let auto = Some(Auto::Number);
    let mut node = Node::new(Element::Footnote { auto }, span);
    node.attributes.edit().ids.push(format!("footnote-{name}"));
    node
}

/// A table whose columns know how their text is to be set.
fn table(alignments: &[Alignment], span: Span) -> Node {
    let columns = alignments.iter().map(|alignment| {
        let column = Node::new(
            Element::Colspec {
                colwidth: 1,
                stub: false,
            },
            span,
        );
        match alignment {
            Alignment::None => column,
            Alignment::Left => column.class("align-left"),
            Alignment::Center => column.class("align-center"),
            Alignment::Right => column.class("align-right"),
        }
    });
    Node::with(Element::Table(Box::default()), span, columns.collect())
}

/// Whether text that stands directly in `element` is a paragraph of it.
pub(super) fn holds_blocks(element: &Element) -> bool {
    matches!(
        element,
        Element::ListItem
            | Element::Definition
            | Element::BlockQuote
            | Element::Admonition(_)
            | Element::Footnote { .. }
            | Element::Entry { .. }
    )
}

/// Whether what ends stands within text.
pub(super) fn is_inline(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// A picture's text is its alternative, and a link's its name.
pub(super) fn finish(mut node: Node) -> Node {
    let text = node.astext();
    match &mut node.element {
        Element::Image(image) => {
            image.alt = Some(text.replace('\n', " "));
            node.children.clear();
        }
        Element::Reference(reference) => {
            let words: Vec<&str> = text.split_whitespace().collect();
            reference.name = Some(words.join(" "));
        }
        _ => {}
    }
    node
}
