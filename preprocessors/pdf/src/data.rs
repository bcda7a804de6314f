//! Checked trees as the JSON that the template reads.
//!
//! A book is an object; its chapters hold lists of nodes. A node is a string
//! (text) or a number, which is the place of an object in a table of all nodes:
//! `k` names its kind, which is docutils' name of the element wherever there is
//! one, `c` lists its children, `ids` the labels that lead to it; the rest is
//! particular to the kind and stands in `node`.
//!
//! Typst remembers what functions have returned by all that they were given. A
//! tree in which nodes held nodes would be looked through again at each level;
//! numbers are small.

mod block;
mod chapter;
mod code;
mod division;
mod index;
mod inline;
mod length;
mod list;
mod lists;
mod math;
mod node;
mod pieces;
mod playground;
mod sheet;
mod table;
mod tabled;
mod words;

use std::collections::BTreeMap;

use doctree::{Element, Node};
use serde_json::{Map, Value, json};
use typst::foundations::Bytes;

use inline::Spaces;

use crate::check::{Checked, printable};
use crate::fonts::Fonts;
use crate::{Chapter, Settings};

/// Papers that the template can be set on, under Typst's names, and their
/// widths in points.
const PAPERS: [(&str, f64); 8] = [
    ("a4", 595.276),
    ("a3", 841.89),
    ("a5", 419.528),
    ("iso-b5", 498.898),
    ("us-letter", 612.0),
    ("us-legal", 612.0),
    ("us-tabloid", 792.0),
    ("us-executive", 522.0),
];

/// How much of a page's width each margin is, unless a book says otherwise.
const MARGIN: f64 = 0.159;

/// How the book looks. What is not set is the template's to choose.
pub(crate) fn look(settings: &Settings, fonts: &Fonts) -> Value {
    let look = &settings.look;
    let paper = look.paper.to_ascii_lowercase();
    let family = |name: &Option<String>| name.clone().filter(|it| fonts.has_family(it));
    let (paper, width) = PAPERS
        .into_iter()
        .find(|it| it.0 == paper)
        .unwrap_or(PAPERS[0]);
    let margins = look
        .margins
        .map_or(width * MARGIN * 2.0, |it| it[1] + it[3]);
    json!({
        "paper": paper,
        "margin": MARGIN,
        "width": (width - margins).max(60.0),
        "margins": look.margins,
        "text-font": family(&look.text_font),
        "code-font": family(&look.code_font),
        "size": look.size.filter(|it| (5.0..=30.0).contains(it)),
        "grey": look.grey,
        "words": words::of(&settings.language),
    })
}

/// What opens with a page of its own: the page of a part, a chapter, the solutions.
#[derive(Clone, Debug, Hash)]
pub(crate) struct Division {
    /// Its label.
    pub(crate) label: String,
    /// What stands at the head of its pages, but not of its first.
    pub(crate) running: Option<String>,
}

/// Divisions that are set together.
#[derive(Clone, Debug, Hash)]
pub(crate) struct Sheet {
    /// One or more, in order.
    pub(crate) divisions: Vec<Division>,
    /// Whether it holds the index, which is set when the pages of all others are known.
    pub(crate) is_index: bool,
    /// The divisions as JSON, and the table of their nodes.
    pub(crate) data: Bytes,
    pub(crate) nodes: Bytes,
}

/// A book as JSON.
#[derive(Clone, Debug, Default, Hash)]
pub(crate) struct Data {
    /// What stands around the divisions.
    pub(crate) book: Vec<u8>,
    /// The book's divisions, in sheets and in order.
    pub(crate) sheets: Vec<Sheet>,
    /// The table of nodes, if all of the book is in `book`.
    pub(crate) nodes: Option<Vec<u8>>,
    /// The labels that links may lead to.
    pub(crate) labels: Vec<String>,
}

/// The book in divisions, for our template.
pub(crate) fn divided(
    settings: &Settings,
    chapters: &[Chapter],
    checked: &Checked,
    fonts: &Fonts,
) -> serde_json::Result<Data> {
    let shared = Shared::new(settings, chapters, checked, fonts);
    Ok(Data {
        book: serde_json::to_vec(&book(&shared))?,
        sheets: sheet::sheets(division::divisions(chapters, &shared))?,
        nodes: None,
        labels: checked.all_labels(),
    })
}

/// The book in one, for a template of the author's own: what there is in divisions
/// stands in the book's `chapters` and `solutions`.
pub(crate) fn whole(
    settings: &Settings,
    chapters: &[Chapter],
    checked: &Checked,
    fonts: &Fonts,
) -> serde_json::Result<Data> {
    let shared = Shared::new(settings, chapters, checked, fonts);
    let mut book = book(&shared);
    book["chapters"] = chapter::chapters(chapters, &shared).collect();
    book["solutions"] = chapter::solutions(chapters, &shared);
    let (book, nodes) = tabled::tabled(book, 0);
    Ok(Data {
        book: serde_json::to_vec(&book)?,
        nodes: Some(serde_json::to_vec(&nodes)?),
        ..Data::default()
    })
}

/// What stands around the divisions.
fn book(shared: &Shared) -> Value {
    let Shared {
        settings,
        checked,
        fonts,
        ..
    } = shared;
    let (language, region) = language(&settings.language);
    let text = |text: &Option<String>| text.as_deref().map(|it| printable(it, fonts));
    let cover = checked
        .cover
        .as_ref()
        .and_then(|path| checked.pictures.get(path));
    json!({
        "title": printable(&settings.title, fonts),
        "subtitle": text(&settings.subtitle),
        "authors": settings.authors.iter().map(|it| printable(it, fonts)).collect::<Vec<_>>(),
        "language": language,
        "region": region,
        "version": text(&settings.version),
        "date": text(&settings.date),
        "cover": cover.map(|picture| &picture.file),
        "contents": settings.look.contents,
        "lists": lists::lists(shared),
    })
}

/// What all chapters have in common.
#[derive(Debug)]
struct Shared<'a> {
    settings: &'a Settings,
    checked: &'a Checked,
    fonts: &'a Fonts,
    /// The numbers of chapters and sections, by label.
    numbers: BTreeMap<String, String>,
    /// The sections that labels are in, by a number of no other meaning.
    sections: BTreeMap<String, usize>,
}

impl<'a> Shared<'a> {
    fn new(
        settings: &'a Settings,
        chapters: &[Chapter],
        checked: &'a Checked,
        fonts: &'a Fonts,
    ) -> Self {
        Self {
            settings,
            checked,
            fonts,
            numbers: chapter::numbers(chapters, checked),
            sections: chapter::sections(checked),
        }
    }
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
    /// What is the same for all chapters.
    book: &'a Shared<'a>,
    /// The chapter's label.
    chapter: &'a str,
    /// The level of the headings in the section being written.
    level: usize,
    /// How deep that section lies in its chapter.
    depth: usize,
    /// Which it is, of all sections.
    section: Option<usize>,
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
    /// `text` with what no font can draw replaced.
    fn printable(&self, text: &str) -> String {
        printable(text, self.book.fonts)
    }

    /// What docutils writes at an element of this name in the book's language.
    fn label(&self, element: &str) -> Option<&'static str> {
        doctree::label(&self.book.settings.language, element)
    }

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
