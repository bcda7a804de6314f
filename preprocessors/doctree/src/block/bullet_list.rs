//! > A text block which begins with a "*", "+", "-", "•", "‣", or "⁃",
//! > followed by whitespace, is a bullet list item.
//!
//! (*Bullet Lists*.)

use super::indented::Shape;
use super::{Block, Kind, Reader};
use crate::line::strip_top;

pub(super) fn matches(text: &str) -> bool {
    marker(text).is_some()
}

pub(super) fn read(reader: &mut Reader<'_, '_>) -> bool {
    let Some((bullet, _)) = marker(reader.text()) else {
        return false;
    };
    let start = reader.at;
    let mut items = Vec::new();
    let mut blank_finish = true;
    while let Some((_, width)) = marker(reader.text()).filter(|&(it, _)| it == bullet) {
        let (item, finish) = list_item(reader, width);
        items.push(item);
        blank_finish = finish;
        if !reader.skip_blank() {
            break;
        }
    }
    reader.push(start, Kind::BulletList { bullet, items });
    if !blank_finish {
        reader.unindent_warning("Bullet list");
    }
    true
}

/// The bullet, and how many columns it takes with the blanks behind it.
fn marker(text: &str) -> Option<(char, usize)> {
    let bullet = text
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '+' | '*' | '\u{2022}' | '\u{2023}' | '\u{2043}'))?;
    let rest = &text[bullet.len_utf8()..];
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    (blanks > 0 || rest.is_empty()).then_some((bullet, 1 + blanks))
}

/// Takes the list item at the current line, whose marker is `width` columns
/// wide, and says whether it ends with a blank line.
pub(super) fn list_item<'s>(reader: &mut Reader<'_, 's>, width: usize) -> (Block<'s>, bool) {
    let start = reader.at;
    let has_text = reader.text().chars().count() > width;
    let shape = Shape {
        block: has_text.then_some(width),
        first: Some(width),
        ..Shape::default()
    };
    let indented = reader.indented(shape);
    reader.stop_reaching();
    let content = reader.nested(strip_top(&indented.lines));
    let span = reader.span_from(start);
    (
        Block::new(Kind::ListItem(content), span),
        indented.blank_finish,
    )
}
