//! Tables. Each cell is given its place, so that no span can collide with
//! another or reach out of the table: Typst would refuse the book.

use doctree::tree::element::{Link, Table};
use doctree::{Element, Node};
use serde_json::{Value, json};

use super::length::length;
use super::{Spaces, Writer, with};

/// Rows and characters of a table that is not broken over pages.
const SHORT: (usize, usize) = (14, 1300);

/// Characters, about, in a line of a table as wide as the page.
const WIDEST: usize = 88;

/// Columns of source text up to which a table is as wide as its text.
const NARROW: usize = 72;

impl Writer<'_> {
    pub(super) fn table(&self, node: &Node, table: &Table) -> Value {
        let shares: Vec<_> = groups(node).filter_map(share).collect();
        let mut grid = Grid::default();
        for (head, is) in [(true, Element::Thead), (false, Element::Tbody)] {
            for rows in groups(node).filter(|it| it.element == is) {
                grid.place(self, &rows.children, head);
            }
        }
        let columns = grid.columns.max(shares.len()).max(1);
        let given = node.attributes.has_class("colwidths-given");
        let auto = !given && (shares.len() < columns || shares.iter().sum::<usize>() <= NARROW);
        let fields = [
            ("columns", json!(columns)),
            (
                "shares",
                if auto {
                    Value::Null
                } else {
                    json!(grid.fitted(&shares))
                },
            ),
            ("heads", json!(grid.heads)),
            ("repeats", json!(!groups(node).any(is_linked_head))),
            ("rows", json!(grid.rows)),
            ("short", json!(is_short(node, grid.rows))),
            ("cells", json!(grid.cells)),
            ("title", self.part(node, |it| *it == Element::Title)),
            (
                "width",
                table.width.as_deref().and_then(length).unwrap_or_default(),
            ),
            ("align", json!(table.align)),
        ];
        with("table", node, fields)
    }
}

impl Writer<'_> {
    /// Characters, about, that are told behind `node` if it is a link.
    fn told_behind(&self, node: &Node) -> usize {
        let Element::Reference(reference) = &node.element else {
            return 0;
        };
        match &reference.link {
            Link::Id(to) => self.place(node, to).map_or(0, |place| {
                // `(p. 12)`, and `chapter 12, ` before it, in smaller type.
                let numbered = place.as_object().is_some_and(|it| !it.is_empty());
                if numbered { 19 } else { 8 }
            }),
            _ => 0,
        }
    }
}

/// The table's own heads and bodies, and none of a table in a cell.
fn groups(table: &Node) -> impl Iterator<Item = &Node> {
    let groups = table
        .children
        .iter()
        .filter(|it| matches!(it.element, Element::Tgroup { .. }));
    groups.flat_map(|it| &it.children)
}

/// Whether it is a head with links. They would have no tags on the pages where
/// a head is repeated, which PDF/UA does not allow.
fn is_linked_head(group: &Node) -> bool {
    let is_link = |it: &Node| {
        matches!(
            it.element,
            Element::Reference(_)
                | Element::FootnoteReference { .. }
                | Element::CitationReference { .. }
        )
    };
    group.element == Element::Thead && group.walk().any(is_link)
}

/// Whether a page that has no room for all of it should rather have none of it.
fn is_short(table: &Node, rows: usize) -> bool {
    let is_block = |it: &Node| {
        matches!(
            it.element,
            Element::LiteralBlock | Element::Image(_) | Element::ListItem | Element::Table(_)
        )
    };
    let plain = !table.walk().skip(1).any(is_block);
    plain && rows <= SHORT.0 && table.astext().len() <= SHORT.1
}

fn share(node: &Node) -> Option<usize> {
    match node.element {
        Element::Colspec { colwidth, .. } => Some(colwidth.max(1)),
        _ => None,
    }
}

/// Cells with their places.
#[derive(Debug, Default)]
struct Grid {
    columns: usize,
    rows: usize,
    heads: usize,
    cells: Vec<Value>,
    /// Of each column the longest line of text in characters, and how long it
    /// is with what is told behind links.
    lines: Vec<(usize, usize)>,
}

impl Grid {
    /// Adds rows; what spans more rows than there are is cut.
    fn place(&mut self, writer: &Writer, rows: &[Node], head: bool) {
        let mut taken: Vec<Vec<bool>> = vec![Vec::new(); rows.len()];
        for (y, row) in rows.iter().enumerate() {
            let mut x = 0;
            for entry in &row.children {
                let Element::Entry {
                    morerows,
                    morecols,
                    stub,
                } = entry.element
                else {
                    continue;
                };
                while taken[y].get(x).copied().unwrap_or(false) {
                    x += 1;
                }
                let width = (0..=morecols)
                    .take_while(|dx| !taken[y].get(x + dx).copied().unwrap_or(false))
                    .count();
                let height = (morerows + 1).min(rows.len() - y);
                for line in &mut taken[y..y + height] {
                    line.resize(line.len().max(x + width), false);
                    line[x..x + width].fill(true);
                }
                self.columns = self.columns.max(x + width);
                if width == 1 {
                    self.measure(writer, entry, x);
                }
                self.cells.push(json!({
                    "x": x,
                    "y": self.rows + y,
                    "colspan": width,
                    "rowspan": height,
                    "head": head,
                    "stub": stub,
                    "c": writer.children(entry, Spaces::Fold),
                }));
            }
        }
        self.rows += rows.len();
        if head {
            self.heads += rows.len();
        }
    }

    /// Takes a cell of the column `x` into account.
    fn measure(&mut self, writer: &Writer, entry: &Node, x: usize) {
        let length = |it: &Node| it.astext().chars().count();
        let plain = entry.children.iter().map(length).max().unwrap_or_default();
        let told: usize = entry.walk().map(|it| writer.told_behind(it)).sum();
        self.lines.resize(self.lines.len().max(x + 1), (0, 0));
        let (text, whole) = self.lines[x];
        self.lines[x] = (text.max(plain), whole.max(plain + told));
    }

    /// The shares that columns are given, more for one whose text would fit if
    /// nothing were told behind its links.
    fn fitted(&self, shares: &[usize]) -> Vec<usize> {
        let all: usize = shares.iter().sum();
        let wanted = shares.iter().enumerate().map(|(x, &share)| {
            let (text, whole) = self.lines.get(x).copied().unwrap_or_default();
            let room = share * WIDEST / all.max(1);
            if text > room || whole <= room {
                return share;
            }
            let needed = whole * all / WIDEST + 1;
            needed.min(share * 3 / 2)
        });
        wanted.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_has_room_for_what_is_told_behind_its_links() {
        let fitted = |lines: [(usize, usize); 2]| {
            let lines = lines.to_vec();
            let grid = Grid {
                lines,
                ..Grid::default()
            };
            grid.fitted(&[45, 55])
        };
        assert_eq!(fitted([(30, 49), (40, 40)]), [56, 55]);
        // Not where the text needs two lines anyway, nor where there is room.
        assert_eq!(fitted([(60, 79), (40, 40)]), [45, 55]);
        assert_eq!(fitted([(10, 29), (40, 40)]), [45, 55]);
    }
}
