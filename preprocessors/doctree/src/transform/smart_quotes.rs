//! Makes straight quotes, dashes and dots typographic, with `smart_quotes`.
//!
//! docutils' `universal.SmartQuotes`. Each block of text is taught as a whole,
//! so that a quote knows what stands before it in another element. With the
//! setting the reader leaves the NULs in the text that stand for backslashes,
//! since an escaped quote stays straight; here they go.

mod lesson;
mod quotes;

use foldhash::HashSet;

use super::context::{Context, Place};
use crate::diagnostic::Severity;
use crate::escape::unescape;
use crate::options::SmartQuotes;
use crate::tree::{Document, Element, Node, element::DocinfoItem};
use lesson::Lesson;

/// What sets a tag for the other quotes of a language apart.
const ALTERNATIVE: &str = "-x-altquot";

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    if context.options.smart_quotes == SmartQuotes::No {
        return;
    }
    let language = context.options.language_code.clone();
    let mut school = School {
        context,
        unsupported: HashSet::default(),
    };
    school.blocks(&mut document.root, &language);
}

struct School<'c, 'o> {
    context: &'c mut Context<'o>,
    /// The languages without quotes that were told of.
    unsupported: HashSet<String>,
}

impl School<'_, '_> {
    /// Teaches the blocks of text in `node`, which is itself none.
    fn blocks(&mut self, node: &mut Node, language: &str) {
        let own = own_language(node).map(str::to_owned);
        let language = own.as_deref().unwrap_or(language);
        let literal = is_literal(&node.element);
        for child in &mut node.children {
            if !is_text_element(&child.element) {
                self.blocks(child, language);
            } else if is_fixed(&child.element) || is_signature(child) {
                plain(child);
            } else {
                let own = own_language(child).map(str::to_owned);
                let tag = own.as_deref().unwrap_or(language);
                let mut lesson = self.lesson(tag, child);
                texts(child, literal, &mut lesson);
            }
        }
    }

    /// The lesson for text in the language `tag`, at `node`.
    fn lesson(&mut self, tag: &str, node: &Node) -> Lesson {
        let options = self.context.options;
        let tag = match options.smart_quotes {
            SmartQuotes::Alternative if tag.contains(ALTERNATIVE) => tag.replace(ALTERNATIVE, ""),
            SmartQuotes::Alternative => format!("{tag}{ALTERNATIVE}"),
            _ => tag.to_owned(),
        };
        if let Some((tag, quotes)) = quotes::find(&tag, &options.smartquotes_locales) {
            return Lesson::new(quotes, tag.starts_with("en"));
        }
        if self.unsupported.insert(tag.clone()) {
            let message = format!("No smart quotes defined for language \"{tag}\".");
            let place = Place::block(node.span);
            let report = self
                .context
                .report(Severity::Warning, message, place, Vec::new());
            self.context.messages.push(report);
        }
        Lesson::new(quotes::STRAIGHT.map(str::to_owned), false)
    }
}

/// The language that a class of the node names.
fn own_language(node: &Node) -> Option<&str> {
    let mut classes = node.attributes.classes().iter();
    classes.find_map(|class| class.strip_prefix("language-"))
}

/// Teaches the text in `node`; `literal` says that what holds the node is to
/// stay as it is.
fn texts(node: &mut Node, literal: bool, lesson: &mut Lesson) {
    let here = is_literal(&node.element);
    let skipped = node.element == Element::OptionString;
    for child in &mut node.children {
        match &mut child.element {
            Element::Text(text) if skipped => *text = unescape(text).into(),
            Element::Text(text) if here || literal => {
                lesson.pass_by(text);
                *text = unescape(text).into();
            }
            Element::Text(text) => *text = unescape(&lesson.teach(text)).into(),
            _ => texts(child, here, lesson),
        }
    }
}

/// Takes the NULs out of all text in `node`.
fn plain(node: &mut Node) {
    node.walk_mut(&mut |node| {
        if let Element::Text(text) = &mut node.element {
            *text = unescape(text).into();
        }
    });
}

/// docutils' `TextElement`.
fn is_text_element(element: &Element) -> bool {
    let other = matches!(
        element,
        Element::Text(_) | Element::Image(_) | Element::DocinfoItem(DocinfoItem::Authors)
    );
    element.holds_inline() && !other
}

/// What is neither taught nor looked into (docutils' `FixedTextElement` and `Special`).
fn is_fixed(element: &Element) -> bool {
    matches!(
        element,
        Element::LiteralBlock
            | Element::DoctestBlock
            | Element::MathBlock
            | Element::DocinfoItem(DocinfoItem::Address)
            | Element::Comment
            | Element::Raw { .. }
            | Element::SubstitutionDefinition { .. }
            | Element::Target(_)
            | Element::Pending(_)
            | Element::SystemMessage(_)
    )
}

/// Whether it is a signature of Sphinx's, which shows code.
fn is_signature(node: &Node) -> bool {
    node.element == Element::Term && node.attributes.has_class("sig-object")
}

/// What keeps the text in it, and in its children, as it is.
fn is_literal(element: &Element) -> bool {
    is_fixed(element)
        || matches!(
            element,
            Element::Image(_) | Element::Literal | Element::Math | Element::Problematic { .. }
        )
}
