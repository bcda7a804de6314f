//! > The "include" directive reads a text file. The directive argument is the
//! > path to the file to be included, relative to the document containing the
//! > directive.
//!
//! (*Including an External Document Fragment*.) The file's lines are read as
//! if they stood in the place of the directive; with `:literal:` or `:code:`
//! they are shown as they are.

use super::directive::DirectiveBlock;
use super::{Block, Kind, Notice, Reader, parse};
use crate::diagnostic::Severity;
use crate::files::FileError;
use crate::line;
use crate::source::{Source, Span};

/// Files that include files deeper than this include each other.
const DEPTH_LIMIT: usize = 20;

/// Carries out the include directive that began at the line numbered `start`.
pub(super) fn read<'s>(reader: &mut Reader<'_, 's>, block: &DirectiveBlock<'s>, start: usize) {
    let span = reader.span_from(start);
    if !reader.world.options.file_insertion_enabled {
        let notice = Notice::new(Severity::Warning, "\"include\" directive disabled.", span);
        reader.notice(notice.echo(block.echo.clone()));
        return;
    }
    match lines(reader, block, span) {
        Ok(blocks) => reader.out.extend(blocks),
        Err(fault) => {
            let notice = Notice::new(Severity::Severe, fault, span);
            reader.notice(notice.echo(block.echo.clone()));
        }
    }
}

fn lines<'s>(
    reader: &Reader<'_, 's>,
    block: &DirectiveBlock<'s>,
    span: Span,
) -> Result<Vec<Block<'s>>, String> {
    let world = reader.world;
    let path: String = block.arguments.concat().split_whitespace().collect();
    if world.sources.len() > DEPTH_LIMIT * DEPTH_LIMIT || usize::from(span.source) > DEPTH_LIMIT {
        return Err(format!(
            "Problems with \"include\" directive path:\nToo many files are included, the last \"{path}\"."
        ));
    }
    let from = world
        .sources
        .get(usize::from(span.source))
        .map_or("", Source::name);
    let text = world
        .files
        .read(from, &path)
        .map_err(|error| problem(&path, &error))?;
    let text = part(&text, block)?;
    let id = u16::try_from(world.sources.len())
        .map_err(|_| "Too many files are included.".to_owned())?;
    let source: &'s Source = world
        .sources
        .push_get(Box::new(Source::new(sibling(from, &path), &text)));
    let lines = line::split(source.text(), id);
    if block.options.has("literal") || block.options.has("code") {
        let span = line::span(&lines);
        return Ok(vec![Block {
            kind: Kind::LiteralBlock(lines),
            span,
        }]);
    }
    Ok(parse(&lines, reader.titles, reader.depth, world))
}

fn problem(path: &str, error: &FileError) -> String {
    let code = if *error == FileError::NotFound {
        "[Errno 2] "
    } else {
        ""
    };
    format!("Problems with \"include\" directive path:\nInputError: {code}{error}: '{path}'.")
}

/// The part of the text that the options name.
fn part(text: &str, block: &DirectiveBlock<'_>) -> Result<String, String> {
    let number = |name: &str, otherwise: i64| block.options.integer(name).unwrap_or(otherwise);
    let lines: Vec<&str> = text.lines().collect();
    let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let place = |at: i64| {
        usize::try_from(if at < 0 {
            (at + count).max(0)
        } else {
            at.min(count)
        })
        .unwrap_or(0)
    };
    let (start, end) = (
        place(number("start-line", 0)),
        place(number("end-line", count)),
    );
    let mut text = lines
        .get(start..end.max(start))
        .unwrap_or_default()
        .join("\n");
    if let Some(mark) = block.options.text("start-after") {
        let at = text.find(mark).ok_or_else(|| not_found("start-after"))?;
        text = text[at + mark.len()..].to_owned();
    }
    if let Some(mark) = block.options.text("end-before") {
        let at = text.find(mark).ok_or_else(|| not_found("end-before"))?;
        text.truncate(at);
    }
    Ok(text)
}

fn not_found(option: &str) -> String {
    format!("Problem with \"{option}\" option of \"include\" directive:\nText not found.")
}

/// `path`, which is meant relative to the folder of `from`.
pub(crate) fn sibling(from: &str, path: &str) -> String {
    match from.rsplit_once('/') {
        Some((folder, _)) if !path.starts_with('/') => format!("{folder}/{path}"),
        _ => path.to_owned(),
    }
}
