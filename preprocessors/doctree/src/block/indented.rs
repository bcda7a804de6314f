//! Indented lines: the content of almost every block.
//!
//! (docutils' `StringList.get_indented` and the three methods of its state
//! machine that call it.)

use super::Reader;
use crate::line::Line;

/// The content of a block, dedented.
pub(crate) struct Indented<'s> {
    /// The lines, without their common indentation.
    pub(crate) lines: Vec<Line<'s>>,
    /// Whether a blank line, or the end of the text, follows.
    pub(crate) blank_finish: bool,
}

/// What is known about an indented block before it is read.
#[derive(Clone, Copy, Default)]
pub(crate) struct Shape {
    /// The width that every line but the first has to be indented by.
    pub(crate) block: Option<usize>,
    /// The width of what stands before the content in the first line.
    pub(crate) first: Option<usize>,
    /// A blank line ends the block.
    pub(crate) until_blank: bool,
    /// The common indentation stays.
    pub(crate) keep_indent: bool,
}

impl Shape {
    /// Content whose first line begins behind a marker of `first` columns.
    pub(crate) fn behind(first: usize) -> Self {
        Self {
            first: Some(first),
            ..Self::default()
        }
    }
}

impl<'s> Reader<'_, 's> {
    /// Takes the indented block at the current line. Blank lines at its start
    /// are left in; see [`strip_top`].
    pub(crate) fn indented(&mut self, shape: Shape) -> Indented<'s> {
        let start = self.at;
        let first = shape.first.or(shape.block);
        let mut indent = shape.block;
        let mut end = start + usize::from(first.is_some());
        let mut blank_finish = true;
        while let Some(line) = self.lines.get(end) {
            if line.is_blank() {
                if shape.until_blank {
                    break;
                }
            } else if !line.text.starts_with(' ')
                || shape.block.is_some_and(|width| line.indent() < width)
            {
                blank_finish = end > start && self.lines[end - 1].is_blank();
                break;
            } else if shape.block.is_none() {
                indent = Some(indent.map_or(line.indent(), |least| least.min(line.indent())));
            }
            end += 1;
        }
        self.at = end;
        let cut = if shape.keep_indent {
            0
        } else {
            indent.unwrap_or(0)
        };
        let mut lines: Vec<_> = self.lines[start..end].to_vec();
        for (index, line) in lines.iter_mut().enumerate() {
            let columns = if index == 0 {
                first.unwrap_or(cut)
            } else {
                cut
            };
            *line = line.skip(columns);
        }
        Indented {
            lines,
            blank_finish,
        }
    }
}
