//! Code, line by line, in the colours that the tree gives it.
//!
//! A line is a list of runs; a run is a string, or a pair of a colour's name
//! (`k` for the class `hl-k`) and a string.

use std::borrow::Cow;

use doctree::tree::element::{End, Listing, Mode};
use doctree::writer::html::is_hidden;
use doctree::{Element, Node};
use serde_json::{Value, json};

use super::pieces::pieces;
use super::{Spaces, Writer, with};

/// Beginnings of classes of text that a program coloured, and the colours of
/// code that they are set in.
const ANSI: [(&str, &str); 6] = [
    ("ansi-red", "m"),
    ("ansi-green", "s"),
    ("ansi-yellow", "n"),
    ("ansi-blue", "f"),
    ("ansi-magenta", "k"),
    ("ansi-cyan", "t"),
];

/// Colours that are the text's own, as on the site: those of signs.
const INK: [&str; 2] = ["o", "p"];

impl Writer<'_> {
    /// A block of code. Where it holds markup, as in a `parsed-literal`, it is
    /// set as text whose lines stay.
    pub(super) fn code(&self, node: &Node) -> Value {
        let shown = without_hidden(node);
        let node = shown.as_ref();
        let is_plain = |it: &Node| matches!(it.element, Element::Text(_) | Element::Inline);
        if !node.walk().skip(1).all(is_plain) {
            let text = node.astext();
            let content = self.running(&node.children, Spaces::Lines);
            return with(
                "literal_block",
                node,
                [
                    ("c", content),
                    ("count", json!(text.lines().count())),
                    ("columns", json!(widest(text.lines()))),
                    ("nested", json!(self.nested)),
                ],
            );
        }
        let code = Code::of(node);
        let columns = widest(code.texts.iter().map(String::as_str));
        let numbered = code.numbers.iter().any(Option::is_some);
        let fields = [
            ("lines", json!({"k": "lines", "c": code.lines})),
            ("columns", json!(columns)),
            ("count", json!(code.lines.len())),
            ("pieces", json!(pieces(&code.texts))),
            ("nested", json!(self.nested)),
            (
                "numbers",
                if numbered {
                    json!(code.numbers)
                } else {
                    Value::Null
                },
            ),
            (
                "marked",
                if code.marked.is_empty() {
                    Value::Null
                } else {
                    json!(code.marked)
                },
            ),
        ];
        with("literal_block", node, fields)
    }

    /// A program: its caption, its code, what it printed, drawings of that, and
    /// where to run it.
    pub(super) fn listing(&self, node: &Node, listing: &Listing) -> Value {
        let is_output =
            |it: &Node| it.element == Element::LiteralBlock && it.attributes.has_class("output");
        let blocks = node
            .children
            .iter()
            .filter(|it| it.element != Element::Caption);
        let (output, rest): (Vec<_>, Vec<_>) = blocks.partition(|it| is_output(it));
        let is_drawing = |it: &Node| matches!(it.element, Element::Image(_));
        let (drawings, code): (Vec<_>, Vec<_>) = rest.into_iter().partition(|it| is_drawing(it));
        let release = match listing.mode {
            Mode::Debug => "",
            Mode::Release => " --release",
        };
        let command = format!("cargo run{release} --bin {}", listing.name);
        let fields = [
            ("nested", json!(self.nested)),
            ("end", end(&listing.expect.end)),
            ("prints", json!(heading(&listing.expect.end))),
            ("path", json!(self.printable(&listing.path))),
            ("command", json!(self.printable(&command))),
            ("local", json!(listing.local().map(|it| self.printable(it)))),
            ("playground", json!(self.playground(listing))),
            ("site", json!(self.place_on_site(node))),
            ("caption", self.part(node, |it| *it == Element::Caption)),
            ("code", self.blocks(code.into_iter())),
            ("output", self.blocks(output.into_iter())),
            ("drawings", self.blocks(drawings.into_iter())),
        ];
        with("listing", node, fields)
    }
}

/// The characters of the longest line.
fn widest<'a>(lines: impl Iterator<Item = &'a str>) -> usize {
    lines.map(|it| it.chars().count()).max().unwrap_or_default()
}

/// How a program ends that does not end well: the key of the words that say
/// it, and what stands in them.
fn end(end: &End) -> Value {
    let (word, told) = match end {
        End::Success | End::Compiles => return Value::Null,
        End::Exit(status) => ("exits", status.to_string()),
        End::Panic => ("panics", String::new()),
        End::Timeout(_) => ("endless", String::new()),
        End::CompileFail(codes) => ("refused", codes.join(", ")),
    };
    json!({"word": word, "told": told})
}

/// The key of the words above what is recorded.
fn heading(end: &End) -> &'static str {
    match end {
        End::CompileFail(_) => "compiler",
        _ => "output",
    }
}

/// The node without the lines of a program that are not shown.
fn without_hidden(node: &Node) -> Cow<'_, Node> {
    if !node.children.iter().any(is_hidden) {
        return Cow::Borrowed(node);
    }
    let mut node = node.clone();
    node.children.retain(|it| !is_hidden(it));
    Cow::Owned(node)
}

/// The lines of a block.
#[derive(Debug)]
struct Code {
    /// Their runs.
    lines: Vec<Vec<Value>>,
    /// Their text.
    texts: Vec<String>,
    /// Their numbers.
    numbers: Vec<Option<String>>,
    /// Which of them, counted from 0, are emphasised.
    marked: Vec<usize>,
}

impl Code {
    fn of(node: &Node) -> Self {
        let mut code = Self {
            lines: vec![Vec::new()],
            texts: vec![String::new()],
            numbers: vec![None],
            marked: Vec::new(),
        };
        code.add(node, None, false);
        // As many as `str::lines` counts, whether the text ends in a line end or not.
        if code.texts.last().is_some_and(String::is_empty) {
            code.lines.pop();
            code.texts.pop();
            code.numbers.pop();
        }
        code
    }

    fn add(&mut self, node: &Node, colour: Option<&str>, marked: bool) {
        if let Element::Text(text) = &node.element {
            for (index, piece) in text.split('\n').enumerate() {
                if index > 0 {
                    self.lines.push(Vec::new());
                    self.texts.push(String::new());
                    self.numbers.push(None);
                }
                if !piece.is_empty() {
                    self.run(piece, colour, marked);
                }
            }
            return;
        }
        let classes = node.attributes.classes();
        if node.attributes.has_class("ln") {
            if let Some(number) = self.numbers.last_mut() {
                *number = Some(node.astext().trim().to_owned());
            }
            return;
        }
        let own = classes.iter().find_map(|class| {
            let ansi = ANSI
                .iter()
                .find(|it| class.starts_with(it.0))
                .map(|it| it.1);
            class.strip_prefix("hl-").or(ansi)
        });
        let marked = marked || node.attributes.has_class("hll");
        for child in &node.children {
            self.add(child, own.or(colour), marked);
        }
    }

    fn run(&mut self, piece: &str, colour: Option<&str>, marked: bool) {
        let colour = colour.filter(|it| !INK.contains(it));
        let at = self.lines.len() - 1;
        if marked && self.marked.last() != Some(&at) {
            self.marked.push(at);
        }
        self.texts[at].push_str(piece);
        if !self.joins(piece, colour) {
            self.lines[at].push(colour.map_or_else(|| json!(piece), |it| json!([it, piece])));
        }
    }

    /// Puts `piece` behind the last run of the line, if it looks the same there:
    /// each run is set by itself.
    fn joins(&mut self, piece: &str, colour: Option<&str>) -> bool {
        let is_blank = piece.bytes().all(|it| it == b' ');
        let Some(last) = self.lines.last_mut().and_then(|it| it.last_mut()) else {
            return false;
        };
        let same = last[0].as_str() == colour;
        let text = if last.is_array() { &mut last[1] } else { last };
        match text {
            Value::String(text) if same || is_blank => {
                text.push_str(piece);
                true
            }
            _ => false,
        }
    }
}
