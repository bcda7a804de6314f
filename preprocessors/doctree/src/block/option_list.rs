//! > Option lists map a program's command-line options to descriptions
//! > documenting them.
//!
//! (*Option Lists*.) Options are `-a`, `+a`, `--long` and `/V`, each with an
//! optional argument; two blanks or a line end come before the description.

use super::indented::Shape;
use super::{Kind, OptionItem, OptionSyntax, Reader};
use crate::line::strip_top;

pub(super) fn matches(text: &str) -> bool {
    marker(text).is_some()
}

pub(super) fn read(reader: &mut Reader<'_, '_>) -> bool {
    let start = reader.at;
    let mut items = Vec::new();
    let mut blank_finish = true;
    while let Some(end) = marker(reader.text()) {
        let Some((item, finish)) = item(reader, end) else {
            break;
        };
        items.push(item);
        blank_finish = finish;
        if !reader.skip_blank() {
            break;
        }
    }
    if items.is_empty() {
        return false;
    }
    reader.push(start, Kind::OptionList(items));
    if !blank_finish {
        reader.unindent_warning("Option list");
    }
    true
}

/// An option without a description is none.
fn item<'s>(reader: &mut Reader<'_, 's>, end: usize) -> Option<(OptionItem<'s>, bool)> {
    let start = reader.at;
    let options = split(reader.text()[..end].trim_end());
    let indented = reader.indented(Shape::behind(end));
    let lines = strip_top(&indented.lines);
    if lines.is_empty() {
        reader.at = start;
        return None;
    }
    reader.stop_reaching();
    let content = reader.nested(lines);
    Some((
        OptionItem {
            options,
            content,
            span: reader.span_from(start),
        },
        indented.blank_finish,
    ))
}

/// The bytes that the options at the start of `text` take with the blanks behind them.
fn marker(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let long = option(&text[at..], true);
        let end = [long, option(&text[at..], false)]
            .into_iter()
            .flatten()
            .map(|length| at + length)
            .find(|&end| {
                let rest = &text[end..];
                rest.is_empty() || rest.starts_with("  ") || starts_option(rest)
            })?;
        let rest = &text[end..];
        if !starts_option(rest) {
            return Some(text.len() - rest.trim_start_matches(' ').len());
        }
        at = end + 2;
    }
}

fn starts_option(rest: &str) -> bool {
    rest.strip_prefix(", ")
        .is_some_and(|rest| option(rest, false).is_some())
}

/// The length of the option at the start of `text`, with its argument or without.
fn option(text: &str, with_argument: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let word = |from: usize| {
        bytes[from..]
            .iter()
            .take_while(|it| it.is_ascii_alphanumeric() || **it == b'_' || **it == b'-')
            .count()
    };
    let (name, is_long) = match bytes {
        [b'-', b'-', it, ..] if it.is_ascii_alphanumeric() => (2 + word(2), true),
        [b'/', it, ..] if it.is_ascii_alphanumeric() => (1 + word(1), true),
        [b'-' | b'+', it, ..] if it.is_ascii_alphanumeric() => (2, false),
        _ => return None,
    };
    if !with_argument {
        return Some(name);
    }
    let delimiter = match bytes.get(name) {
        Some(b' ') => 1,
        Some(b'=') if is_long => 1,
        _ if is_long => return None,
        _ => 0,
    };
    argument(&text[name + delimiter..]).map(|length| name + delimiter + length)
}

fn argument(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix('<') {
        let length = rest
            .find(['<', '>'])
            .filter(|&end| end > 0 && rest[end..].starts_with('>'))?;
        return Some(length + 2);
    }
    let word = text
        .bytes()
        .take_while(|it| it.is_ascii_alphanumeric() || *it == b'_' || *it == b'-')
        .count();
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        .then_some(word)
}

/// The options of a marker, apart.
fn split(marker: &str) -> Vec<OptionSyntax<'_>> {
    let mut options = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    for (at, byte) in marker.bytes().enumerate() {
        match byte {
            b'<' => depth += 1,
            b'>' => depth = depth.saturating_sub(1),
            b',' if depth == 0 && marker[at..].starts_with(", ") => {
                options.push(parts(&marker[start..at]));
                start = at + 2;
            }
            _ => {}
        }
    }
    options.push(parts(&marker[start..]));
    options
}

fn parts(option: &str) -> OptionSyntax<'_> {
    let word = option.find(' ').unwrap_or(option.len());
    let short = !option.starts_with("--") && option.starts_with(['-', '+']);
    let with = |end: usize, delimiter: &'static str| OptionSyntax {
        string: &option[..end],
        delimiter,
        argument: Some(
            option[end + delimiter.len()..]
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        ),
    };
    if let Some(equals) = option[..word].find('=') {
        with(equals, "=")
    } else if short && word > 2 {
        with(2, "")
    } else if word < option.len() {
        with(word, " ")
    } else {
        OptionSyntax {
            string: option,
            delimiter: "",
            argument: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_end_before_two_blanks_or_the_line_end() {
        assert_eq!(marker("-a  all"), Some(4));
        assert_eq!(marker("-a"), Some(2));
        assert_eq!(marker("-f FILE, --file=FILE  read"), Some(22));
        assert_eq!(marker("-a b c"), None);
        assert_eq!(marker("-f <[path]file>  x"), Some(17));
        assert_eq!(marker("- item"), None);
    }

    #[test]
    fn an_option_is_its_name_and_its_argument() {
        let option = &split("-ofile, --out=FILE")[..];
        assert_eq!(
            (
                option[0].string,
                option[0].delimiter,
                option[0].argument.as_deref()
            ),
            ("-o", "", Some("file"))
        );
        assert_eq!(
            (
                option[1].string,
                option[1].delimiter,
                option[1].argument.as_deref()
            ),
            ("--out", "=", Some("FILE"))
        );
    }
}
