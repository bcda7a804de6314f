use std::ops::Range;

const ROWS: usize = 8;
const COLUMNS: usize = 8;

type Chunk = (Range<usize>, Range<usize>); // its rows and its columns

/// Cuts the array into chunks of this shape.
fn cut(rows: usize, columns: usize) -> Vec<Chunk> {
    let starts = (0..ROWS).step_by(rows);
    starts
        .flat_map(|r| (0..COLUMNS).step_by(columns).map(move |c| (r, c)))
        .map(|(r, c)| (r..r + rows, c..c + columns))
        .collect()
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// How many pieces have to be cut out of the old chunks to make the new ones.
fn pieces(old: &[Chunk], new: &[Chunk]) -> usize {
    let meet = |a: &Chunk, b: &Chunk| overlap(&a.0, &b.0) && overlap(&a.1, &b.1);
    new.iter()
        .map(|to| old.iter().filter(|from| meet(from, to)).count())
        .sum()
}

fn main() {
    let rows = cut(1, 8);
    println!("from 8 rows of 8 values each");
    for (name, height, width) in [
        ("rows in pairs", 2, 8),
        ("squares", 4, 4),
        ("columns", 8, 1),
    ] {
        let new = cut(height, width);
        let needed = pieces(&rows, &new);
        println!("to {} {name}: {needed} pieces", new.len());
    }
}
