//! Running text.

use doctree::tree::element::{Image, Link};
use doctree::{Element, Node};
use serde_json::{Value, json};

use super::length::{length, scaled};
use super::{Writer, with};
use crate::check::{BEHIND, FILE, MARK, bare};

/// Holds a link and the letter behind it together. Typst 0.15 cannot write
/// the tags when it breaks a line, with a hyphen, just there.
const WORD_JOINER: &str = "\u{2060}";

/// Longer words are given places to break.
const LONGEST_WORD: usize = 60;

/// What becomes of white space; each keeps more than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spaces {
    /// Runs of it are one space: the lines of the source mean nothing.
    Fold,
    /// Only line ends become spaces.
    Keep,
    /// Lines stay lines.
    Lines,
}

impl Spaces {
    /// `text` with its white space so.
    pub(super) fn apply(self, text: &str) -> String {
        match self {
            Self::Fold => soften(fold(text)),
            Self::Keep => text.replace('\n', " "),
            Self::Lines => text.to_owned(),
        }
    }
}

impl Writer<'_> {
    /// Running text.
    pub(super) fn running(&self, nodes: &[Node], spaces: Spaces) -> Value {
        let mut out = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            if index > 0 && ends_in_link(&nodes[index - 1]) && starts_with_letter(node) {
                out.push(WORD_JOINER.into());
            }
            let mut value = self.node(node, spaces);
            // A page would stand inside the word that goes on behind the link.
            if let Some(Value::Object(link)) = &mut value
                && nodes.get(index + 1).is_some_and(goes_on)
            {
                link.remove("place");
            }
            out.extend(value);
        }
        Value::Array(out)
    }

    /// A link, or its text alone when it leads nowhere.
    pub(super) fn link(&self, node: &Node, link: &Link, spaces: Spaces) -> Value {
        let children = match self.running(&node.children, spaces) {
            Value::Array(label) if matches!(node.element, Element::CitationReference { .. }) => {
                let bracket = |it: &str| vec![Value::from(it)];
                [bracket("["), label, bracket("]")].concat().into()
            }
            children => children,
        };
        match link {
            Link::Uri(uri) => {
                let mark = node.attributes.other(MARK);
                let of_note = mark.filter(|it| *it != BEHIND);
                let fields = [
                    ("uri", json!(uri)),
                    ("note", json!(of_note)),
                    ("behind", json!((mark == Some(BEHIND)).then_some(true))),
                    ("address", json!(mark.and(bare(uri)))),
                    ("c", children),
                ];
                with("reference", node, fields)
            }
            Link::Id(to) => {
                let mut fields = vec![("to", json!(to)), ("c", children)];
                if matches!(node.element, Element::CitationReference { .. }) {
                    fields.push(("cites", json!(true)));
                }
                if let Some(place) = self.place(node, to) {
                    fields.push(("place", place));
                }
                let mut object = super::object("reference", node);
                object.extend(
                    fields
                        .into_iter()
                        .map(|(name, value)| (name.to_owned(), value)),
                );
                Value::Object(object)
            }
            Link::None | Link::Name(_) => match node.attributes.other(FILE) {
                Some(path) if node.attributes.other(MARK).is_some() => {
                    let path = json!(self.printable(path));
                    with("file", node, [("path", path), ("c", children)])
                }
                _ => with("inline", node, [("c", children)]),
            },
        }
    }

    /// What is told of the place that a link leads to, besides its page: its
    /// number. Nothing, if the place needs not be told: it is near, or the link
    /// is a name in code, a term or a citation, of which there are too many.
    pub(super) fn place(&self, node: &Node, to: &str) -> Option<Value> {
        let is_common = |it: &Node| {
            matches!(
                it.element,
                Element::Literal | Element::CitationReference { .. }
            )
        };
        let common = to.contains("#term-") || node.walk().any(is_common);
        if common && !self.lists_contents {
            return None;
        }
        let chapter = to.split(['#', '~']).next();
        let is = |class| node.walk().any(|it: &Node| it.attributes.has_class(class));
        let told = is("std-ref") || is("std-numref");
        if !self.lists_contents && chapter == Some(self.chapter) && !told {
            return None;
        }
        let section = self.book.sections.get(to).copied();
        if !self.lists_contents && section.is_some() && section == self.section {
            return None;
        }
        let number = self.book.numbers.get(to);
        let named = number.is_some_and(|it| node.astext().starts_with(it.as_str()));
        let near = chapter == Some(self.chapter);
        let known = self.lists_contents || near || named || is("std-numref");
        Some(match number.filter(|_| !known) {
            Some(number) if number.contains('.') => json!({"section": number}),
            Some(number) => json!({"chapter": number}),
            None => json!({}),
        })
    }

    /// The mark of a footnote, with the footnote itself if this is its place.
    pub(super) fn footnote_reference(&self, node: &Node, link: &Link) -> Value {
        let is_footnote = |it: &Element| matches!(it, Element::Footnote { .. });
        let (bodies, mark): (Vec<_>, Vec<_>) = node
            .children
            .iter()
            .cloned()
            .partition(|child| is_footnote(&child.element));
        let mark = self.running(&mark, Spaces::Fold);
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
        let Some(picture) = self.book.checked.pictures.get(&image.uri) else {
            let text = image.alt.as_deref().unwrap_or(&image.uri);
            let text = self.printable(text);
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
                json!(image.alt.as_deref().map(|it| self.printable(it))),
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

/// `text` with places to break in words that are wider than a page.
fn soften(text: String) -> String {
    let is_long = |word: &str| word.len() > LONGEST_WORD;
    if !text.split(' ').any(is_long) {
        return text;
    }
    let words = text.split(' ').map(|word| {
        if !is_long(word) || word.contains('/') {
            return word.to_owned();
        }
        let letters: Vec<_> = word.chars().collect();
        let pieces: Vec<String> = letters.chunks(12).map(|it| it.iter().collect()).collect();
        pieces.join("\u{200b}")
    });
    words.collect::<Vec<_>>().join(" ")
}

fn ends_in_link(node: &Node) -> bool {
    match &node.element {
        Element::Reference(_)
        | Element::CitationReference { .. }
        | Element::FootnoteReference { .. } => true,
        _ => node.children.last().is_some_and(ends_in_link),
    }
}

/// Whether a word that ends before `node` goes on in it.
fn goes_on(node: &Node) -> bool {
    matches!(node.element, Element::Text(_)) && starts_with_letter(node)
}

fn starts_with_letter(node: &Node) -> bool {
    node.astext().starts_with(char::is_alphanumeric)
}
