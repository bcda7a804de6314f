//! Simple tables: a head of one row, and cells of one line.

use super::escape::Place;
use super::{Writer, is_plain};
use crate::tree::element::Table;
use crate::tree::{Element, Node};

impl Writer<'_> {
    /// None, if the table has something that Markdown's tables have not.
    pub(super) fn table(&self, node: &Node, table: &Table) -> Option<String> {
        let quiet = |class: &String| matches!(&class[..], "colwidths-auto" | "colwidths-grid");
        let plain = node.attributes.ids().is_empty()
            && node.attributes.classes().iter().all(quiet)
            && *table == Table::default();
        let [group] = &node.children[..] else {
            return None;
        };
        let Element::Tgroup { cols } = group.element else {
            return None;
        };
        let (head, body) = parts(group)?;
        if !plain || cols == 0 {
            return None;
        }
        let mut lines = vec![self.row(head, cols)?, format!("|{}", " --- |".repeat(cols))];
        for row in body {
            lines.push(self.row(row, cols)?);
        }
        Some(lines.join("\n"))
    }

    fn row(&self, row: &Node, cols: usize) -> Option<String> {
        if row.children.len() != cols || !is_plain(row) {
            return None;
        }
        let mut line = String::from("|");
        for entry in &row.children {
            line.push(' ');
            line.push_str(&self.cell(entry)?);
            line.push_str(" |");
        }
        Some(line)
    }

    fn cell(&self, entry: &Node) -> Option<String> {
        let single = matches!(
            entry.element,
            Element::Entry {
                morerows: 0,
                morecols: 0,
                ..
            }
        );
        match &entry.children[..] {
            _ if !single || !is_plain(entry) => None,
            [] => Some(String::new()),
            [only] if only.element == Element::Paragraph && is_plain(only) => {
                let text = self.inline(&only.children, Place::Cell)?;
                (!text.is_empty()).then_some(text)
            }
            _ => None,
        }
    }
}

/// The row of the head, and those of the body.
fn parts(group: &Node) -> Option<(&Node, &[Node])> {
    let mut head = None;
    let mut body = None;
    for part in &group.children {
        if matches!(part.element, Element::Colspec { stub: false, .. }) {
            continue;
        }
        if !is_plain(part) {
            return None;
        }
        if part.element == Element::Thead && part.children.len() == 1 {
            head = part.children.first();
        } else if part.element == Element::Tbody {
            body = Some(&part.children[..]);
        } else {
            return None;
        }
    }
    Some((head?, body.unwrap_or_default()))
}
