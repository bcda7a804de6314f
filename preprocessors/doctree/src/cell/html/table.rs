//! Tables of HTML, put as docutils has them: columns, a head and a body whose
//! rows are all of one width.

use crate::source::{Span, column_width};
use crate::tree::{Element, Node};

/// A cell spans no more columns or rows than this.
const MOST: usize = 100;

/// Rows of tables with more columns are not filled up.
const WIDEST: usize = 200;

/// A cell that spans so many columns and rows more than one.
pub(super) fn entry(columns: usize, rows: usize, stub: bool, span: Span) -> Node {
    let element = Element::Entry {
        morecols: columns.clamp(1, MOST) - 1,
        morerows: rows.clamp(1, MOST) - 1,
        stub,
    };
    Node::new(element, span)
}

/// Puts in order what `table` holds: a title, heads, bodies, rows. False, if
/// there are no rows.
pub(super) fn finish(table: &mut Node) -> bool {
    let mut head = Vec::new();
    let mut body = Vec::new();
    let mut titles = Vec::new();
    for mut part in std::mem::take(&mut table.children) {
        if part.element == Element::Thead {
            head.append(&mut part.children);
        } else if part.element == Element::Tbody {
            body.append(&mut part.children);
        } else if part.element == Element::Row {
            body.push(part);
        } else {
            titles.push(part);
        }
    }
    if head.is_empty() && body.len() > 1 && body[0].children.iter().all(is_stub) {
        head.push(body.remove(0));
    }
    if body.is_empty() {
        body.append(&mut head);
    }
    if body.is_empty() {
        table.children = titles;
        return false;
    }
    for entry in head.iter_mut().flat_map(|row| &mut row.children) {
        if let Element::Entry { stub, .. } = &mut entry.element {
            *stub = false;
        }
    }
    let width = level(&mut head).max(level(&mut body));
    fill(&mut head, width);
    fill(&mut body, width);
    let span = table.span;
    let mut children = columns(&body, width, span);
    if !head.is_empty() {
        children.push(Node::with(Element::Thead, span, head));
    }
    children.push(Node::with(Element::Tbody, span, body));
    titles.push(Node::with(Element::Tgroup { cols: width }, span, children));
    table.children = titles;
    true
}

fn is_stub(entry: &Node) -> bool {
    matches!(entry.element, Element::Entry { stub: true, .. })
}

/// Ends what spans more rows than there are; the columns of the widest row.
fn level(rows: &mut [Node]) -> usize {
    let count = rows.len();
    for (at, row) in rows.iter_mut().enumerate() {
        for entry in &mut row.children {
            if let Element::Entry { morerows, .. } = &mut entry.element {
                *morerows = (*morerows).min(count - at - 1);
            }
        }
    }
    widths(rows).into_iter().max().unwrap_or(0)
}

/// How many columns each row takes, with what reaches into it from above.
fn widths(rows: &[Node]) -> Vec<usize> {
    let mut reaching = vec![0_usize; rows.len() + MOST + 1];
    let mut widths = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let mut width = reaching[at];
        for entry in &row.children {
            if let Element::Entry {
                morerows, morecols, ..
            } = entry.element
            {
                width += morecols + 1;
                for below in &mut reaching[at + 1..=at + morerows] {
                    *below += morecols + 1;
                }
            }
        }
        widths.push(width);
    }
    widths
}

/// Adds empty cells to rows that are too short.
fn fill(rows: &mut [Node], width: usize) {
    if width > WIDEST {
        return;
    }
    let widths = widths(rows);
    for (row, own) in rows.iter_mut().zip(widths) {
        for _ in own..width {
            row.children.push(entry(1, 1, false, row.span));
        }
    }
}

/// The columns, as wide as their text in the rows that have all of them.
fn columns(rows: &[Node], width: usize, span: Span) -> Vec<Node> {
    let mut columns = vec![1; width];
    for row in rows.iter().filter(|row| row.children.len() == width) {
        for (column, entry) in columns.iter_mut().zip(&row.children) {
            *column = column_width(&entry.astext()).max(*column);
        }
    }
    let column = |colwidth| {
        Node::new(
            Element::Colspec {
                colwidth,
                stub: false,
            },
            span,
        )
    };
    columns.into_iter().map(column).collect()
}
