//! Formulas: TeX becomes MathML, as for the site. One that cannot be said in
//! MathML is shown as it was typed, and told.

use std::collections::BTreeMap;

use doctree::writer::mathml::mathml;
use doctree::{Element, Node};

use super::Reporter;

/// The formulas of a book: for the TeX, and whether it stands by itself, the
/// MathML without the `math` element.
#[derive(Debug, Default)]
pub(crate) struct Formulas(BTreeMap<(String, bool), Option<String>>);

impl Formulas {
    /// Converts the formulas below `root`.
    pub(crate) fn collect(&mut self, root: &mut Node, findings: &mut Reporter) {
        root.walk_mut(&mut |node| {
            let block = match node.element {
                Element::Math => false,
                Element::MathBlock => true,
                _ => return,
            };
            let tex = node.astext();
            let span = node.span;
            let made = self
                .0
                .entry((tex, block))
                .or_insert_with_key(|(tex, block)| mathml(tex, *block));
            if made.is_none() {
                let message = "the formula is shown as it was typed".to_owned();
                findings.warn(message, span);
            }
        });
    }

    /// The MathML of a formula that was collected, if there is one.
    pub(crate) fn get(&self, tex: &str, block: bool) -> Option<&str> {
        self.0.get(&(tex.to_owned(), block))?.as_deref()
    }
}
