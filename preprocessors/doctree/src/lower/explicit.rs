//! Footnotes, citations, targets and substitution definitions.

use super::Lower;
use crate::block::{Block, Kind};
use crate::destination::Destination;
use crate::diagnostic::Severity;
use crate::directive::{Place, forget_lines};
use crate::escape::unescape;
use crate::inline::reference::adjust_uri;
use crate::line::Line;
use crate::message::literal;
use crate::names::{fully_normalize_name, whitespace_normalize_name};
use crate::source::Span;
use crate::tree::element::{Auto, Link, Target};
use crate::tree::{Element, Node};

impl<'s> Lower<'_, 's> {
    pub(super) fn footnote(
        &mut self,
        label: Line<'s>,
        content: Vec<Block<'s>>,
        span: Span,
    ) -> Node {
        let text = fully_normalize_name(label.text);
        let (auto, name) = match text.strip_prefix('#') {
            Some(name) => (Some(Auto::Number), name),
            None if text == "*" => (Some(Auto::Symbol), ""),
            None => (None, text.as_str()),
        };
        let mut node = Node::new(Element::Footnote { auto }, span);
        if auto.is_none() {
            node.children.push(label_node(label));
        }
        if name.is_empty() {
            self.context.registry.set_id(&mut node);
        } else {
            node.attributes.edit().names.push(name.to_owned());
            let messages = self.explicit_target(&mut node, span);
            node.children.extend(messages);
        }
        self.note_content(node, content, "Footnote content expected.")
    }

    pub(super) fn citation(
        &mut self,
        label: Line<'s>,
        content: Vec<Block<'s>>,
        span: Span,
    ) -> Node {
        let mut node = Node::with(Element::Citation, span, vec![label_node(label)]);
        node.attributes
            .edit()
            .names
            .push(fully_normalize_name(label.text));
        let messages = self.explicit_target(&mut node, span);
        node.children.extend(messages);
        self.note_content(node, content, "Citation content expected.")
    }

    fn note_content(&mut self, mut node: Node, content: Vec<Block<'s>>, expected: &str) -> Node {
        if content.is_empty() {
            let message = self.context.message(
                Severity::Warning,
                expected,
                Some(self.context.reached),
                node.span,
                Vec::new(),
            );
            node.children.push(message);
        } else {
            node.children.extend(self.blocks(content, Place::Body));
        }
        node
    }

    pub(super) fn target(
        &mut self,
        name: Option<String>,
        destination: Destination,
        span: Span,
        place: Place,
    ) -> Vec<Node> {
        let anonymous = name.is_none();
        let link = match destination {
            Destination::Here => Link::None,
            Destination::Uri(uri) if anonymous => Link::Uri(uri),
            Destination::Uri(uri) => Link::Uri(adjust_uri(&uri)),
            Destination::Name(name) => Link::Name(fully_normalize_name(&name)),
        };
        if self.context.displaced != 0 {
            let counted = self.context.line(span);
            self.context.misplaced.insert(span, counted);
        }
        let mut node = Node::new(Element::Target(Box::new(Target { link, anonymous })), span);
        let Some(name) = name else {
            self.context.registry.set_id(&mut node);
            return vec![node];
        };
        node.attributes
            .edit()
            .names
            .push(fully_normalize_name(&name));
        let clashes = self.explicit_target(&mut node, span);
        let mut nodes = self.held(clashes, place);
        nodes.push(node);
        nodes
    }

    fn explicit_target(&mut self, node: &mut Node, span: Span) -> Vec<Node> {
        let line = self.context.line(span);
        let duplicates = self.context.registry.note_explicit_target(node);
        duplicates
            .into_iter()
            .map(|duplicate| self.context.duplicate(duplicate, Some(line), span))
            .collect()
    }

    pub(super) fn substitution_definition(
        &mut self,
        name: &str,
        echo: &str,
        content: Vec<Block<'s>>,
        span: Span,
        place: Place,
    ) -> Vec<Node> {
        let line = self.context.known_line(span);
        let (ltrim, rtrim) = trims(&content);
        let mut content = content;
        let alt = whitespace_normalize_name(name);
        preset(&mut content, &alt);
        let directive = directive(&content);
        let mut content = self.blocks(content, Place::Substitution);
        if !matches!(place, Place::Section | Place::Margin) {
            forget_lines(&mut content);
        }
        for node in &mut content {
            if takes_alt(node, directive) {
                node.attributes.edit().others.push(("alt", alt.clone()));
            }
        }
        let is_inline = |node: &Node| {
            node.element.is_inline()
                || matches!(node.element, Element::Target(_) | Element::Raw { .. })
        };
        let (inner, mut nodes): (Vec<Node>, Vec<Node>) = content.into_iter().partition(is_inline);
        let mut definition = Node::with(
            Element::SubstitutionDefinition { ltrim, rtrim },
            span,
            inner,
        );
        let shown = || vec![literal(echo, span)];
        if let Some(fault) = fault(&definition) {
            self.context.detach(&definition.children, Some(span));
            let mut message =
                self.context
                    .message(Severity::Error, &fault, Some(line), span, shown());
            if fault.starts_with("Problematic") {
                let paragraph = Node::with(Element::Paragraph, span, definition.children);
                message
                    .children
                    .push(Node::with(Element::BlockQuote, span, vec![paragraph]));
            }
            nodes.push(message);
        } else if definition.children.is_empty() {
            let name = unescape(name);
            let message = format!("Substitution definition \"{name}\" empty or invalid.");
            nodes.push(
                self.context
                    .message(Severity::Warning, message, Some(line), span, shown()),
            );
        } else {
            let name = whitespace_normalize_name(name);
            if let Some(duplicate) = self.context.registry.note_substitution_def(&name) {
                nodes.push(self.context.duplicate(duplicate, Some(line), span));
            }
            definition.attributes.edit().names.push(name);
            let is_seen =
                echo.trim_end().contains('\n') || echo.ends_with("\n\n") || echo.contains('\0');
            if is_seen && definition.children.iter().any(is_substitution_reference) {
                // It may turn out to go on for ever, and be shown as it stands.
                self.context.raw.insert(span, echo.to_owned());
            }
            nodes.push(definition);
        }
        nodes
    }
}

fn label_node(label: Line<'_>) -> Node {
    Node::with(
        Element::Label,
        label.span(),
        vec![Node::text(label.text, label.span())],
    )
}

/// Which sides of a substitution lose their white space, as `unicode` may say.
fn trims(content: &[Block<'_>]) -> (bool, bool) {
    let Some(Kind::Directive(block)) = content.first().map(|block| &block.kind) else {
        return (false, false);
    };
    let has = |name: &str| block.pieces.options.has(name) || block.pieces.options.has("trim");
    if block.spec.is_some_and(|spec| spec.name == "unicode") {
        (has("ltrim"), has("rtrim"))
    } else {
        (false, false)
    }
}

/// An image is called what the substitution is called, unless it has a text.
fn preset(content: &mut [Block<'_>], name: &str) {
    if let Some(Kind::Directive(block)) = content.first_mut().map(|block| &mut block.kind) {
        block.preset("alt", name);
    }
}

/// Whether docutils, which hands the name on to every directive, has the node
/// show it although it is no image.
fn takes_alt(node: &Node, directive: &str) -> bool {
    match node.element {
        Element::Admonition(_) | Element::MathBlock | Element::Rubric => directive != "class",
        Element::LiteralBlock => directive == "parsed-literal",
        _ => false,
    }
}

/// docutils' name for the directive that a definition holds.
fn directive(content: &[Block<'_>]) -> &'static str {
    match content.first().map(|block| &block.kind) {
        Some(Kind::Directive(block)) => block.spec.map_or("", |spec| spec.name),
        _ => "",
    }
}

fn is_substitution_reference(node: &Node) -> bool {
    matches!(node.element, Element::SubstitutionReference { .. })
}

/// What must not stand in a substitution definition.
fn fault(definition: &Node) -> Option<String> {
    definition.walk().skip(1).find_map(|node| {
        let what = match &node.element {
            Element::Problematic { .. } => {
                return Some("Problematic content in substitution definition".to_owned());
            }
            Element::Reference(reference) if reference.anonymous => "Anonymous references",
            Element::FootnoteReference { auto: Some(_), .. } => {
                "References to auto-numbered and auto-symbol footnotes"
            }
            _ if !node.attributes.ids().is_empty() || !node.attributes.names().is_empty() => {
                "Targets (names and identifiers)"
            }
            _ => return None,
        };
        Some(format!(
            "{what} are not supported in a substitution definition."
        ))
    })
}
