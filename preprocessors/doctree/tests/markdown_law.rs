//! The law of the Markdown writer on trees drawn at random.

#[path = "build/dom.rs"]
mod dom;
#[path = "build/law.rs"]
mod law;
#[path = "build/nodes.rs"]
mod nodes;

use doctree::tree::element::{Admonition, Image};
use doctree::{Element, Node};
use nodes::{bullets, document, link, node, numbered, of, row, section, table, text, with_id};

/// Pieces that texts are put together from.
const PIECES: &[&str] = &[
    "a",
    "b c",
    " ",
    "\n",
    "*",
    "**",
    "_",
    "__",
    "`",
    "``",
    "~",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "](x)",
    "![",
    "<",
    ">",
    "</",
    "<b>",
    "&",
    "&amp;",
    "#",
    "{",
    "}",
    "{{",
    "{#",
    "-",
    "--",
    "+",
    "=",
    "|",
    ":",
    "1.",
    "2)",
    "\\",
    "!",
    "\"",
    "'",
    ".",
    "...",
    "é",
    "\u{201c}",
    "\u{1f600}",
    "\u{a0}",
    "\t",
    "[^1]",
    "[x]",
    "http://a.b",
    "@",
    "$",
    "word",
    "^",
    "%",
    "\u{301}",
    "<!--",
    "-->",
];

/// Pieces that formulas are put together from.
const FORMULAS: &[&str] = &[
    "a^2",
    "x_1*y_2",
    "<",
    ">",
    "`",
    "\\frac{a}{b}",
    "|x|",
    "[0, 1]",
    "'",
    "\"",
    "--",
    "...",
    "\n",
    "\n\n",
    "\\{{#a\\}}",
    "\\&",
    "\\text{a *b* & `c`}",
    "1.",
    "(",
    "~",
    "!",
    "\\\\",
    "&",
    "\\unknown",
    "+ ",
];

const TREES: u64 = 2000;

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).expect("64 bits") % end
    }

    fn text(&mut self) -> String {
        let count = 1 + self.below(5);
        (0..count)
            .map(|_| PIECES[self.below(PIECES.len())])
            .collect()
    }

    fn inline(&mut self, depth: usize) -> Node {
        let kind = if depth == 0 { 0 } else { self.below(15) };
        match kind {
            7 => node(Element::Emphasis, self.inlines(depth - 1)),
            8 => node(Element::Strong, self.inlines(depth - 1)),
            9 => of(Element::Literal, &self.text()),
            10 => {
                let uri = self.text();
                // Links do not hold links.
                link(&uri, vec![text(&self.text())])
            }
            11 => node(Element::Inline, self.inlines(depth - 1)).class("k"),
            12 => node(Element::Superscript, self.inlines(depth - 1)),
            13 => {
                let image = Image {
                    uri: self.text(),
                    alt: Some(self.text()),
                    ..Image::default()
                };
                node(Element::Image(Box::new(image)), vec![])
            }
            14 => of(Element::Math, &self.formula()),
            _ => text(&self.text()),
        }
    }

    fn formula(&mut self) -> String {
        let count = 1 + self.below(4);
        (0..count)
            .map(|_| FORMULAS[self.below(FORMULAS.len())])
            .collect()
    }

    fn inlines(&mut self, depth: usize) -> Vec<Node> {
        let count = 1 + self.below(4);
        (0..count).map(|_| self.inline(depth)).collect()
    }

    fn paragraph(&mut self) -> Node {
        node(Element::Paragraph, self.inlines(2))
    }

    fn items(&mut self, depth: usize) -> Vec<Vec<Node>> {
        let count = 1 + self.below(3);
        (0..count)
            .map(|_| {
                let count = self.below(3);
                self.blocks(count, depth)
            })
            .collect()
    }

    fn block(&mut self, depth: usize) -> Node {
        let kind = if depth == 0 { 0 } else { self.below(12) };
        match kind {
            5 | 6 => bullets(self.items(depth - 1)),
            7 => {
                let start = u32::try_from(self.below(12)).expect("small");
                numbered(start.into(), self.items(depth - 1))
            }
            8 => node(Element::BlockQuote, self.blocks(2, depth - 1)),
            9 => of(Element::LiteralBlock, &self.text()),
            10 => node(
                Element::Admonition(Admonition::Note),
                self.blocks(2, depth - 1),
            ),
            11 => {
                let rows = (0..2).map(|_| {
                    let cells = (0..2).map(|_| vec![self.paragraph()]);
                    row(cells.collect())
                });
                table(rows.collect())
            }
            3 => of(Element::MathBlock, &self.formula()),
            4 => {
                let paragraph = self.paragraph();
                with_id(paragraph, "i")
            }
            _ => self.paragraph(),
        }
    }

    fn blocks(&mut self, count: usize, depth: usize) -> Vec<Node> {
        (0..count).map(|_| self.block(depth)).collect()
    }
}

#[test]
fn the_law_holds_for_trees_drawn_at_random() {
    for seed in 1..=TREES {
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut nodes = dice.blocks(2, 3);
        let inside = dice.blocks(1, 2);
        let mut part = section("s", "", inside);
        part.children[0].children = dice.inlines(1);
        nodes.push(part);
        law::holds(&document(nodes));
    }
}
