//! What has a caption: listed in front of the book, and so in need of a label.

use doctree::{Element, Node};

/// What is listed, each kind by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Figure,
    Table,
    Listing,
}

/// An entry of a list.
#[derive(Debug)]
pub(crate) struct Caption {
    pub(crate) kind: Kind,
    /// Where it stands.
    pub(crate) label: String,
    /// Its words, with its number if it has one.
    pub(crate) text: String,
}

/// Adds what has a caption below `root`, the chapter with the label `chapter`.
pub(crate) fn collect(root: &mut Node, chapter: &str, captions: &mut Vec<Caption>) {
    let mut count = 0;
    root.walk_mut(&mut |node| {
        let Some((kind, wanted)) = kind(node) else {
            return;
        };
        let Some(caption) = node.children.iter().find(|it| it.element == wanted) else {
            return;
        };
        let text = words(caption);
        if text.is_empty() {
            return;
        }
        count += 1;
        if node.attributes.ids().is_empty() {
            let label = format!("{chapter}~caption-{count}");
            node.attributes.edit().ids.push(label);
        }
        captions.push(Caption {
            kind,
            label: node.attributes.ids()[0].clone(),
            text,
        });
    });
}

/// The kind of `node`, and which of its children would be its caption.
fn kind(node: &Node) -> Option<(Kind, Element)> {
    Some(match node.element {
        Element::Figure(_) => (Kind::Figure, Element::Caption),
        Element::Table(_) => (Kind::Table, Element::Title),
        Element::Listing(_) => (Kind::Listing, Element::Caption),
        Element::Container if node.attributes.has_class("literal-block-wrapper") => {
            (Kind::Listing, Element::Caption)
        }
        _ => return None,
    })
}

/// The text of a caption without the footnotes and formulas in it.
fn words(caption: &Node) -> String {
    let mut out = String::new();
    add(caption, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn add(node: &Node, out: &mut String) {
    match &node.element {
        Element::Text(text) => out.push_str(text),
        Element::FootnoteReference { .. } => {}
        _ => node.children.iter().for_each(|it| add(it, out)),
    }
}
