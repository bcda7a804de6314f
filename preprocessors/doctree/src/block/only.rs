//! Sphinx's `only`: content for some outputs.
//!
//! Where the expression holds, the content stands as if there were no
//! directive, so that there may be sections in it; else it is left out.

use super::directive::DirectiveBlock;
use super::{Notice, Reader, parse};
use crate::diagnostic::Severity;
use crate::directive::only::holds;

/// Carries out the directive that began at the line numbered `start`. Content
/// under an expression that cannot be read stays.
pub(super) fn read<'s>(reader: &mut Reader<'_, 's>, block: &DirectiveBlock<'s>, start: usize) {
    let expression = block.pieces.arguments.concat();
    let tags = &reader.world.options.tags;
    match holds(&expression, tags) {
        Ok(false) => return,
        Ok(true) => {}
        Err(why) => {
            let message = format!("exception while evaluating only directive expression: {why}");
            let span = reader.span_from(start);
            reader.notice(Notice::new(Severity::Warning, message, span));
        }
    }
    let lines = &block.pieces.lines;
    let blocks = parse(lines, reader.titles, reader.depth + 1, reader.world);
    reader.out.extend(blocks);
}
