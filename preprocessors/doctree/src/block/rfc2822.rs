//! Header fields, as mails and PEPs begin with: `Author: Me`.
//!
//! (*RFC 2822 Fields*; docutils' `RFC2822Body`, which its PEP reader asks for.)
//! They are only header fields where a document starts.

use super::indented::Shape;
use super::{Field, Kind, Reader, is_text};
use crate::line::strip_top;

/// Reads all header fields from the current line on, if there is one.
pub(super) fn read(reader: &mut Reader<'_, '_>) -> bool {
    let start = reader.at;
    let mut fields = Vec::new();
    let mut blank_finish = true;
    while let Some((name, marker)) = marker(reader.text()) {
        let start = reader.at;
        let line = reader.lines[start];
        let indented = reader.indented(Shape {
            until_blank: true,
            ..Shape::behind(marker)
        });
        blank_finish = indented.blank_finish;
        let content = reader.nested(strip_top(&indented.lines));
        fields.push(Field {
            name: crate::line::Line {
                text: &line.text[..name],
                ..line
            },
            content,
            span: reader.span_from(start),
        });
    }
    if fields.is_empty() {
        return false;
    }
    reader.push(start, Kind::HeaderFields(fields));
    if !blank_finish {
        reader.unindent_warning("RFC2822-style field list");
    }
    true
}

/// The length of a header field's name at the start of `text`, and that of the
/// name with the colon and the blanks behind. What may start another construct
/// is none.
fn marker(text: &str) -> Option<(usize, usize)> {
    let name = text
        .bytes()
        .take_while(|&byte| byte.is_ascii_graphic() && byte != b':')
        .count();
    let rest = text[name..].strip_prefix(':')?;
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    let is_field = name > 0 && (blanks > 0 || rest.is_empty()) && is_text(text);
    is_field.then_some((name, name + 1 + blanks))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_a_word_and_a_colon() {
        assert_eq!(marker("Author:  Me"), Some((6, 9)));
        assert_eq!(marker("Version:"), Some((7, 8)));
        assert_eq!(marker("A word: no"), None);
        assert_eq!(marker("a:b c"), None);
        assert_eq!(marker(":field: list"), None);
    }
}
