//! What signatures are made of: pieces of text, each with the class that
//! Sphinx's pages give it.

use crate::source::Span;
use crate::tree::element::PendingXref;
use crate::tree::{Element, Node};

/// The pieces of a signature, or of a part of one, in order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pieces {
    span: Span,
    nodes: Vec<Node>,
}

/// What stands in a list of parameters.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Parameter {
    One(Pieces),
    /// The brackets around parameters that may be left out.
    Open,
    Close,
}

impl Pieces {
    /// None yet, of what is written at `span`.
    pub(super) fn new(span: Span) -> Self {
        Self {
            span,
            nodes: Vec::new(),
        }
    }

    /// None yet, of the same place.
    pub(super) fn inner(&self) -> Self {
        Self::new(self.span)
    }

    pub(super) fn into_nodes(self) -> Vec<Node> {
        self.nodes
    }

    pub(super) fn extend(&mut self, nodes: Vec<Node>) {
        self.nodes.extend(nodes);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.nodes.push(Node::text(text, self.span));
    }

    /// A piece of the kind that `class` says, in the words of Pygments: `n` is
    /// a name, `p` punctuation, `o` an operator, `k` a keyword.
    pub(super) fn piece(&mut self, class: &str, text: &str) {
        self.put(Element::Inline, &[class], text);
    }

    pub(super) fn space(&mut self) {
        self.piece("w", " ");
    }

    /// The name of what is described.
    pub(super) fn name(&mut self, name: &str) {
        self.put(Element::Strong, &["sig-name", "descname"], name);
    }

    /// What stands before the name, such as its module.
    pub(super) fn prename(&mut self, text: &str) {
        self.put(Element::Inline, &["sig-prename", "descclassname"], text);
    }

    /// What is said of it that is no part of its name.
    pub(super) fn annotation(&mut self, inside: Self) {
        self.wrap(Element::Emphasis, &["property"], inside);
    }

    /// Words of an annotation before the name, such as `async def`.
    pub(super) fn keywords(&mut self, words: &[&str]) {
        if words.is_empty() {
            return;
        }
        let mut inside = self.inner();
        for word in words {
            inside.piece("k", word);
            inside.space();
        }
        self.annotation(inside);
    }

    /// What comes out of a call.
    pub(super) fn returns(&mut self, inside: Self) {
        let mut arrow = self.inner();
        arrow.text(" -> ");
        arrow.wrap(Element::Inline, &["sig-return-typehint"], inside);
        self.wrap(Element::Inline, &["sig-return"], arrow);
    }

    /// A reference that `inside` shows.
    pub(super) fn reference(&mut self, xref: PendingXref, inside: Self) {
        self.wrap(Element::PendingXref(Box::new(xref)), &[], inside);
    }

    /// A piece that is explained by `meaning`.
    pub(super) fn abbreviation(&mut self, text: &str, meaning: &str) {
        let mut inside = self.inner();
        inside.text(text);
        let mut node = Node::with(Element::Abbreviation, self.span, inside.nodes);
        let others = &mut node.attributes.edit().others;
        others.push(("explanation", meaning.to_owned()));
        self.nodes.push(node);
    }

    pub(super) fn wrap(&mut self, element: Element, classes: &[&str], inside: Self) {
        let mut node = Node::with(element, self.span, inside.nodes);
        if !classes.is_empty() {
            let classes = classes.iter().map(|&class| class.to_owned());
            node.attributes.edit().classes.extend(classes);
        }
        self.nodes.push(node);
    }

    /// Parameters between `parens`. A comma stands outside a bracket while
    /// parameters that must be given are to come, and else inside.
    pub(super) fn parameters(
        &mut self,
        parens: [&str; 2],
        parameters: Vec<Parameter>,
        emphasised: bool,
    ) {
        self.piece("sig-paren", parens[0]);
        let mut left = required(&parameters);
        let mut level = 0_usize;
        let mut first = true;
        for parameter in parameters {
            match parameter {
                Parameter::Open => {
                    self.piece("optional", "[");
                    level += 1;
                }
                Parameter::Close => {
                    self.piece("optional", "]");
                    level = level.saturating_sub(1);
                }
                Parameter::One(inside) => {
                    if !std::mem::take(&mut first) && left == 0 {
                        self.text(", ");
                    }
                    if level == 0 {
                        left -= 1;
                    }
                    let element = if emphasised {
                        Element::Emphasis
                    } else {
                        Element::Inline
                    };
                    self.wrap(element, &["sig-param"], inside);
                    if left > 0 {
                        self.text(", ");
                    }
                }
            }
        }
        self.piece("sig-paren", parens[1]);
    }

    fn put(&mut self, element: Element, classes: &[&str], text: &str) {
        let mut inside = self.inner();
        inside.text(text);
        self.wrap(element, classes, inside);
    }
}

/// How many parameters stand in no brackets.
fn required(parameters: &[Parameter]) -> usize {
    let mut level = 0_usize;
    let mut count = 0;
    for parameter in parameters {
        match parameter {
            Parameter::Open => level += 1,
            Parameter::Close => level = level.saturating_sub(1),
            Parameter::One(_) if level == 0 => count += 1,
            Parameter::One(_) => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::Parameter::{Close, Open};
    use super::*;

    #[test]
    fn commas_stand_inside_brackets_once_nothing_must_follow() {
        let one = |text| {
            let mut inside = Pieces::new(Span::default());
            inside.text(text);
            Parameter::One(inside)
        };
        let mut pieces = Pieces::new(Span::default());
        let list = vec![
            Open,
            one("a"),
            Close,
            one("b"),
            Open,
            one("c"),
            Open,
            one("d"),
            Close,
            Close,
        ];
        pieces.parameters(["(", ")"], list, true);
        let whole = Node::with(Element::Term, Span::default(), pieces.into_nodes());
        assert_eq!(whole.astext(), "([a, ]b[, c[, d]])");
    }
}
