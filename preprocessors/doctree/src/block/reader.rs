//! The lines of one block, read construct by construct.

use super::{Block, DEPTH_LIMIT, GRAMMAR, Kind, Notice, World, paragraph, rfc2822};
use crate::diagnostic::Severity;
use crate::line::{self, Line};
use crate::source::Span;

/// Reads all of `lines`. Section titles are welcome only where `titles` says so.
pub(crate) fn parse<'s>(
    lines: &[Line<'s>],
    titles: bool,
    depth: usize,
    world: &World<'s>,
) -> Vec<Block<'s>> {
    let mut reader = Reader::new(lines, titles, depth, world);
    if depth > DEPTH_LIMIT {
        reader.too_deep();
    } else {
        reader.read();
    }
    reader.out
}

/// Reads the lines of a whole document.
pub(crate) fn parse_document<'s>(lines: &[Line<'s>], world: &World<'s>) -> Vec<Block<'s>> {
    let mut reader = Reader::new(lines, true, 0, world);
    reader.headers = world.options.rfc2822;
    reader.read();
    reader.out
}

/// A place in the lines of one block, with what has been read so far.
pub(crate) struct Reader<'a, 's> {
    pub(crate) world: &'a World<'s>,
    pub(crate) lines: &'a [Line<'s>],
    pub(crate) at: usize,
    /// Whether sections may start here.
    pub(crate) titles: bool,
    pub(crate) depth: usize,
    /// Whether header fields may start here.
    headers: bool,
    /// Whether it is a substitution definition, which nothing can be included in.
    pub(super) embedded: bool,
    /// What [`Block::reached`] is to be, if it is not the last line read.
    pub(crate) reached: Option<usize>,
    pub(crate) out: Vec<Block<'s>>,
}

impl<'a, 's> Reader<'a, 's> {
    pub(super) fn new(
        lines: &'a [Line<'s>],
        titles: bool,
        depth: usize,
        world: &'a World<'s>,
    ) -> Self {
        Self {
            world,
            lines,
            at: 0,
            titles,
            depth,
            headers: false,
            embedded: false,
            reached: None,
            out: Vec::new(),
        }
    }
}

impl<'s> Reader<'_, 's> {
    fn read(&mut self) {
        while self.skip_blank() {
            let text = self.text();
            let first = self.out.len();
            let header = self.headers && rfc2822::read(self);
            // Only block quotes may come before header fields.
            self.headers &= text.starts_with(' ');
            if header {
                // There is nothing more to be read here.
            } else if !GRAMMAR
                .iter()
                .any(|rule| (rule.matches)(text) && (rule.read)(self))
            {
                paragraph::read(self);
            }
            if self.depth == 0 {
                self.note_reached(first);
            }
        }
    }

    /// Tells the blocks from the one numbered `first` on how far they reach.
    fn note_reached(&mut self, first: usize) {
        let reached = self.reached.take().unwrap_or_else(|| self.last_line());
        for block in self.out[first..].iter_mut().filter(|it| it.reached == 0) {
            block.reached = reached;
        }
    }

    /// The number of the line before the current one.
    pub(crate) fn last_line(&self) -> usize {
        let last = self.lines.get(self.at.saturating_sub(1));
        last.map_or(0, |line| self.world.line(line.span()))
    }

    /// Has the construct that is being read reach no further than here.
    pub(crate) fn stop_reaching(&mut self) {
        if self.depth == 0 && self.reached.is_none() {
            self.reached = Some(self.last_line());
        }
    }

    fn too_deep(&mut self) {
        let lines = line::trim(self.lines);
        let span = line::span(lines);
        self.out
            .push(Block::new(Kind::LiteralBlock(lines.to_vec()), span));
        let message =
            format!("Blocks nested more than {DEPTH_LIMIT} deep are shown as they stand.");
        self.notice(Notice::new(Severity::Warning, message, span));
    }

    /// Goes to the next line that is not blank; `false` if there is none.
    pub(crate) fn skip_blank(&mut self) -> bool {
        while self.current().is_some_and(|line| line.is_blank()) {
            self.at += 1;
        }
        self.at < self.lines.len()
    }

    /// The current line.
    pub(crate) fn current(&self) -> Option<Line<'s>> {
        self.lines.get(self.at).copied()
    }

    /// The text of the current line; empty behind the last.
    pub(crate) fn text(&self) -> &'s str {
        self.current().map_or("", |line| line.text)
    }

    /// The line `ahead` lines below the current one.
    pub(crate) fn peek(&self, ahead: usize) -> Option<Line<'s>> {
        self.lines.get(self.at + ahead).copied()
    }

    /// Whether the line `ahead` lines below is blank or not there.
    pub(crate) fn is_blank(&self, ahead: usize) -> bool {
        self.peek(ahead).is_none_or(|line| line.is_blank())
    }

    /// Reads the content of a block.
    pub(crate) fn nested(&self, lines: &[Line<'s>]) -> Vec<Block<'s>> {
        parse(lines, false, self.depth + 1, self.world)
    }

    /// The same, where titles are welcome.
    pub(crate) fn headed(&self, lines: &[Line<'s>]) -> Vec<Block<'s>> {
        parse(lines, true, self.depth + 1, self.world)
    }

    /// Adds a block that began at the line numbered `start` and ends before the current one.
    pub(crate) fn push(&mut self, start: usize, kind: Kind<'s>) {
        let span = self.span_from(start);
        self.out.push(Block::new(kind, span));
    }

    /// From the line numbered `start` to the last one before the current that has text.
    pub(crate) fn span_from(&self, start: usize) -> Span {
        line::span(line::trim(&self.lines[start..self.at.max(start)]))
    }

    /// Adds a finding.
    pub(crate) fn notice(&mut self, notice: Notice) {
        let span = notice.span;
        self.out
            .push(Block::new(Kind::Notice(Box::new(notice)), span));
    }

    /// Adds the warning that a construct ended without a blank line.
    pub(crate) fn unindent_warning(&mut self, construct: &str) {
        let warning = self.unindent(construct);
        self.notice(warning);
    }

    /// The same warning, to be added.
    pub(crate) fn unindent(&self, construct: &str) -> Notice {
        let message = format!("{construct} ends without a blank line; unexpected unindent.");
        let span = self.current().map_or_else(
            || self.lines.last().map(Line::span).unwrap_or_default(),
            |line| line.span(),
        );
        Notice {
            below: isize::from(self.current().is_none()),
            ..Notice::new(Severity::Warning, message, span)
        }
    }
}
