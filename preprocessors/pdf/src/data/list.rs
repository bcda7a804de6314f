//! Lists of all kinds.

use doctree::tree::element::{DocinfoItem, Enumeration, Enumtype};
use doctree::{Element, Node};
use serde_json::{Value, json};

use super::block::{flag, is_noted, is_short};
use super::{Spaces, Writer, with};

/// Longer field names have a line of their own.
const NARROW: usize = 18;

impl Writer<'_> {
    pub(super) fn bullet_list(&self, node: &Node) -> Value {
        with(
            "bullet_list",
            node,
            [
                ("items", self.items(node)),
                ("tight", tight(node)),
                ("whole", flag(is_whole(node))),
            ],
        )
    }

    pub(super) fn enumerated_list(&self, node: &Node, enumeration: &Enumeration) -> Value {
        let numeral = match enumeration.enumtype {
            Enumtype::Arabic => "1",
            Enumtype::Loweralpha => "a",
            Enumtype::Upperalpha => "A",
            Enumtype::Lowerroman => "i",
            Enumtype::Upperroman => "I",
        };
        let numbering = format!("{}{numeral}{}", enumeration.prefix, enumeration.suffix);
        let fields = [
            ("items", self.items(node)),
            ("tight", tight(node)),
            ("whole", flag(is_whole(node))),
            ("numbering", json!(numbering)),
            ("start", json!(enumeration.start)),
        ];
        with("enumerated_list", node, fields)
    }

    fn items(&self, node: &Node) -> Value {
        node.children
            .iter()
            .map(|item| self.children(item, Spaces::Fold))
            .collect()
    }

    /// An item may have several terms, each with classifiers of its own.
    pub(super) fn definition_list_item(&self, node: &Node) -> Value {
        let mut terms: Vec<(Value, Vec<Value>)> = Vec::new();
        for child in &node.children {
            let words = || self.children(child, Spaces::Fold);
            match (&child.element, terms.last_mut()) {
                (Element::Term, _) => terms.push((words(), Vec::new())),
                (Element::Classifier, Some((_, classifiers))) => classifiers.push(words()),
                _ => {}
            }
        }
        let terms: Vec<_> = terms
            .into_iter()
            .map(|(term, classifiers)| json!({"c": term, "classifiers": classifiers}))
            .collect();
        let is_definition = |it: &Element| *it == Element::Definition;
        let fields = [
            ("terms", json!(terms)),
            ("c", self.part(node, is_definition)),
        ];
        with("definition_list_item", node, fields)
    }

    /// A field list, or the document's bibliography, which looks like one.
    pub(super) fn field_list(&self, node: &Node) -> Value {
        let name = |field: &Node| match field.children.first() {
            Some(name) if field.element == Element::Field => name.astext().chars().count(),
            _ => field.element.tag().len(),
        };
        let narrow = node.children.iter().all(|field| name(field) <= NARROW);
        let fields: Vec<_> = node.children.iter().map(|it| self.field(it)).collect();
        with(
            "field_list",
            node,
            [("narrow", json!(narrow)), ("fields", json!(fields))],
        )
    }

    fn field(&self, node: &Node) -> Value {
        if let Element::DocinfoItem(_) = node.element {
            let body = with("paragraph", node, [("c", self.docinfo_item(node))]);
            let tag = node.element.tag();
            let name = self
                .label(tag)
                .map_or_else(|| capitalised(tag), str::to_owned);
            return json!({"name": [name], "c": [body]});
        }
        let is_name = |it: &Element| *it == Element::FieldName;
        let is_body = |it: &Element| *it == Element::FieldBody;
        let ids = node.attributes.ids();
        json!({
            "ids": ids,
            "name": self.part(node, is_name),
            "c": self.part(node, is_body),
        })
    }

    /// The value of a bibliographic field: the lines of an address, several
    /// authors in a row.
    fn docinfo_item(&self, node: &Node) -> Value {
        match node.element {
            Element::DocinfoItem(DocinfoItem::Address) => {
                self.running(&node.children, Spaces::Lines)
            }
            Element::DocinfoItem(DocinfoItem::Authors) => {
                let names: Vec<_> = node.children.iter().map(Node::astext).collect();
                json!([names.join(", ")])
            }
            _ => self.running(&node.children, Spaces::Fold),
        }
    }

    pub(super) fn option_list(&self, node: &Node) -> Value {
        let items: Vec<_> = node
            .children
            .iter()
            .map(|item| {
                let body = self.part(item, |it| *it == Element::Description);
                json!({"options": options(item), "c": body})
            })
            .collect();
        with("option_list", node, [("items", json!(items))])
    }
}

/// The options of an item as they are typed: `-o FILE, --output=FILE`.
fn options(item: &Node) -> String {
    let written = |option: &Node| {
        let parts = option.children.iter().map(|part| match &part.element {
            Element::OptionArgument { delimiter } => format!("{delimiter}{}", part.astext()),
            _ => part.astext(),
        });
        parts.collect::<String>()
    };
    let groups = item
        .children
        .iter()
        .filter(|it| it.element == Element::OptionGroup);
    let options: Vec<_> = groups.flat_map(|it| &it.children).map(written).collect();
    options.join(", ")
}

/// Whether a list has footnotes, and is short enough to be kept whole for them:
/// they would stay on the page that the list leaves.
fn is_whole(node: &Node) -> bool {
    node.walk().any(is_noted) && is_short(node)
}

/// Whether no item is more than a paragraph with, at most, a list below it.
fn tight(node: &Node) -> Value {
    let is_list = |it: &Node| {
        matches!(
            it.element,
            Element::BulletList { .. } | Element::EnumeratedList(_)
        )
    };
    let short = |item: &Node| match &item.children[..] {
        [] => true,
        [paragraph] => paragraph.element == Element::Paragraph,
        [paragraph, list] => paragraph.element == Element::Paragraph && is_list(list),
        _ => false,
    };
    json!(node.children.iter().all(short))
}

/// `Author` for `author`.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|it| it.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
