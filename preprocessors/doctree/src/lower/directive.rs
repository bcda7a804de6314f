//! Directives act here: their parts are handed to the function in their row
//! of the table.

use super::Lower;
use crate::block::directive::DirectiveBlock;
use crate::diagnostic::Severity;
use crate::directive::{Failure, Parts, Place};
use crate::inline;
use crate::line;
use crate::message::literal;
use crate::names::make_id;
use crate::source::Span;
use crate::tree::{Element, Node};

impl<'s> Lower<'_, 's> {
    pub(super) fn directive(
        &mut self,
        block: DirectiveBlock<'s>,
        span: Span,
        place: Place,
    ) -> Vec<Node> {
        let line = self.context.line(span);
        let Some(spec) = block.spec else {
            return self.unknown(block, line, span);
        };
        if let Some(fault) = &block.pieces.fault {
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
        let world = self.world;
        let mut read_content = |context: &mut inline::Context<'s>, place: Place| {
            Lower { world, context }.blocks(std::mem::take(&mut content), place)
        };
        let mut parts = Parts {
            name,
            arguments: &pieces.arguments,
            argument: world.join(&pieces.argument),
            options: pieces.options,
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
        let mut nodes = parts.clashes;
        if place == Place::Substitution {
            self.context.loose.append(&mut nodes);
        }
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

    /// A directive that nobody knows: docutils shows it as written; in a book
    /// its content stays, and is told from the rest by a class.
    fn unknown(&mut self, block: DirectiveBlock<'s>, line: usize, span: Span) -> Vec<Node> {
        let name = block.name;
        let message = format!("Unknown directive type \"{name}\".");
        if !self.world.options.keep_unknown {
            let note = format!(
                "No directive entry for \"{name}\" in module \"docutils.parsers.rst.languages.en\".\n\
                 Trying \"{name}\" as canonical directive name."
            );
            let note = self
                .context
                .message(Severity::Info, note, Some(line), span, Vec::new());
            let failure = Failure::error(message);
            return vec![note, self.failure(failure, &block.echo, line, span)];
        }
        let message = self
            .context
            .message(Severity::Error, message, Some(line), span, Vec::new());
        if let Some(diagnostic) = self.context.diagnostics.last_mut() {
            diagnostic.help =
                Some("its arguments and its content are shown, its options are not used".into());
        }
        let mut container = Node::new(Element::Container, span).class(make_id(name));
        if !block.pieces.argument.is_empty() {
            let parsed = self.inline(&block.pieces.argument);
            let argument = line::span(&block.pieces.argument);
            container
                .children
                .push(Node::with(Element::Paragraph, argument, parsed.nodes));
            container.children.extend(parsed.messages);
        }
        container
            .children
            .extend(self.blocks(block.content, Place::Body));
        vec![message, container]
    }
}
