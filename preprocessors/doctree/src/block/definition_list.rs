//! > Each definition list item contains a term, optional classifiers, and a
//! > definition.
//!
//! (*Definition Lists*.) The definition is indented and follows at once.

use super::indented::{Indented, Shape};
use super::{Block, DefinitionItem, Kind, Notice, Reader, is_text};
use crate::diagnostic::Severity;

pub(super) fn read(reader: &mut Reader<'_, '_>) {
    let start = reader.at;
    let mut items = Vec::new();
    let mut blank_finish;
    loop {
        let (item, finish) = item(reader);
        items.push(item);
        blank_finish = finish;
        if !reader.skip_blank() || !is_term(reader) {
            break;
        }
    }
    reader.push(start, Kind::DefinitionList(items));
    if !blank_finish {
        reader.unindent_warning("Definition list");
    }
}

fn item<'s>(reader: &mut Reader<'_, 's>) -> (DefinitionItem<'s>, bool) {
    let start = reader.at;
    let term = reader.lines[start];
    reader.at += 1;
    let below = reader.lines[reader.at];
    let Indented {
        lines,
        blank_finish,
    } = reader.indented(Shape::default());
    reader.stop_reaching();
    let mut content = reader.nested(&lines);
    if term.text.ends_with("::") {
        let message = "Blank line missing before literal block (after the \"::\")? \
                       Interpreted as a definition list item.";
        let notice = Notice::new(Severity::Info, message, below.span());
        let notice = Block::new(Kind::Notice(Box::new(notice)), below.span());
        content.insert(0, notice);
    }
    (
        DefinitionItem {
            term,
            content,
            span: reader.span_from(start),
        },
        blank_finish,
    )
}

/// Whether the current line is text with an indented line below it.
fn is_term(reader: &Reader<'_, '_>) -> bool {
    reader
        .peek(1)
        .is_some_and(|line| line.text.starts_with(' '))
        && is_text(reader.text())
}
