//! Directives act here: their parts are handed to the function in their row
//! of the table.

use super::Lower;
use crate::block::directive::DirectiveBlock;
use crate::block::{Block, Kind};
use crate::diagnostic::Severity;
use crate::directive::option_names::fault_in_names;
use crate::directive::split::{Pieces, option_value};
use crate::directive::{Content, Failure, Parts, Place, Spec};
use crate::inline;
use crate::language::{self, ENGLISH, Named};
use crate::line;
use crate::message::literal;
use crate::names::make_id;
use crate::options::Dialect;
use crate::source::Span;
use crate::tree::{Element, Node};

impl<'s> Lower<'_, 's> {
    pub(super) fn directive(
        &mut self,
        block: DirectiveBlock<'s>,
        span: Span,
        place: Place,
    ) -> Vec<Node> {
        let mut nodes = Vec::from_iter(self.remark(block.name, block.spec.is_some(), span));
        nodes.extend(match block.spec {
            Some(spec) => self.known(block, spec, span, place),
            None => self.unknown(block, span, place),
        });
        nodes
    }

    fn known(
        &mut self,
        block: DirectiveBlock<'s>,
        spec: &Spec,
        span: Span,
        place: Place,
    ) -> Vec<Node> {
        let line = self.context.line(span);
        if let Some(fault) = &block.pieces.fault {
            let in_names = fault_in_names(fault, &block.pieces, spec, self.context);
            let fault = in_names.as_ref().unwrap_or(fault);
            let message = format!("Error in \"{}\" directive:\n{fault}.", block.name);
            return vec![self.failure(Failure::error(message), &block.echo, line, span)];
        }
        if spec.needs_content && block.pieces.lines.is_empty() {
            let failure = crate::directive::no_content(block.name);
            return vec![self.failure(failure, &block.echo, line, span)];
        }
        let DirectiveBlock {
            name,
            pieces,
            mut content,
            refusal,
            echo,
            ..
        } = block;
        if spec.content == Content::LineBlock {
            count_from_the_top(&mut content, line);
        }
        let world = self.world;
        let behind_options = content_behind_options(&pieces, &content);
        let mut read_content = |context: &mut inline::Context<'s>, place: Place| {
            let mut lower = Lower { world, context };
            let Some((at, lines)) = behind_options else {
                return lower.blocks(std::mem::take(&mut content), place);
            };
            let behind = content.split_off(at);
            let mut nodes = lower.blocks(std::mem::take(&mut content), place);
            lower.context.displaced -= lines;
            nodes.extend(lower.blocks(behind, place));
            lower.context.displaced += lines;
            nodes
        };
        let mut parts = Parts {
            name,
            canonical: spec.name,
            arguments: &pieces.arguments,
            argument: world.join(&pieces.argument),
            options: pieces.options,
            option_lines: &pieces.option_lines,
            lines: &pieces.lines,
            echo: &echo,
            span,
            line,
            place,
            files: world.files,
            context: self.context,
            refusal,
            clashes: Vec::new(),
            read_content: &mut read_content,
        };
        let result = (spec.build)(&mut parts);
        let clashes = parts.clashes;
        let mut nodes = self.held(clashes, place);
        match result {
            Ok(made) => nodes.extend(made),
            Err(failure) => nodes.push(self.failure(failure, &echo, line, span)),
        }
        nodes
    }

    fn failure(&mut self, failure: Failure, echo: &str, line: usize, span: Span) -> Node {
        let echo = vec![literal(echo, span)];
        self.context
            .message(failure.severity, failure.message, Some(line), span, echo)
    }

    /// docutils' remark on a directive that the language of the text has no
    /// name for: on one that is known, the first time.
    pub(super) fn remark(&mut self, name: &str, is_known: bool, span: Span) -> Option<Node> {
        let language = self.context.language;
        let is_english = language.is_some_and(|it| std::ptr::eq(it, ENGLISH));
        let options = self.world.options;
        let is_kept = options.keep_unknown && !is_known;
        if options.dialect == Dialect::Book || is_kept || (is_known && is_english) {
            return None;
        }
        let remark = language::remark(Named::Directive, name, language)?;
        if is_known && !self.context.remarked.insert(name.to_lowercase()) {
            return None;
        }
        let line = Some(self.context.known_line(span));
        Some(
            self.context
                .message(Severity::Info, remark, line, span, Vec::new()),
        )
    }

    /// Shows the texts among the options of a directive that nobody knows.
    fn texts(&mut self, pieces: &Pieces<'s>, span: Span, out: &mut Vec<Node>) {
        let texts = pieces.options.texts().filter(|it| is_text(it.0, it.1));
        for (name, _) in texts {
            let lines = option_value(&pieces.option_lines, name);
            let parsed = self.inline(&lines);
            out.extend(parsed.clashes);
            out.push(Node::with(Element::Paragraph, span, parsed.nodes));
            out.extend(parsed.messages);
        }
    }

    /// A directive that nobody knows: docutils shows it as written; in a book
    /// its content stays, and is told from the rest by a class.
    fn unknown(&mut self, block: DirectiveBlock<'s>, span: Span, place: Place) -> Vec<Node> {
        let line = self.context.line(span);
        let name = block.name;
        let message = format!("Unknown directive type \"{name}\".");
        if !self.world.options.keep_unknown {
            let failure = Failure::error(message);
            return vec![self.failure(failure, &block.echo, line, span)];
        }
        let report = self.world.options.report_unknown.then(|| {
            let report =
                self.context
                    .message(Severity::Error, message, Some(line), span, Vec::new());
            if let Some(diagnostic) = self.context.diagnostics.last_mut() {
                diagnostic.help = Some(
                    "its arguments, its content and the texts among its options are shown".into(),
                );
            }
            report
        });
        let mut container = Node::new(Element::Container, span).class(make_id(name));
        let mut nodes = Vec::new();
        if !block.pieces.argument.is_empty() {
            let text = self.world.join(&block.pieces.argument);
            let parsed = inline::parse(&text, line, self.context);
            // It counts as standing where the directive does, as arguments do.
            let Span { source, start, .. } = span;
            let argument = Span::new(source, start, line::span(&block.pieces.argument).end);
            container
                .children
                .push(Node::with(Element::Paragraph, argument, parsed.nodes));
            container.children.extend(parsed.messages);
            nodes.extend(self.held(parsed.clashes, place));
        }
        if self.world.options.dialect == Dialect::Book {
            self.texts(&block.pieces, span, &mut container.children);
        }
        container
            .children
            .extend(self.blocks(block.content, Place::Body));
        nodes.extend(report.into_iter().chain([container]));
        nodes
    }
}

/// What the options of directives are called whose values are for readers.
const TEXTS: [&str; 8] = [
    "alt",
    "caption",
    "description",
    "footer",
    "header",
    "subtitle",
    "summary",
    "title",
];

/// Whether the value of the option `name` is for readers: by its name, or
/// because it is more than one word.
fn is_text(name: &str, value: &str) -> bool {
    TEXTS.contains(&name) && !value.is_empty() || value.split_whitespace().nth(1).is_some()
}

/// Which of the blocks is the first behind the options, if some stand before
/// them, and how many lines the options have: docutils does not count those.
fn content_behind_options(pieces: &Pieces<'_>, content: &[Block<'_>]) -> Option<(usize, isize)> {
    let start = pieces.option_lines.first()?.span().start;
    let is_before = |block: &Block<'_>| block.span.start < start;
    let at = content.iter().position(|block| !is_before(block))?;
    (at > 0).then(|| (at, pieces.option_lines.len().cast_signed()))
}

/// docutils adds the numbers of two lines for each line of a `line-block`:
/// that of the directive, which is `line`, and that of the line before.
fn count_from_the_top(content: &mut [Block<'_>], line: usize) {
    for block in content {
        if let Kind::LineBlock(lines) = &mut block.kind {
            for it in lines {
                it.below = Some(line - 1);
            }
        }
    }
}
