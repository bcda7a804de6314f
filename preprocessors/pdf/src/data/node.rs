//! Every element, and the object it becomes: one row of the match each, so
//! that a new element has to be given its place here.

use doctree::tree::element::Admonition;
use doctree::{Element, Node};
use serde_json::{Value, json};

use super::index::is_index;
use super::{Spaces, Writer, with};

impl Writer<'_> {
    /// The object for `node`; nothing, if it is not for readers.
    #[allow(clippy::too_many_lines, reason = "a table: one row an element")]
    pub(super) fn node(&self, node: &Node, spaces: Spaces) -> Option<Value> {
        let tag = node.element.tag();
        let plain = || with(tag, node, [("c", self.children(node, spaces))]);
        Some(match &node.element {
            Element::Meta(_)
            | Element::Comment
            | Element::SubstitutionDefinition { .. }
            | Element::Pending(_)
            | Element::Colspec { .. } => return None,

            Element::Text(text) => spaces.apply(text).into(),
            Element::Math => self.math(node),
            Element::MathBlock => self.math_block(node),
            Element::Literal => {
                let text = self.running(&node.children, spaces.max(Spaces::Keep));
                with("literal", node, [("c", text)])
            }
            Element::Inline => {
                let classes = json!(node.attributes.classes());
                with(
                    tag,
                    node,
                    [("c", self.children(node, spaces)), ("classes", classes)],
                )
            }
            Element::Reference(reference) => self.link(node, &reference.link, spaces),
            Element::CitationReference { link } => self.link(node, link, spaces),
            Element::FootnoteReference { link, .. } => self.footnote_reference(node, link),
            Element::Image(image) => self.image("picture", node, image),
            Element::Paragraph => self.paragraph(node),
            Element::Compound if is_index(node) => self.index(node),
            Element::Container => self.container(node),
            Element::BulletList { .. } => self.bullet_list(node),
            Element::EnumeratedList(enumeration) => self.enumerated_list(node, enumeration),
            Element::DefinitionListItem => self.definition_list_item(node),
            Element::FieldList | Element::Docinfo => self.field_list(node),
            Element::OptionList => self.option_list(node),
            Element::LiteralBlock | Element::DoctestBlock | Element::Raw { .. } => self.code(node),
            Element::Listing(listing) => self.listing(node, listing),
            Element::BlockQuote => self.block_quote(node),
            Element::Topic => self.topic(node),
            Element::Admonition(kind) => {
                let label = (*kind != Admonition::Generic)
                    .then(|| self.label(tag))
                    .flatten();
                self.admonition("admonition", node, label)
            }
            Element::SystemMessage(message) => {
                let label = format!("{} in the source", message.severity.name());
                self.admonition(tag, node, Some(&label))
            }
            Element::Figure(_) => self.figure(node),
            Element::Footnote { .. } | Element::Citation => self.footnote(node),
            Element::Table(table) => self.table(node, table),

            // A section is set by `block`; here it stands in running text, where none can.
            Element::Document
            | Element::Section
            | Element::Title
            | Element::Subtitle
            | Element::Rubric
            | Element::Sidebar
            | Element::Transition
            | Element::Compound
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
            | Element::Tgroup { .. }
            | Element::Thead
            | Element::Tbody
            | Element::Row
            | Element::Entry { .. }
            | Element::Emphasis
            | Element::Strong
            | Element::TitleReference
            | Element::Abbreviation
            | Element::Acronym
            | Element::Superscript
            | Element::Subscript
            | Element::Generated
            | Element::PendingXref(_)
            | Element::SubstitutionReference { .. }
            | Element::Problematic { .. }
            | Element::Target(_) => plain(),
        })
    }
}
