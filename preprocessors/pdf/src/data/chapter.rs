//! Chapters: their openings, and how deep their headings lie.

use doctree::{Element, Node};
use serde_json::{Value, json};

use super::{Spaces, Writer};
use crate::Chapter;
use crate::check::{Checked, printable};

/// The deepest level that a heading is given.
const DEEPEST: usize = 6;

/// The chapters in order.
///
/// A part's title is a heading above its numbered chapters; a chapter without
/// a number that opens no part of its own stands beside the parts.
pub(super) fn chapters(chapters: &[Chapter], checked: &Checked) -> Value {
    let mut open: Option<&str> = None;
    let mut out = Vec::new();
    for (index, chapter) in chapters.iter().enumerate() {
        let part = chapter.part.as_deref();
        let opens = part.filter(|it| open != Some(it));
        open = part.or(open.filter(|_| chapter.number.is_some()));
        let below = chapter
            .number
            .as_ref()
            .map_or(0, |it| it.len().saturating_sub(1));
        let level = (1 + usize::from(open.is_some()) + below).min(DEEPEST);
        let writer = Writer {
            chapter: &checked.labels[index],
            pictures: &checked.pictures,
            level,
            depth: 0,
            nested: false,
            lists_contents: false,
        };
        out.push(writer.chapter(chapter, &checked.roots[index], opens));
    }
    Value::Array(out)
}

/// Where a chapter's title stands in its document.
struct Opening<'a> {
    /// The nodes whose ids lead to the chapter.
    named: Vec<&'a Node>,
    title: Option<&'a Node>,
    subtitle: Option<&'a Node>,
    body: Vec<&'a Node>,
}

impl<'a> Opening<'a> {
    /// The document's own title, or that of the one section which it is.
    fn of(root: &'a Node) -> Self {
        let child = |node: &'a Node, element: &Element| {
            node.children.iter().find(|it| it.element == *element)
        };
        let mut opening = Self {
            named: vec![root],
            title: child(root, &Element::Title),
            subtitle: child(root, &Element::Subtitle),
            body: root.children.iter().filter(|it| !is_title(it)).collect(),
        };
        let shown: Vec<_> = opening.body.iter().filter(|it| is_shown(it)).collect();
        if opening.title.is_none()
            && let [&section] = shown[..]
            && section.element == Element::Section
        {
            opening.named.push(section);
            opening.title = child(section, &Element::Title);
            opening.subtitle = child(section, &Element::Subtitle);
            opening.body = section.children.iter().filter(|it| !is_title(it)).collect();
        }
        opening
    }
}

fn is_title(node: &Node) -> bool {
    matches!(node.element, Element::Title | Element::Subtitle)
}

fn is_shown(node: &Node) -> bool {
    !matches!(
        node.element,
        Element::Comment | Element::Meta(_) | Element::SubstitutionDefinition { .. }
    )
}

impl Writer<'_> {
    fn chapter(&self, chapter: &Chapter, root: &Node, part: Option<&str>) -> Value {
        let opening = Opening::of(root);
        let ids: Vec<_> = opening
            .named
            .iter()
            .flat_map(|node| node.attributes.ids())
            .collect();
        let title = printable(&chapter.title);
        let own = opening.title.filter(|it| !it.children.is_empty());
        let number = chapter.number.as_ref().map(|number| {
            let parts: Vec<_> = number.iter().map(u32::to_string).collect();
            parts.join(".")
        });
        json!({
            "label": self.chapter,
            "ids": ids,
            "number": number,
            "part": part.map(printable),
            "level": self.level,
            "running": own.map_or_else(|| title.clone(), |it| fold(&it.astext())),
            "title": own.map_or_else(|| json!([title]), |it| self.running(&it.children, Spaces::Fold)),
            "subtitle": opening.subtitle.map(|it| self.running(&it.children, Spaces::Fold)),
            "c": self.blocks(opening.body.into_iter()),
        })
    }

    /// A section: its heading, then what stands in it, in one row with what
    /// stands around it.
    pub(super) fn section(&self, section: &Node, out: &mut Vec<Value>) {
        let inner = Self {
            level: (self.level + 1).min(DEEPEST),
            depth: self.depth + 1,
            ..*self
        };
        out.push(super::with(
            "heading",
            section,
            [
                ("level", json!(inner.level)),
                ("depth", json!(inner.depth)),
                ("c", inner.part(section, |it| *it == Element::Title)),
            ],
        ));
        for child in &section.children {
            if child.element != Element::Title {
                inner.block(child, out);
            }
        }
    }
}

/// White space folded to single spaces.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
