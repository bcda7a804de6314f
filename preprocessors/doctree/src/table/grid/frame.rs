//! The drawing of a grid table: from `+`, `-` and `|` to rectangles.
//!
//! Starting from the upper left corner, each cell is traced clockwise; its
//! upper right and lower left corners are where the next cells may start.
//! Inside a cell anything may stand, so a corner is one only if all four
//! edges close.

use std::collections::BTreeSet;

use crate::table::ruled::Ruled;

/// The characters of a table, by line and column.
pub(super) struct Frame {
    width: usize,
    height: usize,
    marks: Vec<u8>,
    /// For each place the last column that the rule through it leads to.
    reach: Vec<u32>,
}

/// A table cut into cells.
pub(super) struct Tiling {
    /// The lines on which rows start, and the last line.
    pub(super) rows: Vec<usize>,
    /// The columns on which columns start, and the last.
    pub(super) columns: Vec<usize>,
    /// The cells, from top to bottom, then from left to right.
    pub(super) tiles: Vec<Tile>,
}

/// The edges of one cell: the lines and columns its frame is drawn on.
#[derive(Clone, Copy)]
pub(super) struct Tile {
    pub(super) top: usize,
    pub(super) left: usize,
    pub(super) bottom: usize,
    pub(super) right: usize,
}

impl Frame {
    /// The drawing that `lines` are, as wide as the first of them. The rule
    /// under the head, which is on the line `separator`, is one like others.
    pub(super) fn new(lines: &[Ruled<'_>], separator: Option<usize>) -> Self {
        let width = lines.first().map_or(0, Ruled::width);
        let mut marks = Vec::with_capacity(width * lines.len());
        for (row, line) in lines.iter().enumerate() {
            let rule = |mark| match mark {
                b'=' if separator == Some(row) => b'-',
                mark => mark,
            };
            let blanks = std::iter::repeat(b' ');
            marks.extend(line.marks().map(rule).chain(blanks).take(width));
        }
        Self {
            width,
            height: lines.len(),
            reach: marks.chunks(width.max(1)).flat_map(reach).collect(),
            marks,
        }
    }

    /// Cuts the table into cells; `None` if they do not fill it.
    ///
    /// The corners are tried from top to bottom. If no cell starts at a
    /// corner, none can fill the place later, so that is the end. Else no
    /// more places are looked at than the cell has: the work is linear.
    pub(super) fn tiling(&self) -> Option<Tiling> {
        let (bottom, right) = (self.height.checked_sub(1)?, self.width.checked_sub(1)?);
        let mut filled = vec![0; right];
        let mut boundaries = Boundaries::new(self);
        let mut tiles = Vec::new();
        let mut corners = BTreeSet::from([(0, 0)]);
        while let Some((top, left)) = corners.pop_first() {
            if top == bottom || left == right || top < filled[left] {
                continue;
            }
            let tile = self.tile(top, left)?;
            let covered = &mut filled[left..tile.right];
            if covered.iter().any(|&line| line != top) {
                return None;
            }
            covered.fill(tile.bottom);
            boundaries.note(self, tile);
            corners.extend([(top, tile.right), (tile.bottom, left)]);
            tiles.push(tile);
        }
        let is_full = filled.iter().all(|&line| line == bottom);
        is_full.then(|| boundaries.tiling(tiles))
    }

    /// The cell whose upper left corner is given: the narrowest, then the
    /// lowest, that closes.
    fn tile(&self, top: usize, left: usize) -> Option<Tile> {
        (left + 1..=self.reach(top, left))
            .filter(|&right| self.is_corner(top, right))
            .find_map(|right| {
                let bottom = self.bottom(top, left, right)?;
                Some(Tile {
                    top,
                    left,
                    bottom,
                    right,
                })
            })
    }

    /// The first line below `top` on which both edges have a corner and a
    /// rule between them.
    fn bottom(&self, top: usize, left: usize, right: usize) -> Option<usize> {
        let is_edge = |row, column| matches!(self.mark(row, column), b'|' | b'+');
        (top + 1..self.height)
            .take_while(|&row| is_edge(row, left) && is_edge(row, right))
            .find(|&row| {
                self.is_corner(row, left)
                    && self.is_corner(row, right)
                    && self.reach(row, left) >= right
            })
    }

    fn is_corner(&self, row: usize, column: usize) -> bool {
        self.mark(row, column) == b'+'
    }

    fn mark(&self, row: usize, column: usize) -> u8 {
        self.marks[row * self.width + column]
    }

    fn reach(&self, row: usize, column: usize) -> usize {
        self.reach[row * self.width + column] as usize
    }
}

/// For each column of `row` the last one that a rule leads to from there; its
/// own, if no rule does.
fn reach(row: &[u8]) -> Vec<u32> {
    let is_rule = |column: usize| matches!(row[column], b'-' | b'+');
    let mut reach: Vec<_> = (0..).take(row.len()).collect();
    for column in (1..row.len()).rev() {
        if is_rule(column) && is_rule(column - 1) {
            reach[column - 1] = reach[column];
        }
    }
    reach
}

/// The lines and columns on which some cell's frame has a `+`.
struct Boundaries {
    rows: Vec<bool>,
    columns: Vec<bool>,
}

impl Boundaries {
    fn new(frame: &Frame) -> Self {
        let mut rows = vec![false; frame.height];
        let mut columns = vec![false; frame.width];
        rows[0] = true;
        columns[0] = true;
        Self { rows, columns }
    }

    fn note(&mut self, frame: &Frame, tile: Tile) {
        for column in tile.left + 1..=tile.right {
            self.columns[column] |=
                frame.is_corner(tile.top, column) || frame.is_corner(tile.bottom, column);
        }
        for row in tile.top + 1..=tile.bottom {
            self.rows[row] |= frame.is_corner(row, tile.left) || frame.is_corner(row, tile.right);
        }
    }

    fn tiling(&self, tiles: Vec<Tile>) -> Tiling {
        Tiling {
            rows: places(&self.rows),
            columns: places(&self.columns),
            tiles,
        }
    }
}

fn places(marked: &[bool]) -> Vec<usize> {
    (0..marked.len()).filter(|&at| marked[at]).collect()
}
