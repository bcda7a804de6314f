//! How a drawing is written: numbers, texts and their widths, escapes.

use std::fmt::Write;

/// The width of every drawing, in its own units: a little larger on a desk,
/// a little smaller on a phone, text is never too small to read.
pub(super) const WIDTH: f64 = 480.0;
/// What stays free at each side.
pub(super) const MARGIN: f64 = 8.0;
/// The size of text, and of that which is less important.
pub(super) const TEXT: f64 = 14.0;
pub(super) const SMALL: f64 = 13.0;
const TITLE: f64 = 16.0;
const TITLE_LINE: f64 = 21.0;
/// How much wider bold type is.
const BOLD: f64 = 1.12;

const FONTS: &str = "Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif";
pub(super) const INK: &str = "#2a2723";
pub(super) const SOFT: &str = "#5f574c";
pub(super) const LINE: &str = "#ddd4c4";
pub(super) const PAPER: &str = "#fefcf7";

/// Widths of characters, in thousandths of the size; others are of `USUAL`,
/// and those of East Asia as wide as high.
const WIDTHS: [(&str, u32); 3] = [
    ("fijlrtI.,:;'|!()[]/ ", 360),
    ("mwMW@%", 950),
    ("ABCDEFGHJKLNOPQRSTUVXYZ&_", 720),
];
const USUAL: u32 = 610;
const FULL: u32 = 1000;

/// An SVG that is being written. One line each, and none of them empty: it
/// stands in HTML that stands in Markdown.
pub(super) struct Svg {
    pub(super) body: String,
}

impl Svg {
    /// A drawing with its title written on it, and where what follows begins.
    pub(super) fn new(title: &str) -> (Self, f64) {
        let mut svg = Self {
            body: String::new(),
        };
        let mut y = MARGIN + 12.0;
        for line in wrap(title, WIDTH - 2.0 * MARGIN, TITLE * BOLD) {
            let look = format!("font-size=\"{TITLE}\" font-weight=\"bold\"");
            svg.text(MARGIN, y, &look, &line);
            y += TITLE_LINE;
        }
        (svg, y - 8.0)
    }

    pub(super) fn line(&mut self, markup: &str) {
        self.body.push_str(markup);
        self.body.push('\n');
    }

    /// Text at a place; `look` is attributes, or nothing.
    pub(super) fn text(&mut self, x: f64, y: f64, look: &str, text: &str) {
        let (x, y, text) = (num(x), num(y), escape(text));
        let blank = if look.is_empty() { "" } else { " " };
        self.line(&format!(
            "<text x=\"{x}\" y=\"{y}\"{blank}{look}>{text}</text>"
        ));
    }

    /// All of it, `height` high.
    pub(super) fn finish(self, kind: &str, title: &str, words: &str, height: f64) -> String {
        let (title, words, height) = (escape(title), escape(words), num(height));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"drawing drawing-{kind}\" \
             width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
             font-family=\"{FONTS}\" font-size=\"{TEXT}\" fill=\"{INK}\">\n\
             <title>{title}</title>\n<desc>{words}</desc>\n{}</svg>",
            self.body
        )
    }
}

/// The grey of what is less important, as attributes.
pub(super) fn soft() -> String {
    format!("class=\"soft\" font-size=\"{SMALL}\" fill=\"{SOFT}\"")
}

/// A length to a tenth of a unit.
pub(super) fn num(value: f64) -> String {
    format!("{}", (value * 10.0 + 0.5).floor() / 10.0)
}

/// About how wide `text` is, in type of this size; rather more than less.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let of = |c: char| {
        let row = WIDTHS.iter().find(|it| it.0.contains(c));
        let wide = if c >= '\u{1100}' { FULL } else { USUAL };
        row.map_or(wide, |it| it.1)
    };
    let sum: u32 = text.chars().map(of).sum();
    f64::from(sum) * size / 1000.0
}

/// The text, or its beginning if there is no room for more.
pub(super) fn fit(text: &str, room: f64, size: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut kept: String = text.to_owned();
    while !kept.is_empty() && width(&kept, size) + size > room {
        kept.pop();
    }
    format!("{}…", kept.trim_end_matches(' '))
}

/// The text in lines that have room.
fn wrap(text: &str, room: f64, size: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|it| !it.is_empty()) {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size) <= room => {
                let _ = write!(line, " {word}");
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The character, or a sign in its place if XML has none for it.
pub(super) fn printable(c: char) -> char {
    match c {
        '\t' | '\r' | '\n' => ' ',
        '\0'..='\x1f' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c => c,
    }
}

/// The text with the characters replaced that mean something in XML.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().map(printable) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
