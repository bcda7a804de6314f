//! > Hyperlink targets identify a location within or outside of a document,
//! > which may be linked to by hyperlink references.
//!
//! (*Hyperlink Targets*.) `.. _name:` marks the place, `.. _name: address`
//! gives an address, `.. _name: other_` another name; `__ address` is anonymous.

use super::explicit::Outcome;
use super::indented::Shape;
use super::{Kind, Reader};
use crate::destination::destination;
use crate::escape::{escape, unescape};

/// Reads the target whose name begins at byte `width` of the current line.
pub(super) fn read(reader: &mut Reader<'_, '_>, width: usize) -> Outcome {
    let start = reader.at;
    let columns = reader.text()[..width].chars().count();
    let shape = Shape {
        until_blank: true,
        keep_indent: true,
        ..Shape::behind(columns)
    };
    let indented = reader.indented(shape);
    let lines: Vec<String> = indented
        .lines
        .iter()
        .map(|line| escape(line.text).into_owned())
        .collect();
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        text.push_str(line);
        let Some((name, end)) = target_name(&text) else {
            continue;
        };
        let mut block = vec![text[end..].trim().to_owned()];
        block.extend(lines[index + 1..].iter().cloned());
        let name = (!name.is_empty()).then(|| unescape(name).into_owned());
        reader.push(
            start,
            Kind::Target {
                name,
                destination: destination(&block),
            },
        );
        return Outcome::Read(indented.blank_finish);
    }
    Outcome::Malformed("malformed hyperlink target.")
}

/// Reads an anonymous target: `__ address`.
pub(super) fn read_anonymous(reader: &mut Reader<'_, '_>, width: usize) -> bool {
    let start = reader.at;
    let indented = reader.indented(Shape {
        until_blank: true,
        ..Shape::behind(width)
    });
    let lines: Vec<String> = indented
        .lines
        .iter()
        .map(|line| escape(line.text).into_owned())
        .collect();
    reader.push(
        start,
        Kind::Target {
            name: None,
            destination: destination(&lines),
        },
    );
    indented.blank_finish
}

/// The name before the colon, empty for an anonymous target, and where the
/// text behind the colon begins.
fn target_name(text: &str) -> Option<(&str, usize)> {
    let after_colon = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let end_of_name = |at: usize| {
        let rest = &text[at..];
        let rest = rest
            .strip_prefix(' ')
            .filter(|rest| rest.starts_with(':'))
            .unwrap_or(rest);
        rest.strip_prefix(':')
            .filter(|rest| after_colon(rest))
            .map(|rest| text.len() - rest.len())
    };
    if text.starts_with('_') {
        return end_of_name(1).map(|end| ("", end));
    }
    let quote = usize::from(text.starts_with('`'));
    let name = text.get(quote..)?;
    if name.starts_with([' ', '`']) {
        return None;
    }
    for (at, c) in name
        .char_indices()
        .map(|(at, c)| (quote + at + c.len_utf8(), c))
    {
        if c.is_whitespace() || c == '\0' {
            continue;
        }
        let close = if quote == 1 {
            text[at..].strip_prefix('`').map(|_| at + 1)
        } else {
            Some(at)
        };
        let Some(close) = close else { continue };
        let bare_colon = text[..close].ends_with(':') && !text[..close].ends_with("\0:");
        if let Some(end) = (!bare_colon).then(|| end_of_name(close)).flatten() {
            return Some((&text[quote..at], end));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_at_a_colon_before_a_blank() {
        assert_eq!(target_name("a b: c"), Some(("a b", 4)));
        assert_eq!(target_name("`a: b`: c"), Some(("a: b", 7)));
        assert_eq!(target_name("_: c"), Some(("", 2)));
        assert_eq!(target_name("a:b"), None);
        assert_eq!(target_name("a\0: b"), None);
    }
}
