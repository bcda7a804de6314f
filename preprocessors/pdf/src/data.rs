//! Checked trees as the JSON that the template reads.
//!
//! A book is an object; its chapters hold lists of nodes. A node is a string
//! (text) or an object: `k` names its kind, which is docutils' name of the
//! element wherever there is one, `c` lists its children, `ids` the labels
//! that lead to it; the rest is particular to the kind and stands in `node`.

mod block;
mod chapter;
mod code;
mod inline;
mod length;
mod list;
mod node;
mod table;

use std::collections::BTreeMap;

use doctree::{Element, Node};
use serde_json::{Map, Value, json};

use inline::Spaces;

use crate::check::{Checked, Picture, printable};
use crate::{Chapter, Settings};

/// Papers that the template can be set on, under Typst's names.
const PAPERS: [&str; 8] = [
    "a4",
    "a3",
    "a5",
    "iso-b5",
    "us-letter",
    "us-legal",
    "us-tabloid",
    "us-executive",
];

/// The whole book.
pub(crate) fn book(settings: &Settings, chapters: &[Chapter], checked: &Checked) -> Value {
    let (language, region) = language(&settings.language);
    let paper = settings.paper.to_ascii_lowercase();
    let text = |text: &Option<String>| text.as_deref().map(printable);
    let cover = checked
        .cover
        .as_ref()
        .and_then(|path| checked.pictures.get(path));
    json!({
        "title": printable(&settings.title),
        "subtitle": text(&settings.subtitle),
        "authors": settings.authors.iter().map(|it| printable(it)).collect::<Vec<_>>(),
        "language": language,
        "region": region,
        "version": text(&settings.version),
        "date": text(&settings.date),
        "paper": if PAPERS.contains(&&*paper) { &paper } else { PAPERS[0] },
        "cover": cover.map(|picture| &picture.file),
        "chapters": chapter::chapters(chapters, checked),
    })
}

/// A language and its region in the form that Typst takes; English for others.
fn language(tag: &str) -> (String, Option<String>) {
    let (language, region) = tag.split_once(['-', '_']).unwrap_or((tag, ""));
    let is_code = |code: &str, longest| {
        (2..=longest).contains(&code.len()) && code.bytes().all(|it| it.is_ascii_alphabetic())
    };
    if is_code(language, 3) {
        let region = is_code(region, 2).then(|| region.to_ascii_uppercase());
        (language.to_ascii_lowercase(), region)
    } else {
        ("en".to_owned(), None)
    }
}

/// Writes the nodes of one chapter.
#[derive(Clone, Copy, Debug)]
struct Writer<'a> {
    /// The chapter's label.
    chapter: &'a str,
    /// The book's pictures by path.
    pictures: &'a BTreeMap<String, Picture>,
    /// The level of the headings in the section being written.
    level: usize,
    /// How deep that section lies in its chapter.
    depth: usize,
    /// Whether the nodes stand in another block. A figure can then not float.
    nested: bool,
    /// Whether links are told with their pages, as those of contents.
    lists_contents: bool,
}

/// An object of the kind `kind`, with the node's labels.
fn object(kind: &str, node: &Node) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("k".into(), kind.into());
    if !node.attributes.ids().is_empty() {
        object.insert("ids".into(), json!(node.attributes.ids()));
    }
    object
}

/// An object of the kind `kind` with `fields`.
fn with<const N: usize>(kind: &str, node: &Node, fields: [(&str, Value); N]) -> Value {
    let mut object = object(kind, node);
    object.extend(
        fields
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name.to_owned(), value)),
    );
    Value::Object(object)
}

impl Writer<'_> {
    /// The children of `node`, as blocks or as running text.
    fn children(&self, node: &Node, spaces: Spaces) -> Value {
        if node.element.holds_inline() {
            self.running(&node.children, spaces)
        } else {
            self.inside().blocks(node.children.iter())
        }
    }

    fn inside(self) -> Self {
        Self {
            nested: true,
            ..self
        }
    }

    /// The first child of `node` that is such an element, as its children.
    fn part(&self, node: &Node, is: impl Fn(&Element) -> bool) -> Value {
        node.children
            .iter()
            .find(|child| is(&child.element))
            .map_or(Value::Null, |child| self.children(child, Spaces::Fold))
    }

    /// The children of `node` that are no such element, as blocks.
    fn rest(&self, node: &Node, is: impl Fn(&Element) -> bool) -> Value {
        self.inside()
            .blocks(node.children.iter().filter(|child| !is(&child.element)))
    }
}
