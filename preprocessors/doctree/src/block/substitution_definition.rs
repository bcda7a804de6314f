//! > Substitution definitions are indicated by an explicit markup start
//! > (".. ") followed by a vertical bar, the substitution text, another
//! > vertical bar, whitespace, and the definition block.
//!
//! (*Substitution Definitions*.) The definition block is an inline-compatible
//! directive without its leading dots.

use super::explicit::{Outcome, block_text};
use super::indented::Shape;
use super::{Block, Kind, Notice, Reader, Stand, directive};
use crate::diagnostic::Severity;
use crate::escape::{escape, unescape};
use crate::line::{Line, strip_bottom};
use crate::options::Dialect;
use crate::source::Span;

/// Reads the definition whose name begins at byte `width` of the current line.
pub(super) fn read(reader: &mut Reader<'_, '_>, width: usize) -> Outcome {
    let start = reader.at;
    let columns = reader.text()[..width].chars().count();
    let indented = reader.indented(Shape {
        keep_indent: true,
        ..Shape::behind(columns)
    });
    let Some((name, content)) = split(&indented.lines) else {
        return Outcome::Malformed("malformed substitution definition.");
    };
    let echo = block_text(reader, start);
    let span = reader.span_from(start);
    let shown = unescape(&name).into_owned();
    // docutils keeps what stands for a backslash, so that nothing can refer to
    // such a name.
    let name = match reader.world.options.dialect {
        Dialect::Docutils => name,
        Dialect::Book => shown.clone(),
    };
    if content.is_empty() {
        let message = format!("Substitution definition \"{shown}\" missing contents.");
        reader.notice(nothing(message, span, echo));
        return Outcome::Read(indented.blank_finish);
    }
    if content[0].is_blank() {
        // To docutils the lines behind are a block quote.
        let blocks = reader.nested(&content);
        reader.out.extend(blocks);
        let message = format!("Substitution definition \"{shown}\" empty or invalid.");
        reader.notice(nothing(message, span, echo));
        return Outcome::Read(indented.blank_finish);
    }
    let blank_finish = ends_early(reader, &content).unwrap_or(indented.blank_finish);
    let content = embedded(reader, &content);
    if content.is_empty() {
        let message = format!("Substitution definition \"{shown}\" empty or invalid.");
        reader.notice(nothing(message, span, echo));
    } else {
        reader.push(
            start,
            Kind::SubstitutionDefinition {
                name,
                echo,
                content,
            },
        );
    }
    Outcome::Read(blank_finish)
}

/// A finding about a definition that defines nothing.
fn nothing(message: String, span: Span, echo: String) -> Notice {
    let notice = Notice::new(Severity::Warning, message, span).echo(echo);
    notice.standing(Stand::Past)
}

/// Where docutils looks at the first of several `lines` only, because no
/// directive is in it: whether it finds a blank line behind that one.
fn ends_early(reader: &Reader<'_, '_>, lines: &[Line<'_>]) -> Option<bool> {
    let is_early = reader.world.options.dialect == Dialect::Docutils
        && directive::embedded_name(lines[0].text).is_none();
    lines.get(1).filter(|_| is_early).map(Line::is_blank)
}

/// The name, with NULs for backslashes, and the lines of the definition.
fn split<'s>(lines: &[Line<'s>]) -> Option<(String, Vec<Line<'s>>)> {
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        let part = escape(line.text);
        let part = if index == 0 {
            part.trim_end()
        } else {
            part.trim()
        };
        if index > 0 {
            text.push(' ');
        }
        text.push_str(part);
        let Some((name, end)) = name(&text) else {
            continue;
        };
        let behind = line.text.trim_end().len() - (text.len() - end);
        let mut content = vec![line.from(behind)];
        content.extend(lines[index + 1..].iter().copied());
        if content[0].is_blank() {
            content.remove(0);
        }
        let mut content = strip_bottom(&content).to_vec();
        if let Some(first) = content.first_mut() {
            *first = first.skip(first.indent());
        }
        return Some((name.to_owned(), content));
    }
    None
}

/// The name before the closing bar, and where the text behind it begins.
fn name(text: &str) -> Option<(&str, usize)> {
    text.match_indices('|').find_map(|(at, _)| {
        let before = &text[..at];
        let after = &text[at + 1..];
        let content = after.trim_start_matches(' ');
        let fits =
            !before.is_empty() && !before.ends_with(|c: char| c.is_whitespace() || c == '\0');
        (fits && (after.is_empty() || content.len() < after.len()))
            .then(|| (before, text.len() - content.len()))
    })
}

/// The directive that makes the definition.
fn embedded<'s>(reader: &Reader<'_, 's>, lines: &[Line<'s>]) -> Vec<Block<'s>> {
    let Some((name, end)) = directive::embedded_name(lines[0].text) else {
        return Vec::new();
    };
    let mut inner = Reader::new(lines, false, reader.depth + 1, reader.world);
    inner.embedded = true;
    directive::read(&mut inner, name, end);
    let is_notice = |it: &Block<'_>| matches!(it.kind, Kind::Notice(_));
    let is_include = |it: &Block<'_>| matches!(it.kind, Kind::Include(_));
    if inner.out.iter().any(is_include) {
        // Nothing is included here.
        inner
            .out
            .retain(|it| it.span.source == lines[0].source && (is_include(it) || is_notice(it)));
    }
    inner.out
}
