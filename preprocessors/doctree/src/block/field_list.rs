//! Fields consist of a field name and a field body: `:name: body`.
//!
//! (*Field Lists*.)

use super::indented::Shape;
use super::{Field, Kind, Reader};
use crate::field::{Marker, marker};
use crate::line::{Line, strip_top};

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
