//! Bullet lists and enumerated lists.

use super::{Writer, is_plain};
use crate::tree::element::{Enumeration, Enumtype};
use crate::tree::{Element, Node};
use crate::writer::html::is_compactable;

/// The level in lists and quotes, whose titles (they should have none) are no headings.
pub(super) const NO_HEADINGS: usize = 7;

/// Which list stands directly before, whose marker the next may not have: it
/// would be taken for the same list.
#[derive(Debug, Default)]
pub(super) struct Before {
    list: Option<(bool, bool)>,
    written: Option<(bool, bool)>,
}

impl Before {
    /// Whether a list, `ordered` or not, takes the second of its markers.
    fn alternate(&mut self, ordered: bool) -> bool {
        let alternate = self.list == Some((ordered, false));
        self.written = Some((ordered, alternate));
        alternate
    }

    /// Notes that `node` was written.
    pub(super) fn after(&mut self, node: &Node) {
        let list = matches!(
            node.element,
            Element::BulletList { .. } | Element::EnumeratedList(_)
        );
        self.list = self.written.take().filter(|_| list);
    }
}

impl Writer<'_> {
    /// None, if the list needs HTML: for its numerals, or for what it says of itself.
    pub(super) fn list(&self, node: &Node, parent: &Node, before: &mut Before) -> Option<String> {
        let items = |it: &Node| it.element == Element::ListItem && is_plain(it);
        if !is_plain(node) || !node.children.iter().all(items) || node.children.is_empty() {
            return None;
        }
        let start = if let Element::EnumeratedList(it) = &node.element {
            Some(start(it)?)
        } else {
            None
        };
        let alternate = before.alternate(start.is_some());
        let tight = is_compactable(node, Some(parent), &self.html)
            && node.children.iter().all(|item| self.is_tight(item));
        let items: Option<Vec<String>> = node
            .children
            .iter()
            .enumerate()
            .map(|(at, item)| {
                let marker = marker(start.map(|start| start + at), alternate);
                self.item(item, &marker, tight)
            })
            .collect();
        Some(items?.join(if tight { "\n" } else { "\n\n" }))
    }

    /// An empty item holds a comment: a marker alone could be taken for the
    /// line below a heading, or for a transition.
    fn item(&self, item: &Node, marker: &str, tight: bool) -> Option<String> {
        let mut inside = self.inside(item)?;
        if inside.is_empty() {
            inside.push_str("<!-- -->");
        }
        if tight {
            // A tight item is a paragraph, and perhaps a tight list.
            inside = inside.replacen("\n\n", "\n", 1);
        }
        let indent = " ".repeat(marker.len() + 1);
        let mut out = String::from(marker);
        for (at, line) in inside.split('\n').enumerate() {
            if at > 0 {
                out.push('\n');
            }
            if !line.is_empty() {
                out.push_str(if at > 0 { &indent } else { " " });
                out.push_str(line);
            }
        }
        Some(out)
    }

    /// Whether the item's parts may follow each other without blank lines: a
    /// paragraph, or one and a list that may follow a paragraph directly.
    fn is_tight(&self, item: &Node) -> bool {
        match &item.children[..] {
            [] => true,
            [only] => self.is_text(only),
            [first, last] => self.is_text(first) && self.may_interrupt(last),
            _ => false,
        }
    }

    /// Whether `node` leaves as text. A paragraph in HTML ends at a blank line only.
    fn is_text(&self, node: &Node) -> bool {
        node.element == Element::Paragraph && self.paragraph(node).is_some()
    }

    /// A list that starts with another number than 1 does not interrupt a paragraph.
    fn may_interrupt(&self, list: &Node) -> bool {
        let starts = if let Element::EnumeratedList(it) = &list.element {
            it.enumtype == Enumtype::Arabic && it.start == 1
        } else {
            matches!(list.element, Element::BulletList { .. })
        };
        let items = &list.children;
        starts && is_plain(list) && items.iter().all(|it| is_plain(it) && self.is_tight(it))
    }
}

/// The first number, if Markdown counts so.
fn start(list: &Enumeration) -> Option<usize> {
    let start = usize::try_from(list.start).ok()?;
    (list.enumtype == Enumtype::Arabic && start < 100_000_000).then_some(start)
}

fn marker(number: Option<usize>, alternate: bool) -> String {
    match (number, alternate) {
        (None, false) => "-".into(),
        (None, true) => "*".into(),
        (Some(number), false) => format!("{number}."),
        (Some(number), true) => format!("{number})"),
    }
}
