//! Colours of a terminal, ECMA-48's "select graphic rendition", as classes:
//! `ansi-red-fg`, `ansi-bold` and their like, which Jupyter and nbconvert use.
//! All other commands to terminals are left out.

use crate::source::Span;
use crate::tree::{Element, Node};

const ESCAPE: char = '\u{1b}';

const COLOURS: [&str; 8] = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
];

/// `text` as nodes: `inline` where it is coloured.
pub(crate) fn nodes(text: &str, span: Span) -> Vec<Node> {
    if !text.contains([ESCAPE, '\r', '\u{8}']) {
        return vec![Node::text(text, span)];
    }
    let text = overwritten(text);
    let mut nodes = Vec::new();
    let mut style = Style::default();
    for (at, piece) in text.split(ESCAPE).enumerate() {
        let plain = if at == 0 { piece } else { style.obey(piece) };
        if !plain.is_empty() {
            nodes.push(style.node(plain, span));
        }
    }
    nodes
}

/// `text` with the commands of colours whose escape character was lost made
/// whole again; none, if there are none. A `[0m` gives them away.
pub(crate) fn restored(text: &str) -> Option<String> {
    if !text.contains("[0m") || text.contains(ESCAPE) {
        return None;
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from[1..].find(|c: char| !c.is_ascii_digit() && c != ';');
        if end.is_some_and(|end| from[1 + end..].starts_with('m')) {
            out.push(ESCAPE);
        }
        out.push('[');
        rest = &from[1..];
    }
    out.push_str(rest);
    Some(out)
}

/// What is left of lines after carriage returns: what was written last.
fn overwritten(text: &str) -> String {
    let text = text.replace('\u{8}', "");
    let last = |line: &str| -> String {
        let mut parts = line.rsplit('\r');
        parts
            .find(|it| !it.is_empty())
            .unwrap_or_default()
            .to_owned()
    };
    text.split('\n').map(last).collect::<Vec<_>>().join("\n")
}

/// How what follows is to look.
#[derive(Debug, Default)]
struct Style {
    /// Class names of colours: `red`, `red-intense`.
    foreground: Option<String>,
    background: Option<String>,
    bold: bool,
    italic: bool,
    underline: bool,
}

impl Style {
    /// Obeys the command that `piece` starts with; what follows it.
    fn obey<'t>(&mut self, piece: &'t str) -> &'t str {
        let Some(rest) = piece.strip_prefix('[') else {
            return other(piece);
        };
        // Parameters, then the letter that says what the command is.
        let end = rest.find(|c: char| !matches!(c, ' '..='?'));
        let Some(end) = end else {
            return "";
        };
        let letter = rest[end..].chars().next().map_or(0, char::len_utf8);
        if rest[end..].starts_with('m') {
            self.select(&rest[..end]);
        }
        &rest[end + letter..]
    }

    fn select(&mut self, parameters: &str) {
        let mut codes = parameters
            .split([';', ':'])
            .map(|it| it.parse::<usize>().unwrap_or(0));
        while let Some(code) = codes.next() {
            match code {
                0 => *self = Self::default(),
                1 => self.bold = true,
                3 => self.italic = true,
                4 => self.underline = true,
                22 => self.bold = false,
                23 => self.italic = false,
                24 => self.underline = false,
                30..=37 => self.foreground = colour(code - 30),
                38 => self.foreground = extended(&mut codes),
                39 => self.foreground = None,
                40..=47 => self.background = colour(code - 40),
                48 => self.background = extended(&mut codes),
                49 => self.background = None,
                90..=97 => self.foreground = colour(code - 90 + 8),
                100..=107 => self.background = colour(code - 100 + 8),
                _ => {}
            }
        }
    }

    fn node(&self, text: &str, span: Span) -> Node {
        let text = Node::text(text, span);
        let ground = |colour: &Option<String>, side| {
            let colour = colour.as_ref()?;
            Some(format!("ansi-{colour}-{side}"))
        };
        let flag = |on: bool, name: &str| on.then(|| format!("ansi-{name}"));
        let classes: Vec<_> = [
            ground(&self.foreground, "fg"),
            ground(&self.background, "bg"),
            flag(self.bold, "bold"),
            flag(self.italic, "italic"),
            flag(self.underline, "underline"),
        ]
        .into_iter()
        .flatten()
        .collect();
        if classes.is_empty() {
            return text;
        }
        let mut node = Node::with(Element::Inline, text.span, vec![text]);
        node.attributes.edit().classes = classes;
        node
    }
}

/// What follows a command that is none of a colour.
fn other(piece: &str) -> &str {
    // An operating system command, such as a link, goes up to the bell or `ESC \`.
    if let Some(rest) = piece.strip_prefix(']') {
        return rest.split_once('\u{7}').map_or("", |it| it.1);
    }
    let mut characters = piece.chars();
    // Two characters choose a character set, one is any other command.
    if matches!(characters.next(), Some('(' | ')')) {
        characters.next();
    }
    characters.as_str()
}

/// One of the sixteen colours.
fn colour(number: usize) -> Option<String> {
    let name = COLOURS.get(number % 8).filter(|_| number < 16)?;
    let intense = if number < 8 { "" } else { "-intense" };
    Some(format!("{name}{intense}"))
}

/// A colour of a larger palette, if it is one of the sixteen.
fn extended(codes: &mut impl Iterator<Item = usize>) -> Option<String> {
    match codes.next()? {
        5 => colour(codes.next()?),
        2 => {
            codes.nth(2);
            None
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Coloured pieces as `[classes|text]`.
    fn shown(text: &str) -> String {
        nodes(text, Span::default())
            .iter()
            .map(|it| match it.attributes.classes() {
                [] => it.astext(),
                classes => format!("[{}|{}]", classes.join(" "), it.astext()),
            })
            .collect()
    }

    #[test]
    fn colours_become_classes() {
        assert_eq!(
            shown("\u{1b}[0;31mNameError\u{1b}[0m: \u{1b}[1;92mx\u{1b}[22;39m y"),
            "[ansi-red-fg|NameError]: [ansi-green-intense-fg ansi-bold|x] y"
        );
        assert_eq!(
            shown("\u{1b}[38;5;4ma\u{1b}[38;2;1;2;3mb\u{1b}[48;5;200;4mc"),
            "[ansi-blue-fg|a]b[ansi-underline|c]"
        );
    }

    #[test]
    fn other_commands_and_what_was_overwritten_are_left_out() {
        assert_eq!(shown("a\u{1b}[2Kb\u{1b}]8;;x\u{7}c\u{1b}(B\u{1b}7"), "abc");
        assert_eq!(shown("10%\r50%\r100%\r\nend\r"), "100%\nend");
        assert_eq!(shown("a\u{1b}"), "a");
        assert_eq!(shown("a\u{1b}["), "a");
        assert_eq!(shown("a\u{1b}[\u{e9}"), "a");
    }

    #[test]
    fn lost_escapes_are_restored() {
        let whole = restored("[0;31mError[0m a[1] [x").unwrap();
        assert_eq!(shown(&whole), "[ansi-red-fg|Error] a[1] [x");
        assert_eq!(restored("a[1m]"), None);
    }
}
