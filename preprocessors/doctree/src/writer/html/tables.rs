//! Tables.

use super::tag::Tag;
use super::{Writer, images};
use crate::tree::element::Table;
use crate::tree::{Element, Node};

/// Classes that speak to the writer, not to the style sheet.
const INTERNAL: [&str; 3] = ["colwidths-auto", "colwidths-given", "colwidths-grid"];

impl<'n> Writer<'_, 'n> {
    pub(super) fn table(&mut self, node: &'n Node, table: &Table) {
        let align = table.align.map(|align| format!("align-{align}"));
        let width = table.width.as_deref().and_then(images::length);
        let mut tag =
            Tag::of(node, "table").maybe("style", width.map(|it| format!("width: {it};")));
        for class in INTERNAL {
            tag = tag.without(class);
        }
        let style = self.html.table_style.split([',', ' ']);
        for class in style.filter(|class| !INTERNAL.contains(class)) {
            tag = tag.first(class);
        }
        if let Some(align) = &align {
            tag = tag.first(align);
        }
        self.wrap(node, tag, "\n", "\n");
        self.report();
    }

    /// Whether the table at hand says its columns' widths.
    fn has_widths(&self) -> bool {
        self.parent().is_some_and(|table| {
            let has = |class| table.attributes.has_class(class);
            let grid = self.html.table_style.contains("colwidths-grid");
            !has("colwidths-auto") && (grid || has("colwidths-given"))
        })
    }

    /// Columns, head and body. The widths are said only if the author gave them.
    pub(super) fn tgroup(&mut self, node: &'n Node) {
        let columns: Vec<(usize, bool)> = node.children.iter().filter_map(column).collect();
        if self.has_widths() && !columns.is_empty() {
            self.colgroup(&columns);
        }
        for part in &node.children {
            if matches!(part.element, Element::Thead | Element::Tbody) {
                self.rows(part, &columns);
            } else {
                self.node(part);
            }
        }
    }

    fn colgroup(&mut self, columns: &[(usize, bool)]) {
        let total: usize = columns.iter().map(|it| it.0).sum::<usize>().max(1);
        self.out.push_str("<colgroup>\n");
        for (width, _) in columns {
            let tenths = (*width * 1000 + total / 2) / total;
            let style = format!("width: {}.{}%", tenths / 10, tenths % 10);
            Tag::new("col")
                .with("style", style)
                .empty("\n", &mut self.out);
        }
        self.out.push_str("</colgroup>\n");
    }

    fn rows(&mut self, part: &'n Node, columns: &[(usize, bool)]) {
        let head = part.element == Element::Thead;
        let name = if head { "thead" } else { "tbody" };
        self.open(Tag::of(part, name), "\n");
        for row in &part.children {
            self.open(Tag::of(row, "tr"), "");
            let mut at = 0;
            for entry in &row.children {
                let stub = columns.get(at).is_some_and(|column| column.1);
                at += self.entry(entry, head, stub);
            }
            self.out.push_str("</tr>\n");
        }
        self.close(name, "\n");
    }

    /// A cell; answers how many columns it takes.
    fn entry(&mut self, entry: &'n Node, head: bool, stub: bool) -> usize {
        let Element::Entry {
            morerows, morecols, ..
        } = entry.element
        else {
            self.node(entry);
            return 1;
        };
        let span = |more: usize| (more > 0).then(|| (more + 1).to_string());
        let mut tag = Tag::of(entry, if head || stub { "th" } else { "td" })
            .maybe("rowspan", span(morerows))
            .maybe("colspan", span(morecols));
        if head {
            tag = tag.first("head");
        }
        if stub {
            tag = tag.first("stub");
        }
        self.wrap(entry, tag, "", "\n");
        morecols + 1
    }
}

/// Width and whether it is a stub, if `node` describes a column.
fn column(node: &Node) -> Option<(usize, bool)> {
    if let Element::Colspec { colwidth, stub } = node.element {
        Some((colwidth, stub))
    } else {
        None
    }
}
