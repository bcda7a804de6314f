//! Drawn tables.

use super::Lower;
use crate::block::table::{Row, Table};
use crate::directive::Place;
use crate::source::Span;
use crate::tree::element::Table as TableElement;
use crate::tree::{Element, Node};

impl<'s> Lower<'_, 's> {
    pub(super) fn table(&mut self, table: Table<'s>, span: Span) -> Node {
        let cols = table.colwidths.len();
        let mut tgroup = Node::new(Element::Tgroup { cols }, span);
        for colwidth in table.colwidths {
            tgroup.children.push(Node::new(
                Element::Colspec {
                    colwidth,
                    stub: false,
                },
                span,
            ));
        }
        if !table.head.is_empty() {
            let rows = self.rows(table.head, span);
            tgroup.children.push(Node::with(Element::Thead, span, rows));
        }
        let rows = self.rows(table.body, span);
        tgroup.children.push(Node::with(Element::Tbody, span, rows));
        Node::with(
            Element::Table(Box::<TableElement>::default()),
            span,
            vec![tgroup],
        )
    }

    fn rows(&mut self, rows: Vec<Row<'s>>, span: Span) -> Vec<Node> {
        rows.into_iter()
            .map(|row| Node::with(Element::Row, span, self.cells(row)))
            .collect()
    }

    fn cells(&mut self, row: Row<'s>) -> Vec<Node> {
        let mut cells = Vec::with_capacity(row.len());
        for cell in row {
            let element = Element::Entry {
                morerows: cell.morerows,
                morecols: cell.morecols,
                stub: false,
            };
            self.context.below += cell.below;
            self.context.displaced += cell.displaced;
            let content = self.blocks(cell.content, Place::Body);
            self.context.displaced -= cell.displaced;
            self.context.below -= cell.below;
            cells.push(Node::with(element, cell.span, content));
        }
        cells
    }
}
