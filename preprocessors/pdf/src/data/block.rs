//! Blocks of text.

use doctree::tree::element::Link;
use doctree::{Element, Node};
use serde_json::{Value, json};

use super::{Spaces, Writer, with};
use crate::check::{BEHIND, FLOATS, MARK, PLACE, announces};

/// Characters, about, in a fifth of a page.
const LONG: usize = 900;

impl Writer<'_> {
    /// Blocks in one row. Running text that stands among them without a
    /// paragraph is given one.
    pub(super) fn blocks<'n>(&self, nodes: impl Iterator<Item = &'n Node>) -> Value {
        let mut out = Vec::new();
        self.row(&nodes.collect::<Vec<_>>(), &mut out);
        Value::Array(out)
    }

    /// Adds blocks that stand in one row.
    pub(super) fn row(&self, nodes: &[&Node], out: &mut Vec<Value>) {
        for node in nodes {
            if is_answer(node) {
                hold(out);
            }
            self.block(node, out);
        }
    }

    /// A block; of a section all that it holds.
    pub(super) fn block(&self, node: &Node, out: &mut Vec<Value>) {
        if node.element == Element::Section {
            self.section(node, out);
        } else if let Element::Image(image) = &node.element {
            out.push(self.image("image", node, image));
        } else if is_picture(node) {
            out.extend(self.linked_picture(node));
        } else if node.attributes.has_class(PLACE) {
            out.push(solution_place(node));
        } else if node.element.is_inline() {
            let running = self.running(std::slice::from_ref(node), Spaces::Fold);
            out.push(json!({"k": "paragraph", "c": running}));
        } else {
            out.extend(self.node(node, Spaces::Fold));
        }
    }

    /// A container: an equation with its number, or what it holds.
    pub(super) fn container(&self, node: &Node) -> Value {
        let is_number = |it: &Node| it.attributes.has_class("eqno");
        match &node.children[..] {
            [equation, number] if is_number(number) => {
                let fields = [
                    ("number", json!(number.astext())),
                    ("c", self.inside().blocks(std::iter::once(equation))),
                ];
                with("equation", node, fields)
            }
            _ => with(
                node.element.tag(),
                node,
                [("c", self.children(node, Spaces::Fold))],
            ),
        }
    }

    /// A paragraph, and whether it holds on to what comes next, as what ends in
    /// a colon does. One with a footnote does not: the note would stay behind
    /// when the paragraph moves to the next page. If it is short it is not
    /// broken, for the same reason.
    pub(super) fn paragraph(&self, node: &Node) -> Value {
        let noted = node.walk().any(is_noted);
        let leads = !noted && announces(node);
        let whole = noted && node.astext().len() < LONG;
        let running = self.running(&node.children, Spaces::Fold);
        let fields = [
            ("c", running),
            ("sticks", flag(leads)),
            ("whole", flag(whole)),
            ("ragged", flag(node.walk().any(is_told_behind))),
        ];
        with("paragraph", node, fields)
    }

    pub(super) fn block_quote(&self, node: &Node) -> Value {
        let is_attribution = |it: &Element| *it == Element::Attribution;
        let fields = [
            ("attribution", self.part(node, is_attribution)),
            ("c", self.rest(node, is_attribution)),
        ];
        with("block_quote", node, fields)
    }

    /// A topic. One that lists contents tells their pages.
    pub(super) fn topic(&self, node: &Node) -> Value {
        let writer = Self {
            lists_contents: node.attributes.has_class("contents"),
            ..*self
        };
        with("topic", node, [("c", writer.children(node, Spaces::Fold))])
    }

    /// An admonition, or what is set like one.
    pub(super) fn admonition(&self, kind: &str, node: &Node, label: Option<&str>) -> Value {
        let fields = [
            ("kind", json!(node.element.tag())),
            ("label", json!(label.map(calm))),
            ("short", json!(is_short(node))),
            ("c", self.children(node, Spaces::Fold)),
        ];
        with(kind, node, fields)
    }

    pub(super) fn figure(&self, node: &Node) -> Value {
        let is_caption = |it: &Element| *it == Element::Caption;
        let is_legend = |it: &Element| *it == Element::Legend;
        let fields = [
            (
                "floats",
                json!(!self.nested && node.attributes.other(FLOATS).is_some()),
            ),
            ("caption", self.part(node, is_caption)),
            ("legend", self.part(node, is_legend)),
            ("c", self.rest(node, |it| is_caption(it) || is_legend(it))),
        ];
        with("figure", node, fields)
    }

    /// A footnote that stands where it was written, or a citation.
    pub(super) fn footnote(&self, node: &Node) -> Value {
        let is_label = |it: &Element| *it == Element::Label;
        let fields = [
            ("mark", self.part(node, is_label)),
            ("c", self.rest(node, is_label)),
        ];
        with("footnote", node, fields)
    }

    /// A picture that is a link.
    fn linked_picture(&self, node: &Node) -> Option<Value> {
        let picture = self.blocks(node.children.iter());
        let mut link = self.node(node, Spaces::Fold)?;
        let fields = link.as_object_mut()?;
        fields.insert("c".into(), picture);
        fields.remove("place");
        Some(link)
    }
}

/// Lets the last of these blocks hold on to what comes next.
fn hold(blocks: &mut [Value]) {
    if let Some(Value::Object(last)) = blocks.last_mut()
        && !last.contains_key("whole")
    {
        last.insert("sticks".into(), json!(true));
    }
}

/// Whether `node` belongs to the exercise above it: what opens on a click, or
/// the way to a solution.
fn is_answer(node: &Node) -> bool {
    node.attributes.has_class(PLACE) || node.attributes.has_class("details")
}

/// Whether `node` is given a note at the foot of the page.
pub(super) fn is_noted(node: &Node) -> bool {
    let is_note = |it: &Node| matches!(it.element, Element::Footnote { .. });
    match node.element {
        Element::FootnoteReference { .. } => node.children.iter().any(is_note),
        Element::Reference(_) => node.attributes.other(MARK).is_some_and(|it| it != BEHIND),
        _ => false,
    }
}

/// Whether an address stands behind `node`.
fn is_told_behind(node: &Node) -> bool {
    node.attributes.other(MARK) == Some(BEHIND)
}

/// `true`, or nothing at all.
pub(super) fn flag(holds: bool) -> Value {
    if holds { json!(true) } else { Value::Null }
}

/// What stands where a solution was: the way to it.
fn solution_place(node: &Node) -> Value {
    let to = node.children.iter().find_map(|it| match &it.element {
        Element::Reference(reference) => match &reference.link {
            Link::Id(label) => Some(label),
            _ => None,
        },
        _ => None,
    });
    with("solution_place", node, [("to", json!(to))])
}

/// A label as all of them are set: docutils writes `Caution!` and `!DANGER!`
/// beside `Warning`.
fn calm(label: &str) -> String {
    let word = label.trim_matches(['!', '¡', ' ', '\u{a0}']);
    let loud = word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
    if !loud {
        return word.to_owned();
    }
    let mut letters = word.chars();
    let first = letters.next().into_iter();
    first.chain(letters.flat_map(char::to_lowercase)).collect()
}

/// Whether it is so short that it should not be broken over pages.
pub(super) fn is_short(node: &Node) -> bool {
    let length = |it: &Node| match &it.element {
        Element::Text(text) => text.len(),
        Element::LiteralBlock | Element::Paragraph | Element::ListItem => 80,
        Element::Image(_) | Element::Table(_) | Element::Listing(_) => LONG,
        _ => 0,
    };
    node.walk().map(length).sum::<usize>() < LONG
}

fn is_picture(node: &Node) -> bool {
    let [only] = &node.children[..] else {
        return false;
    };
    matches!(node.element, Element::Reference(_)) && matches!(only.element, Element::Image(_))
}
