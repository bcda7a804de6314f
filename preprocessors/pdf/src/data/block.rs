//! Blocks: one row of the match for each element, so that a new one has to be
//! given its place here.

use doctree::{Element, Node};
use serde_json::{Value, json};

use super::{Writer, with};

/// Characters, about, in a fifth of a page.
const LONG: usize = 900;

impl Writer<'_> {
    /// Blocks in one row. Running text that stands among them without a
    /// paragraph is given one.
    pub(super) fn blocks<'n>(&self, nodes: impl Iterator<Item = &'n Node>) -> Value {
        let mut out = Vec::new();
        for node in nodes {
            self.block(node, &mut out);
        }
        Value::Array(out)
    }

    #[allow(clippy::too_many_lines, reason = "a table: one row an element")]
    pub(super) fn block(&self, node: &Node, out: &mut Vec<Value>) {
        let tag = node.element.tag();
        let children = || self.children(node);
        out.push(match &node.element {
            Element::Section => return self.section(node, out),
            Element::Document | Element::Tgroup { .. } | Element::Thead | Element::Tbody => {
                with("compound", node, [("c", children())])
            }

            Element::Meta(_)
            | Element::Comment
            | Element::SubstitutionDefinition { .. }
            | Element::Pending(_)
            | Element::Colspec { .. } => return,

            Element::Title
            | Element::Subtitle
            | Element::Rubric
            | Element::Topic
            | Element::Sidebar
            | Element::Transition
            | Element::Compound
            | Element::Container
            | Element::Decoration
            | Element::Header
            | Element::Footer
            | Element::DocinfoItem(_)
            | Element::ListItem
            | Element::DefinitionList
            | Element::Term
            | Element::Classifier
            | Element::Definition
            | Element::Field
            | Element::FieldName
            | Element::FieldBody
            | Element::OptionListItem
            | Element::OptionGroup
            | Element::Option
            | Element::OptionString
            | Element::OptionArgument { .. }
            | Element::Description
            | Element::LineBlock
            | Element::Line
            | Element::Attribution
            | Element::Caption
            | Element::Legend
            | Element::Label
            | Element::Row
            | Element::Entry { .. }
            | Element::Target(_) => with(tag, node, [("c", children())]),

            Element::Paragraph => {
                let leads = node.astext().trim_end().ends_with(':');
                with(tag, node, [("c", children()), ("leads", json!(leads))])
            }
            Element::BulletList { .. } => self.bullet_list(node),
            Element::EnumeratedList(enumeration) => self.enumerated_list(node, enumeration),
            Element::DefinitionListItem => self.definition_list_item(node),
            Element::FieldList | Element::Docinfo => self.field_list(node),
            Element::OptionList => self.option_list(node),
            Element::LiteralBlock
            | Element::DoctestBlock
            | Element::MathBlock
            | Element::Raw { .. } => self.code(node),
            Element::Listing(listing) => self.listing(node, listing),
            Element::BlockQuote => self.block_quote(node),
            Element::Admonition(kind) => {
                let label = kind.label().map(|_| super::list::capitalised(tag));
                with(
                    "admonition",
                    node,
                    [
                        ("kind", json!(tag)),
                        ("label", json!(label)),
                        ("short", json!(is_short(node))),
                        ("c", children()),
                    ],
                )
            }
            Element::SystemMessage(message) => {
                let label = format!("{} in the source", message.severity.name());
                with(
                    "system_message",
                    node,
                    [
                        ("label", json!(label)),
                        ("short", json!(is_short(node))),
                        ("c", children()),
                    ],
                )
            }
            Element::Figure(_) => self.figure(node),
            Element::Image(image) => self.image("image", node, image),
            Element::Footnote { .. } | Element::Citation => {
                let is_label = |it: &Element| *it == Element::Label;
                let fields = [
                    ("mark", self.part(node, is_label)),
                    ("c", self.rest(node, is_label)),
                ];
                with("footnote", node, fields)
            }
            Element::Table(table) => self.table(node, table),

            Element::Reference(_) if is_picture(node) => self.linked_picture(node),
            Element::Text(_)
            | Element::Emphasis
            | Element::Strong
            | Element::Literal
            | Element::TitleReference
            | Element::Abbreviation
            | Element::Acronym
            | Element::Superscript
            | Element::Subscript
            | Element::Inline
            | Element::Math
            | Element::Generated
            | Element::Reference(_)
            | Element::FootnoteReference { .. }
            | Element::CitationReference { .. }
            | Element::SubstitutionReference { .. }
            | Element::Problematic { .. } => {
                json!({"k": "paragraph", "c": self.inlines(std::slice::from_ref(node))})
            }
        });
    }

    fn block_quote(&self, node: &Node) -> Value {
        let is_attribution = |it: &Element| *it == Element::Attribution;
        let fields = [
            ("attribution", self.part(node, is_attribution)),
            ("c", self.rest(node, is_attribution)),
        ];
        with("block_quote", node, fields)
    }

    fn figure(&self, node: &Node) -> Value {
        let is_caption = |it: &Element| *it == Element::Caption;
        let is_legend = |it: &Element| *it == Element::Legend;
        let fields = [
            ("floats", json!(!self.nested)),
            ("caption", self.part(node, is_caption)),
            ("legend", self.part(node, is_legend)),
            ("c", self.rest(node, |it| is_caption(it) || is_legend(it))),
        ];
        with("figure", node, fields)
    }

    /// A picture that is a link.
    fn linked_picture(&self, node: &Node) -> Value {
        let mut link = self.inlines(std::slice::from_ref(node));
        let picture = self.blocks(node.children.iter());
        if let Some(link) = link.get_mut(0).and_then(Value::as_object_mut) {
            link.insert("c".into(), picture);
            link.remove("far");
        }
        link.get(0).cloned().unwrap_or_default()
    }
}

/// Whether it is so short that it should not be broken over pages.
fn is_short(node: &Node) -> bool {
    let length = |it: &Node| match &it.element {
        Element::Text(text) => text.len(),
        Element::LiteralBlock | Element::Paragraph | Element::ListItem => 80,
        Element::Image(_) | Element::Table(_) | Element::Listing(_) => LONG,
        _ => 0,
    };
    node.walk().map(length).sum::<usize>() < LONG
}

fn is_picture(reference: &Node) -> bool {
    matches!(
        &reference.children[..],
        [Node {
            element: Element::Image(_),
            ..
        }]
    )
}
