//! What a declaration shows: pieces of text, some of which refer to what they
//! name.

use super::ids::Ids;
use crate::source::Span;
use crate::tree::element::PendingXref;
use crate::tree::{Element, Node};

/// A piece of what is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Bit {
    /// A text of the kind that the class says, in the words of Pygments.
    Piece(&'static str, String),
    /// A text of no kind.
    Text(String),
    /// A name that refers to something.
    Name { name: String, target: String },
    /// The name of what is declared, behind what it is in.
    Described { within: Vec<Bit>, name: Vec<Bit> },
    /// The parameters of what is declared.
    Parameters(Vec<Vec<Bit>>),
}

/// A part of a declaration: what it shows, and its ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) bits: Vec<Bit>,
    pub(super) ids: Ids,
}

impl Part {
    pub(super) fn new(bits: Vec<Bit>, ids: Ids) -> Self {
        Self { bits, ids }
    }
}

pub(super) fn piece(class: &'static str, text: &str) -> Bit {
    Bit::Piece(class, text.to_owned())
}

pub(super) fn mark(text: &str) -> Bit {
    piece("p", text)
}

pub(super) fn word(text: &str) -> Bit {
    piece("k", text)
}

pub(super) fn space() -> Bit {
    piece("w", " ")
}

/// A sign or a word that connects or changes values.
pub(super) fn operator(text: &str) -> Bit {
    let is_word = text.starts_with(|c: char| c.is_ascii_lowercase());
    piece(if is_word { "k" } else { "o" }, text)
}

/// Adds ` = ` and what is behind it.
pub(super) fn assigned(bits: &mut Vec<Bit>, value: Vec<Bit>) {
    bits.extend([space(), mark("="), space()]);
    bits.extend(value);
}

/// The lists with a comma between each two.
pub(super) fn listed<'b>(lists: impl IntoIterator<Item = &'b Vec<Bit>>) -> Vec<Bit> {
    let mut bits = Vec::new();
    for (at, list) in lists.into_iter().enumerate() {
        if at > 0 {
            bits.extend([mark(","), space()]);
        }
        bits.extend(list.iter().cloned());
    }
    bits
}

/// The words with a space between each two.
pub(super) fn apart(words: Vec<Vec<Bit>>) -> Vec<Bit> {
    let mut bits = Vec::new();
    for list in words {
        if !bits.is_empty() {
            bits.push(space());
        }
        bits.extend(list);
    }
    bits
}

/// The text of `bits` as it is written: what has no name is called by its mark.
pub(super) fn raw(bits: &[Bit]) -> String {
    let mut out = String::new();
    write(bits, &mut out, &|name| name);
    out
}

/// The text of `bits` as it is shown.
pub(super) fn shown_text(bits: &[Bit]) -> String {
    let mut out = String::new();
    write(bits, &mut out, &displayed);
    out
}

fn write(bits: &[Bit], out: &mut String, display: &dyn Fn(&str) -> &str) {
    for bit in bits {
        match bit {
            Bit::Piece("n", text) | Bit::Name { name: text, .. } => out.push_str(display(text)),
            Bit::Piece(_, text) | Bit::Text(text) => out.push_str(text),
            Bit::Described { within, name } => {
                write(within, out, display);
                write(name, out, display);
            }
            Bit::Parameters(list) => {
                out.push('(');
                for (at, it) in list.iter().enumerate() {
                    out.push_str(if at > 0 { ", " } else { "" });
                    write(it, out, display);
                }
                out.push(')');
            }
        }
    }
}

/// What is shown for a name: those that begin with `@` stand for none.
pub(crate) fn displayed(name: &str) -> &str {
    if name.starts_with('@') {
        "[anonymous]"
    } else {
        name
    }
}

/// The nodes of `bits` in `domain`, with references that stand in the object
/// `class`; the bits are none of a declared name.
pub(crate) fn nodes(bits: &[Bit], domain: &str, class: Option<&str>, span: Span) -> Vec<Node> {
    let piece = |class: &str, text: &str| {
        Node::with(Element::Inline, span, vec![Node::text(text, span)]).class(class)
    };
    let mut nodes = Vec::new();
    for bit in bits {
        nodes.push(match bit {
            Bit::Piece("n", text) => piece("n", displayed(text)),
            Bit::Piece(class, text) => piece(class, text),
            Bit::Text(text) => Node::text(text.as_str(), span),
            Bit::Name { name, target } => {
                let xref = PendingXref {
                    domain: domain.to_owned(),
                    reftype: "identifier".into(),
                    target: target.clone(),
                    class: class.map(str::to_owned),
                    ..PendingXref::default()
                };
                let shown = vec![piece("n", displayed(name))];
                Node::with(Element::PendingXref(Box::new(xref)), span, shown)
            }
            Bit::Described { .. } | Bit::Parameters(_) => {
                Node::text(shown_text(std::slice::from_ref(bit)), span)
            }
        });
    }
    nodes
}
