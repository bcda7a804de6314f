//! Tables of any content in a frame that is nearly right, so that the table
//! parsers are reached.

use libfuzzer_sys::arbitrary::{self, Arbitrary};

/// How to draw a table.
#[derive(Arbitrary, Debug)]
pub struct Drawn<'a> {
    kind: Kind,
    /// Of the columns, modulo [`WIDEST`].
    widths: [u8; 4],
    columns: u8,
    /// After which lines a border is drawn; its digits, over and over.
    borders: u16,
    indented: bool,
    content: &'a str,
}

#[derive(Arbitrary, Debug)]
enum Kind {
    Grid,
    Simple,
    Csv,
    List,
}

const WIDEST: usize = 12;

impl Drawn<'_> {
    /// The table as reStructuredText.
    pub fn text(&self) -> String {
        let lines = match self.kind {
            Kind::Grid => self.ruled("+-", "+=", "| "),
            Kind::Simple => self.ruled(" =", " -", "  "),
            Kind::Csv => self.directive("csv-table"),
            Kind::List => self.directive("list-table"),
        };
        let indent = if self.indented { "   " } else { "" };
        lines
            .iter()
            .map(|line| format!("{indent}{line}\n"))
            .collect()
    }

    /// Lines of content between borders. The content may have characters of
    /// the frame, and so change it.
    fn ruled(&self, border: &str, head: &str, row: &str) -> Vec<String> {
        let mut lines = vec![self.border(border)];
        let mut content = self.content.chars().filter(|it| *it != '\n').peekable();
        let mut count = 0_u32;
        while content.peek().is_some() {
            let mut line = String::new();
            let (edge, _) = row.split_at(1);
            for width in self.widths() {
                line.push_str(edge);
                line.extend(content.by_ref().take(width));
            }
            line.push_str(edge);
            lines.push(line);
            if self.borders.rotate_right(count) & 1 == 1 {
                lines.push(self.border(if count == 1 { head } else { border }));
            }
            count += 1;
        }
        lines.push(self.border(border));
        lines
    }

    fn border(&self, pattern: &str) -> String {
        let (corner, line) = pattern.split_at(1);
        let columns = self
            .widths()
            .map(|width| format!("{corner}{}", line.repeat(width)));
        columns.collect::<String>() + corner
    }

    fn widths(&self) -> impl Iterator<Item = usize> {
        let columns = usize::from(self.columns) % self.widths.len() + 1;
        let widths = self.widths.iter().take(columns);
        widths.map(|width| usize::from(*width) % WIDEST + 1)
    }

    fn directive(&self, name: &str) -> Vec<String> {
        let [rows, stubs, width, _] = self.widths.map(|it| it % 4);
        let mut lines = vec![
            format!(".. {name}:: T"),
            format!("   :header-rows: {rows}"),
            format!("   :stub-columns: {stubs}"),
            format!("   :widths: {width} 2 3"),
        ];
        lines.truncate(1 + usize::from(self.columns % 4));
        lines.push(String::new());
        lines.extend(self.content.lines().map(|line| format!("   {line}")));
        lines
    }
}
