//! > The "include" directive reads a text file. The directive argument is the
//! > path to the file to be included, relative to the document containing the
//! > directive.
//!
//! (*Including an External Document Fragment*.) The file's lines are read as
//! if they stood in the place of the directive; with `:literal:` or `:code:`
//! they are shown as they are (see `directive/include.rs`).

use super::directive::DirectiveBlock;
use super::{Block, Kind, Notice, Reader, Stand, World, parse};
use crate::diagnostic::Severity;
use crate::directive::file::{self, Found};
use crate::directive::include::{disabled, part};
use crate::directive::{Failure, Value};
use crate::line;
use crate::options::Dialect;
use crate::source::{Source, Span};

/// How deep files may include each other, and how many may be included.
const DEPTH_LIMIT: usize = 50;
const COUNT_LIMIT: usize = 2000;

/// How many bytes all inclusions may bring together, with what is
/// said of files that include themselves. A few files that include each other
/// under many names would else grow without end.
pub(crate) const LENGTH_LIMIT: usize = 8_000_000;

/// What a message about files that include themselves counts beside its text.
const MESSAGE: usize = 1000;

/// The part of a file that is being included. The same part within itself is
/// refused; another part of the same file is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Inclusion {
    path: String,
    part: [Option<Value>; 4],
}

/// Carries out the include directive that began at the line numbered `start`;
/// answers whether anything was included.
pub(super) fn read<'s>(
    reader: &mut Reader<'_, 's>,
    block: &DirectiveBlock<'s>,
    start: usize,
) -> bool {
    let span = reader.span_from(start);
    reader.push(start, Kind::Include(block.name));
    match included(reader, block, span) {
        Ok(blocks) => {
            reader.out.extend(blocks);
            true
        }
        Err(Failure { severity, message }) => {
            let notice = Notice::new(severity, message, span);
            let notice = notice.echo(block.echo.clone());
            reader.notice(notice.standing(Stand::Past));
            false
        }
    }
}

fn included<'s>(
    reader: &Reader<'_, 's>,
    block: &DirectiveBlock<'s>,
    span: Span,
) -> Result<Vec<Block<'s>>, Failure> {
    let world = reader.world;
    if !world.options.file_insertion_enabled {
        return Err(disabled(block.name));
    }
    let path: String = block
        .pieces
        .arguments
        .concat()
        .lines()
        .map(str::trim)
        .collect();
    let from = world
        .sources
        .get(usize::from(span.source))
        .map_or("", Source::name);
    let encoding = block.pieces.options.text("encoding");
    let found = file::read_or_standard(world.files, from, &path, encoding, world.options)
        .map_err(|unread| unread.failure(block.name))?;
    charge(world, found.text.len())?;
    let found = part(found, &block.pieces.options, world.options.tab_width)?;
    let source = Source::new(found.name.as_str(), &found.text);
    check_lines(&source, block, world.options.line_length_limit)?;
    enter(reader, block, &found, from)?;
    if reader.embedded {
        // docutils would include it behind the definition's end. It comes to
        // nothing, but counts as being included from now on.
        if world.options.dialect == Dialect::Book {
            world.inclusions.borrow_mut().pop();
        }
        return Ok(Vec::new());
    }
    let id = Some(source)
        .filter(|_| world.sources.len() < COUNT_LIMIT)
        .and_then(|source| world.add_source(source));
    let blocks = id.map(|id| {
        let text = world.text(id);
        let mut lines = line::split(text, id);
        // docutils' own mark behind a file begins with a blank line, which an
        // echo of the file's last block shows.
        lines.push(line::end(text, id));
        parse(&lines, reader.titles, reader.depth, world)
    });
    world.inclusions.borrow_mut().pop();
    blocks.ok_or_else(|| too_much(&format!("{COUNT_LIMIT} files are")))
}

/// Takes `bytes` from what may still be included.
fn charge(world: &World<'_>, bytes: usize) -> Result<(), Failure> {
    let rest = world.allowance.get().checked_sub(bytes);
    world.allowance.set(rest.unwrap_or(0));
    let limit = LENGTH_LIMIT / 1_000_000;
    rest.map(drop)
        .ok_or_else(|| too_much(&format!("{limit} megabytes are")))
}

fn too_much(what: &str) -> Failure {
    Failure {
        severity: Severity::Severe,
        message: format!("More than {what} included."),
    }
}

fn check_lines(source: &Source, block: &DirectiveBlock<'_>, limit: usize) -> Result<(), Failure> {
    let Some(index) = line::too_long(&line::split(source.text(), 0), limit) else {
        return Ok(());
    };
    let start = block.pieces.options.integer("start-line").unwrap_or(0);
    let number = i64::try_from(index + 1).unwrap_or(0).saturating_add(start);
    let name = source.name();
    Err(Failure::warning(format!(
        "\"{name}\": line {number} exceeds the line-length-limit."
    )))
}

/// Notes what is included, unless it is a part of itself.
fn enter(
    reader: &Reader<'_, '_>,
    block: &DirectiveBlock<'_>,
    found: &Found,
    from: &str,
) -> Result<(), Failure> {
    let option = |name: &str| block.pieces.options.get(name).cloned();
    let inclusion = Inclusion {
        path: found.name.clone(),
        part: ["start-line", "end-line", "start-after", "end-before"].map(option),
    };
    let mut inclusions = reader.world.inclusions.borrow_mut();
    // With a parser of its own, the document does not count as including.
    if inclusions.is_empty() && !block.pieces.options.has("parser") {
        inclusions.push(Inclusion {
            path: from.to_owned(),
            part: Default::default(),
        });
    }
    if inclusions.contains(&inclusion) {
        let chain = inclusions.iter().rev().map(|it| format!("\n> {}", it.path));
        let chain: String = chain.collect();
        charge(reader.world, MESSAGE + chain.len())?;
        return Err(Failure::warning(format!(
            "circular inclusion in \"{}\" directive:\n{}{chain}",
            block.name, found.name,
        )));
    }
    if inclusions.len() > DEPTH_LIMIT {
        charge(reader.world, MESSAGE)?;
        return Err(Failure::error(format!(
            "Files include each other more than {DEPTH_LIMIT} deep."
        )));
    }
    inclusions.push(inclusion);
    Ok(())
}
