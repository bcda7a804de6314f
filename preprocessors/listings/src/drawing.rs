//! Drawings of what a program printed: a schedule as bars in lanes, numbers as
//! lines in a chart. Text in, SVG out; nothing is read and nothing is run.
//!
//! ```text
//! event: worker 1 | 0 ms | 12.5 ms | holds the lock
//! point: measured | 2 | 1.94
//! ```
//!
//! `theme/timeline.js` draws the same from what a reader's own run prints, byte
//! for byte: what is changed here is changed there.

mod axis;
mod chart;
mod line;
mod look;
mod svg;
mod timeline;
mod words;

use doctree::tree::element::Drawing;

pub use line::Fault;

/// A drawing, and what it says in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The drawing, in light colours that style sheets may change.
    pub svg: String,
    /// What it shows, for those who do not see it; its title is not in it.
    pub words: String,
    /// What the columns of `rows` are called.
    pub columns: Vec<String>,
    /// All that is drawn, as a table.
    pub rows: Vec<Vec<String>>,
}

/// Draws what `text`, the output of a program, says. Where a line of it is
/// wrong, nothing is drawn, and all that is wrong is told.
pub fn draw(drawing: &Drawing, text: &str) -> Result<Drawn, Vec<Fault>> {
    match drawing {
        Drawing::Timeline(title) => Ok(timeline::draw(title, &line::schedule(text)?)),
        Drawing::Chart(chart) => Ok(chart::draw(chart, &line::plot(text, chart.scale)?)),
    }
}

#[cfg(test)]
mod tests;
