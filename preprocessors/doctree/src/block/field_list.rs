//! > Fields consist of a field name and a field body: `:name: body`.
//!
//! (*Field Lists*.)

use super::indented::{Shape, strip_top};
use super::{Field, Kind, Reader};
use crate::line::Line;

pub(super) fn matches(text: &str) -> bool {
    marker(text).is_some()
}

pub(super) fn read(reader: &mut Reader<'_, '_>) -> bool {
    let start = reader.at;
    let mut fields = Vec::new();
    let mut blank_finish = true;
    while let Some(marker) = marker(reader.text()) {
        let (field, finish) = field(reader, &marker);
        fields.push(field);
        blank_finish = finish;
        if !reader.skip_blank() {
            break;
        }
    }
    reader.push(start, Kind::FieldList(fields));
    if !blank_finish {
        reader.unindent_warning("Field list");
    }
    true
}

fn field<'s>(reader: &mut Reader<'_, 's>, marker: &Marker) -> (Field<'s>, bool) {
    let start = reader.at;
    let line = reader.lines[start];
    let name = Line {
        text: &line.text[1..=marker.name],
        ..line.from(1)
    };
    let columns = line.text[..marker.end].chars().count();
    let indented = reader.indented(Shape::behind(columns));
    reader.stop_reaching();
    let content = reader.nested(strip_top(&indented.lines));
    (
        Field {
            name,
            content,
            span: reader.span_from(start),
        },
        indented.blank_finish,
    )
}

/// The marker at the start of a field.
pub(crate) struct Marker {
    /// The bytes of the name, which starts behind the first colon.
    pub(crate) name: usize,
    /// The bytes of all of it with the blanks behind.
    pub(crate) end: usize,
}

/// Finds the marker of a field: `:` name `:` and a blank. A colon within the
/// name must not be followed by a blank or a backquote, unless escaped.
pub(crate) fn marker(text: &str) -> Option<Marker> {
    let rest = text
        .strip_prefix(':')
        .filter(|rest| !rest.starts_with([':', ' ']))?;
    let bytes = rest.as_bytes();
    let mut at = 0;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 1 + rest.get(at + 1..)?.chars().next()?.len_utf8(),
            b':' => match bytes.get(at + 1) {
                Some(b'`') => return None,
                None | Some(b' ') => {
                    let after = &rest[at + 1..];
                    let blanks = after.len() - after.trim_start_matches(' ').len();
                    let ends_in_blank = rest[..at].ends_with(' ');
                    return (!ends_in_blank).then_some(Marker {
                        name: at,
                        end: at + 2 + blanks,
                    });
                }
                Some(_) => at += 1,
            },
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_is_a_name_between_colons() {
        let name = |text: &str| marker(text).map(|marker| text[1..=marker.name].to_owned());
        assert_eq!(name(":a: b").as_deref(), Some("a"));
        assert_eq!(name(":a:b: c").as_deref(), Some("a:b"));
        assert_eq!(name(r":a\:  b: c").as_deref(), Some(r"a\:  b"));
        assert_eq!(name(":role:`x`"), None);
        assert_eq!(name(":a : b"), None);
        assert_eq!(name(": a: b"), None);
    }
}
