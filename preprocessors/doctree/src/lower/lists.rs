//! Lists whose items have a head: definitions, fields, command-line options.

use super::Lower;
use crate::block::{DefinitionItem, Field, OptionItem, OptionSyntax};
use crate::directive::Place;
use crate::escape::shown;
use crate::inline;
use crate::line::Line;
use crate::source::Span;
use crate::tree::{Element, Node};

impl<'s> Lower<'_, 's> {
    pub(super) fn definition_list(
        &mut self,
        items: Vec<DefinitionItem<'s>>,
        span: Span,
        place: Place,
    ) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut list = Node::new(Element::DefinitionList, span);
        for item in items {
            let (item, clashes) = self.definition_item(item);
            // Later on, docutils would have to put them into the list.
            if list.children.is_empty() {
                nodes = self.held(clashes, place);
            } else {
                self.context.loose.extend(clashes);
            }
            list.children.push(item);
        }
        nodes.push(list);
        nodes
    }

    /// The item, and what is to be said about names in its term.
    fn definition_item(&mut self, item: DefinitionItem<'s>) -> (Node, Vec<Node>) {
        let Term {
            nodes: mut children,
            messages,
            clashes,
        } = self.term(item.term);
        let mut definition = Node::with(Element::Definition, item.span, messages);
        definition
            .children
            .extend(self.blocks(item.content, Place::Body));
        if let (Some(first), Some(last)) = (definition.children.first(), definition.children.last())
        {
            definition.span = first.span.to(last.span);
        }
        children.push(definition);
        let item = Node::with(Element::DefinitionListItem, item.span, children);
        (item, clashes)
    }

    /// The term and its classifiers, which stand behind ` : `.
    fn term(&mut self, term: Line<'s>) -> Term {
        let span = term.span();
        let line = self.context.line(span);
        let parsed = inline::parse_escaped(&self.world.join(&[term]), line, self.context);
        let mut nodes = vec![Node::new(Element::Term, span)];
        for node in parsed.nodes {
            let Element::Text(text) = &node.element else {
                push(&mut nodes, node);
                continue;
            };
            let mut parts = split_classifiers(text).into_iter();
            let first = parts.next().unwrap_or_default();
            let only = parts.len() == 0;
            let text = if only { first } else { first.trim_end() };
            push(
                &mut nodes,
                Node::text(shown(text, self.context.options), node.span),
            );
            for part in parts {
                let text = Node::text(shown(part, self.context.options), node.span);
                nodes.push(Node::with(Element::Classifier, node.span, vec![text]));
            }
        }
        Term {
            nodes,
            messages: parsed.messages,
            clashes: parsed.clashes,
        }
    }

    pub(super) fn field_list(
        &mut self,
        fields: Vec<Field<'s>>,
        span: Span,
        place: Place,
    ) -> Vec<Node> {
        let mut list = Node::new(Element::FieldList, span);
        let mut first_clashes = Vec::new();
        for field in fields {
            let (field, clashes) = self.field(field);
            if list.children.is_empty() {
                first_clashes = self.held(clashes, place);
            } else {
                self.context.loose.extend(clashes);
            }
            list.children.push(field);
        }
        let mut nodes = vec![list];
        nodes.extend(first_clashes);
        nodes
    }

    /// The field, and what is to be said about names in its name.
    fn field(&mut self, field: Field<'s>) -> (Node, Vec<Node>) {
        let parsed = self.inline(&[field.name]);
        let name = Node::with(Element::FieldName, field.name.span(), parsed.nodes);
        let mut body = Node::with(Element::FieldBody, field.span, parsed.messages);
        body.children
            .extend(self.blocks(field.content, Place::Body));
        let field = Node::with(Element::Field, field.span, vec![name, body]);
        (field, parsed.clashes)
    }

    /// Fields whose names are plain text.
    pub(super) fn header_fields(&mut self, fields: Vec<Field<'s>>, span: Span) -> Node {
        let mut list = Node::new(Element::FieldList, span).class("rfc2822");
        for field in fields {
            let at = field.name.span();
            let text = Node::text(field.name.text, at);
            let name = Node::with(Element::FieldName, at, vec![text]);
            let content = self.blocks(field.content, Place::Body);
            let body = Node::with(Element::FieldBody, field.span, content);
            let children = vec![name, body];
            let field = Node::with(Element::Field, field.span, children);
            list.children.push(field);
        }
        list
    }

    pub(super) fn option_list(&mut self, items: Vec<OptionItem<'s>>, span: Span) -> Node {
        let items = items
            .into_iter()
            .map(|item| self.option_item(item))
            .collect();
        Node::with(Element::OptionList, span, items)
    }

    fn option_item(&mut self, item: OptionItem<'s>) -> Node {
        let options = item
            .options
            .iter()
            .map(|option| option_node(option, item.span))
            .collect();
        let group = Node::with(Element::OptionGroup, item.span, options);
        let content = self.blocks(item.content, Place::Body);
        let description = Node::with(Element::Description, item.span, content);
        Node::with(Element::OptionListItem, item.span, vec![group, description])
    }
}

/// A term and its classifiers.
struct Term {
    nodes: Vec<Node>,
    messages: Vec<Node>,
    clashes: Vec<Node>,
}

/// Adds a node to the last term or classifier.
fn push(nodes: &mut [Node], node: Node) {
    if let Some(last) = nodes.last_mut() {
        last.children.push(node);
    }
}

/// `text` split at ` : `, with any number of blanks around the colon.
fn split_classifiers(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut search = 0;
    while let Some(at) = text[search..].find(" :").map(|at| search + at) {
        let rest = &text[at + 2..];
        let content = rest.trim_start_matches(' ');
        search = at + 2;
        if content.len() < rest.len() {
            parts.push(text[start..at].trim_end_matches(' '));
            start = text.len() - content.len();
            search = start;
        }
    }
    parts.push(&text[start..]);
    parts
}

fn option_node(option: &OptionSyntax<'_>, span: Span) -> Node {
    let string = Node::with(
        Element::OptionString,
        span,
        vec![Node::text(option.string, span)],
    );
    let mut node = Node::with(Element::Option, span, vec![string]);
    if let Some(argument) = &option.argument {
        let element = Element::OptionArgument {
            delimiter: option.delimiter.to_owned(),
        };
        node.children.push(Node::with(
            element,
            span,
            vec![Node::text(argument.as_str(), span)],
        ));
    }
    node
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classifiers_stand_behind_colons_between_blanks() {
        assert_eq!(
            split_classifiers("term : one  :  two"),
            ["term", "one", "two"]
        );
        assert_eq!(split_classifiers("a:b : c :d"), ["a:b", "c :d"]);
        assert_eq!(split_classifiers("plain"), ["plain"]);
    }
}
