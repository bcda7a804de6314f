//! Chapters: their openings, and how deep their headings lie.

use std::collections::BTreeMap;

use doctree::{Element, Node};
use serde_json::{Value, json};

use super::{Shared, Spaces, Writer};
use crate::Chapter;
use crate::check::Checked;

/// The deepest level that a heading is given.
const DEEPEST: usize = 6;

/// The chapters in order.
///
/// A part's title is a heading above its numbered chapters; a chapter without
/// a number that opens no part of its own stands beside the parts.
pub(super) fn chapters<'a>(
    chapters: &'a [Chapter],
    book: &'a Shared,
) -> impl Iterator<Item = Value> + 'a {
    let mut open: Option<&str> = None;
    chapters.iter().enumerate().map(move |(index, chapter)| {
        let part = chapter.part.as_deref();
        let opens = part.filter(|it| open != Some(it));
        open = part.or(open.filter(|_| chapter.number.is_some()));
        let below = chapter
            .number
            .as_ref()
            .map_or(0, |it| it.len().saturating_sub(1));
        let level = (1 + usize::from(open.is_some()) + below).min(DEEPEST);
        let writer = Writer {
            book,
            chapter: &book.checked.labels[index],
            level,
            depth: 0,
            section: book.sections.get(&book.checked.labels[index]).copied(),
            nested: false,
            lists_contents: false,
        };
        writer.chapter(chapter, &book.checked.roots[index], opens)
    })
}

/// The solutions, by chapter.
pub(super) fn solutions(chapters: &[Chapter], book: &Shared) -> Value {
    let mut out: Vec<Value> = Vec::new();
    let mut last = None;
    for solution in &book.checked.solutions {
        let chapter = &chapters[solution.chapter];
        let writer = Writer {
            book,
            // Of no chapter, so that links from here are told with their pages.
            chapter: "",
            level: 2,
            depth: 1,
            section: None,
            nested: true,
            lists_contents: false,
        };
        if last.replace(solution.chapter) != Some(solution.chapter) {
            out.push(json!({
                "title": writer.printable(&chapter.title),
                "number": number(chapter),
                "items": [],
            }));
        }
        let title = solution.title.as_ref();
        let item = json!({
            "label": solution.label,
            "from": solution.from,
            "title": title.map(|it| writer.running(&it.children, Spaces::Fold)),
            "ids": solution.body.attributes.ids(),
            "c": writer.children(&solution.body, Spaces::Fold),
        });
        if let Some(items) = out.last_mut().and_then(|it| it["items"].as_array_mut()) {
            items.push(item);
        }
    }
    Value::Array(out)
}

/// The numbers that titles are read with, by the labels that lead to them:
/// those of chapters, and those that `sectnum` gives to sections.
pub(super) fn numbers(chapters: &[Chapter], checked: &Checked) -> BTreeMap<String, String> {
    let mut numbers = BTreeMap::new();
    for (index, chapter) in chapters.iter().enumerate() {
        let root = &checked.roots[index];
        if let Some(number) = number(chapter) {
            let ids = Opening::of(root)
                .named
                .into_iter()
                .flat_map(|it| it.attributes.ids());
            let labels = ids.chain([&checked.labels[index]]);
            numbers.extend(labels.map(|it| (it.clone(), number.clone())));
        }
        for section in root.walk().filter(|it| it.element == Element::Section) {
            if let Some(number) = generated(section) {
                let ids = section.attributes.ids().iter();
                numbers.extend(ids.map(|it| (it.clone(), number.clone())));
            }
        }
    }
    numbers
}

/// The innermost sections that labels are in; of a section's own labels, itself.
pub(super) fn sections(checked: &Checked) -> BTreeMap<String, usize> {
    let mut sections = BTreeMap::new();
    let mut count = 0;
    for (label, root) in checked.labels.iter().zip(&checked.roots) {
        sections.insert(label.clone(), count);
        let mut open = vec![(root, count)];
        while let Some((node, section)) = open.pop() {
            let section = if node.element == Element::Section {
                count += 1;
                count
            } else {
                section
            };
            let ids = node.attributes.ids().iter();
            sections.extend(ids.map(|it| (it.clone(), section)));
            open.extend(node.children.iter().map(|it| (it, section)));
        }
        count += 1;
    }
    sections
}

/// The number of a chapter as it is written.
fn number(chapter: &Chapter) -> Option<String> {
    let number = chapter.number.as_ref()?;
    let parts: Vec<_> = number.iter().map(u32::to_string).collect();
    Some(parts.join("."))
}

/// The number that stands in a section's title.
fn generated(section: &Node) -> Option<String> {
    let title = section
        .children
        .first()
        .filter(|it| it.element == Element::Title)?;
    let number = title
        .children
        .first()
        .filter(|it| it.element == Element::Generated)?;
    let number = number.astext();
    let number = number.trim_matches(|it: char| it.is_whitespace() || it == '.');
    let plain = number.chars().all(|it| it.is_ascii_digit() || it == '.');
    (plain && !number.is_empty()).then(|| number.to_owned())
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
        let title = self.printable(&chapter.title);
        let own = opening.title.filter(|it| !it.children.is_empty());
        json!({
            "label": self.chapter,
            "ids": ids,
            "number": number(chapter),
            "part": part.map(|it| self.printable(it)),
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
            section: section
                .attributes
                .ids()
                .first()
                .and_then(|it| self.book.sections.get(it).copied())
                .or(self.section),
            ..*self
        };
        out.push(super::with(
            "heading",
            section,
            [
                ("level", json!(inner.level)),
                ("depth", json!(inner.depth)),
                (
                    "listed",
                    json!(inner.depth < self.book.settings.look.contents),
                ),
                ("c", inner.part(section, |it| *it == Element::Title)),
            ],
        ));
        let is_body = |it: &&Node| it.element != Element::Title;
        inner.row(
            &section.children.iter().filter(is_body).collect::<Vec<_>>(),
            out,
        );
    }
}

/// White space folded to single spaces.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
