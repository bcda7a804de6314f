//! Running text.

use doctree::tree::element::{Image, Link};
use doctree::{Element, Node};
use serde_json::{Value, json};

use super::length::{length, scaled};
use super::{Writer, with};

/// Holds a link and the letter behind it together. Typst 0.15 cannot write
/// the tags when it breaks a line, with a hyphen, just there.
const WORD_JOINER: &str = "\u{2060}";

impl Writer<'_> {
    /// Running text. White space is folded, as the lines of the source mean nothing.
    pub(super) fn inlines(&self, nodes: &[Node]) -> Value {
        self.running(nodes, true)
    }

    /// Text whose lines and spaces stay as they are.
    pub(super) fn verbatim(&self, nodes: &[Node]) -> Value {
        self.running(nodes, false)
    }

    fn running(&self, nodes: &[Node], folds: bool) -> Value {
        let mut out = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            if index > 0 && ends_in_link(&nodes[index - 1]) && starts_with_letter(node) {
                out.push(WORD_JOINER.into());
            }
            out.extend(self.inline(node, folds));
        }
        Value::Array(out)
    }

    /// A node of running text; nothing, if it is not for readers.
    fn inline(&self, node: &Node, folds: bool) -> Option<Value> {
        let tag = node.element.tag();
        let children = || self.running(&node.children, folds);
        Some(match &node.element {
            Element::Text(text) if folds => fold(text).into(),
            Element::Text(text) => text.as_str().into(),
            Element::Literal => with(tag, node, [("c", self.verbatim(&node.children))]),
            Element::Math => with("literal", node, [("c", self.verbatim(&node.children))]),
            Element::Inline => with(
                tag,
                node,
                [
                    ("c", children()),
                    ("classes", json!(node.attributes.classes())),
                ],
            ),
            Element::Reference(reference) => self.link(node, &reference.link, children()),
            Element::CitationReference { link } => self.link(node, link, children()),
            Element::FootnoteReference { link, .. } => self.footnote_reference(node, link),
            Element::Image(image) => self.image("picture", node, image),
            Element::Comment
            | Element::SubstitutionDefinition { .. }
            | Element::Meta(_)
            | Element::Pending(_) => return None,
            _ => with(tag, node, [("c", children())]),
        })
    }

    /// A link, or its text alone when it leads nowhere.
    fn link(&self, node: &Node, link: &Link, children: Value) -> Value {
        match link {
            Link::Uri(uri) => with("reference", node, [("uri", json!(uri)), ("c", children)]),
            Link::Id(to) => {
                let chapter = to.split('#').next();
                let far = chapter != Some(self.chapter);
                let fields = [("to", json!(to)), ("far", json!(far)), ("c", children)];
                with("reference", node, fields)
            }
            Link::None | Link::Name(_) => with("inline", node, [("c", children)]),
        }
    }

    /// The mark of a footnote, with the footnote itself if this is its place.
    fn footnote_reference(&self, node: &Node, link: &Link) -> Value {
        let is_footnote = |it: &Element| matches!(it, Element::Footnote { .. });
        let (bodies, mark): (Vec<_>, Vec<_>) = node
            .children
            .iter()
            .cloned()
            .partition(|child| is_footnote(&child.element));
        let mark = self.inlines(&mark);
        match (bodies.first(), link) {
            (Some(body), Link::Id(label)) => {
                let others = body.attributes.ids().iter().filter(|id| *id != label);
                let is_label = |it: &Element| *it == Element::Label;
                let fields = [
                    ("mark", mark),
                    ("label", json!(label)),
                    ("others", json!(others.collect::<Vec<_>>())),
                    ("c", self.rest(body, is_label)),
                ];
                with("note", node, fields)
            }
            (_, Link::Id(to)) => with(
                "footnote_reference",
                node,
                [("mark", mark), ("to", json!(to))],
            ),
            _ => with("footnote_reference", node, [("mark", mark)]),
        }
    }

    /// A picture, or its description if the book does not have it.
    pub(super) fn image(&self, kind: &str, node: &Node, image: &Image) -> Value {
        let Some(picture) = self.pictures.get(&image.uri) else {
            let text = image.alt.as_deref().unwrap_or(&image.uri);
            let text = crate::check::printable(text);
            return with(
                "missing_picture",
                node,
                [("inline", json!(kind == "picture")), ("c", json!([text]))],
            );
        };
        let ratio = picture.height / picture.width.max(1.0);
        let width = image
            .width
            .as_deref()
            .and_then(length)
            .or_else(|| {
                let height = image.height.as_deref().and_then(length)?;
                height
                    .get("pt")?
                    .as_f64()
                    .map(|height| json!({"pt": height / ratio}))
            })
            .unwrap_or_else(|| json!({"pt": picture.width * 0.75}));
        let fields = [
            ("file", json!(picture.file)),
            ("width", scaled(width, image.scale)),
            ("ratio", json!(ratio)),
            (
                "alt",
                json!(image.alt.as_deref().map(crate::check::printable)),
            ),
            ("align", json!(image.align)),
        ];
        with(kind, node, fields)
    }
}

/// Runs of white space as one space. Spaces at the ends stay: they part words.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        let blank = matches!(character, ' ' | '\n' | '\t' | '\r');
        if !blank {
            out.push(character);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

fn ends_in_link(node: &Node) -> bool {
    match &node.element {
        Element::Reference(_)
        | Element::CitationReference { .. }
        | Element::FootnoteReference { .. } => true,
        _ => node.children.last().is_some_and(ends_in_link),
    }
}

fn starts_with_letter(node: &Node) -> bool {
    node.astext().starts_with(char::is_alphanumeric)
}
