//! Paragraphs, quotes, literal blocks, transitions and pictures.

use super::escape::Place;
use super::{Writer, is_plain, island};
use crate::tree::{Element, Node};
use crate::writer::html;

impl Writer<'_> {
    /// None, if the paragraph needs HTML.
    pub(super) fn paragraph(&self, node: &Node) -> Option<String> {
        let text = self
            .inline(&node.children, Place::Paragraph)
            .filter(|_| is_plain(node))?;
        (!text.is_empty() && !starts_html(&text)).then_some(text)
    }

    /// A quote without attribution.
    pub(super) fn quote(&self, node: &Node) -> Option<String> {
        let attributed = node
            .children
            .iter()
            .any(|it| it.element == Element::Attribution);
        if attributed || !is_plain(node) {
            return None;
        }
        let inside = self.inside(node)?;
        let lines: Vec<String> = inside
            .split('\n')
            .map(|line| match line {
                "" => ">".to_owned(),
                line => format!("> {line}"),
            })
            .collect();
        (!inside.is_empty()).then(|| lines.join("\n"))
    }

    /// A block of code between fences: without a language, or, if that is
    /// what the renderer wants, with one.
    pub(super) fn fence(&self, node: &Node) -> Option<String> {
        let language = html::language(node);
        let text = self.plain_code_of(node, language)?;
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat((longest + 1).max(3));
        let language = language.unwrap_or_default();
        Some(format!("{fence}{language}\n{text}\n{fence}"))
    }

    /// The text of a literal block that a fence can show.
    fn plain_code_of(&self, node: &Node, language: Option<&str>) -> Option<String> {
        let classes = if language.is_some() { 2 } else { 0 };
        let known = |language: &str| {
            language
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '#' | '.'))
        };
        let spoken = match language {
            Some(language) => self.plain_code && known(language),
            None => node
                .children
                .iter()
                .all(|it| matches!(it.element, Element::Text(_))),
        };
        let plain = node.attributes.ids().is_empty() && node.attributes.classes().len() == classes;
        let text = node.astext().replace('\0', "\u{fffd}");
        (spoken && plain && !text.is_empty() && !island::has_helper(&text)).then_some(text)
    }

    /// A picture that stands alone.
    pub(super) fn picture(&self, node: &Node) -> Option<String> {
        let text = self.inline(std::slice::from_ref(node), Place::Paragraph)?;
        text.starts_with('!').then_some(text)
    }
}

/// Underscores, because hyphens and asterisks may be bullets.
pub(super) fn transition(node: &Node) -> Option<String> {
    is_plain(node).then(|| "___".to_owned())
}

/// Whether the first line is a tag alone, which would start a block of HTML.
fn starts_html(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    line.starts_with('<')
        && island::tag_end(line).is_some_and(|end| line[end..].trim_matches(' ').is_empty())
        && !super::links::is_autolink(line.trim_matches(['<', '>']))
}
