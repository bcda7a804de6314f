//! Line blocks: lines indented further than others form a block within.

use super::Lower;
use crate::block::{DEPTH_LIMIT, LineOfBlock};
use crate::directive::Place;
use crate::inline::{self, Parsed};
use crate::source::Span;
use crate::tree::{Element, Node};

/// A line, or a block of lines, and how far it is indented.
type Item = (usize, Node);

impl<'s> Lower<'_, 's> {
    pub(super) fn line_block(
        &mut self,
        lines: Vec<LineOfBlock<'s>>,
        span: Span,
        place: Place,
    ) -> Vec<Node> {
        let mut clashes = Vec::new();
        let mut messages = Vec::new();
        let mut items: Vec<Item> = Vec::new();
        let is_directive = lines.iter().any(|line| line.below.is_some());
        for line in lines {
            let parsed = if line.lines.is_empty() {
                Parsed::default()
            } else {
                let number = self.context.line(line.span) + line.below.unwrap_or(0);
                inline::parse(&self.world.join(&line.lines), number, self.context)
            };
            let list = if items.is_empty() || is_directive {
                &mut clashes
            } else {
                // docutils would have to put them into the block.
                &mut self.context.loose
            };
            list.extend(parsed.clashes);
            messages.extend(parsed.messages);
            let indent = line
                .indent
                .unwrap_or_else(|| items.last().map_or(0, |(indent, _)| *indent));
            items.push((indent, Node::with(Element::Line, line.span, parsed.nodes)));
        }
        let mut nodes = self.held(clashes, place);
        let block = nested(items, span, 0);
        // docutils adds what a directive makes to the tree when it is done.
        let at = if is_directive { nodes.len() } else { 0 };
        nodes.insert(at, block);
        nodes.extend(messages);
        nodes
    }
}

/// A block of `items`; those that are indented further than the least form
/// blocks of their own, up to [`DEPTH_LIMIT`].
fn nested(items: Vec<Item>, span: Span, depth: usize) -> Node {
    let least = items.iter().map(|(indent, _)| *indent).min().unwrap_or(0);
    let mut block = Node::new(Element::LineBlock, span);
    let mut deeper: Vec<Item> = Vec::new();
    for item in items {
        if item.0 > least && depth < DEPTH_LIMIT {
            deeper.push(item);
            continue;
        }
        close(&mut deeper, &mut block, depth);
        block.children.push(item.1);
    }
    close(&mut deeper, &mut block, depth);
    block
}

fn close(deeper: &mut Vec<Item>, block: &mut Node, depth: usize) {
    if let (Some(first), Some(last)) = (deeper.first(), deeper.last()) {
        let span = first.1.span.to(last.1.span);
        block
            .children
            .push(nested(std::mem::take(deeper), span, depth + 1));
    }
}
