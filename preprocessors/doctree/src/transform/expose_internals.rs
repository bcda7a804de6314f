//! Shows what docutils knows of nodes besides their attributes, for
//! `expose_internals`: `line`, `source` and `rawsource`.
//!
//! docutils' `universal.ExposeInternals`. It knows the line of most blocks, but
//! of no inline element and of no part of a table.

use super::context::Context;
use crate::source::Span;
use crate::tree::{Document, Element, Node};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let wanted = &context.options.expose_internals;
    if wanted.is_empty() {
        return;
    }
    let wants = |name: &str| wanted.iter().any(|it| it == name);
    let show = Show {
        line: wants("line"),
        source: wants("source"),
        rawsource: wants("rawsource"),
        context,
    };
    if show.rawsource {
        let nothing = ("internal:rawsource", String::new());
        document.root.attributes.edit().others.push(nothing);
    }
    show.below(&mut document.root);
}

/// What is to be shown.
struct Show<'c, 'o> {
    line: bool,
    source: bool,
    rawsource: bool,
    context: &'c Context<'o>,
}

impl Show<'_, '_> {
    fn below(&self, parent: &mut Node) {
        let element = parent.element.clone();
        for child in &mut parent.children {
            if child.element.tag() != "#text" {
                self.node(child, &element);
                self.below(child);
            }
        }
    }

    fn node(&self, node: &mut Node, parent: &Element) {
        let at = match (&node.element, parent) {
            (Element::Title, Element::Section) => place_of_title(node.span),
            _ => place(node),
        };
        let known = is_known(&node.element, parent);
        let mut shown = Vec::new();
        if let Some((name, line)) = self.context.locate(at).filter(|_| known) {
            if self.line {
                shown.push(("internal:line", line.to_string()));
            }
            if self.source {
                shown.push(("internal:source", name.to_owned()));
            }
        }
        if self.rawsource {
            let text = node.element.holds_inline();
            let raw = text.then(|| self.context.rawsource(node.span));
            shown.push(("internal:rawsource", raw.unwrap_or_default()));
        }
        if !shown.is_empty() {
            node.attributes.edit().others.append(&mut shown);
        }
    }
}

/// Where docutils has the node begin: a section and its title with the line
/// under the title, from which on it knows that there is one.
fn place(node: &Node) -> Span {
    match (&node.element, node.children.first()) {
        (Element::Section, Some(title)) => place_of_title(title.span),
        _ => node.span,
    }
}

fn place_of_title(title: Span) -> Span {
    Span::new(title.source, title.end + 1, title.end + 1)
}

/// Whether docutils knows where an element in `parent` stands.
fn is_known(element: &Element, parent: &Element) -> bool {
    match element {
        Element::Title => !matches!(parent, Element::Topic | Element::Sidebar),
        Element::Image(_) | Element::Raw { .. } | Element::Target(_) => !parent.holds_inline(),
        Element::LineBlock => *parent != Element::LineBlock,
        Element::Paragraph => !matches!(parent, Element::SystemMessage(_)),
        _ => matches!(
            element,
            Element::Section
                | Element::Rubric
                | Element::Topic
                | Element::Sidebar
                | Element::Transition
                | Element::Compound
                | Element::Container
                | Element::BulletList { .. }
                | Element::EnumeratedList(_)
                | Element::ListItem
                | Element::DefinitionList
                | Element::DefinitionListItem
                | Element::Term
                | Element::Definition
                | Element::FieldList
                | Element::Field
                | Element::OptionList
                | Element::LiteralBlock
                | Element::DoctestBlock
                | Element::MathBlock
                | Element::Line
                | Element::BlockQuote
                | Element::Attribution
                | Element::Admonition(_)
                | Element::Comment
                | Element::Figure(_)
                | Element::Caption
                | Element::Footnote { .. }
                | Element::Citation
                | Element::SystemMessage(_)
                | Element::SubstitutionDefinition { .. }
                | Element::Table(_)
        ),
    }
}
