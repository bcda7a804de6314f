//! Tables.

use crate::source::column_width;
use crate::tree::{Element, Node};

/// Puts the parts of `table` (columns, head, rows) where docutils has them.
pub(super) fn finish(table: &mut Node) {
    let mut columns = Vec::new();
    let mut head = None;
    let mut rows = Vec::new();
    for part in std::mem::take(&mut table.children) {
        match part.element {
            Element::Colspec { .. } => columns.push(part),
            Element::Thead => head = Some(part),
            _ => rows.push(part),
        }
    }
    let mut body = Node::with(Element::Tbody, table.span, rows);
    let mut head = head.map(|mut head| {
        let cells = std::mem::take(&mut head.children);
        let row = Node::with(Element::Row, head.span, cells);
        Node::with(Element::Thead, head.span, vec![row])
    });
    for (at, column) in columns.iter_mut().enumerate() {
        let classes = column.attributes.classes().to_vec();
        let rows = head.iter_mut().chain([&mut body]);
        let cells = rows.flat_map(|part| part.children.iter_mut());
        let mut width = 1;
        for cell in cells.filter_map(|row| row.children.get_mut(at)) {
            width = width.max(column_width(&cell.astext()));
            if !classes.is_empty() {
                cell.attributes.edit().classes.clone_from(&classes);
            }
        }
        *column = Node::new(
            Element::Colspec {
                colwidth: width,
                stub: false,
            },
            column.span,
        );
    }
    let cols = columns.len();
    columns.extend(head);
    columns.push(body);
    table.children = vec![Node::with(Element::Tgroup { cols }, table.span, columns)];
}
