const ROWS: u32 = 8; // row 1 takes one tick, row 8 takes eight

/// Draws what two workers do with the rows that they were given.
fn draw(name: &str, shares: [Vec<u32>; 2]) {
    let end = shares.iter().map(|rows| rows.iter().sum()).max();
    let end: u32 = end.unwrap_or(0);
    for (worker, rows) in (1..).zip(&shares) {
        let lane = format!("{name}, worker {worker}");
        let mut now = 0;
        for row in rows {
            let kind = if *row > ROWS / 2 { "long" } else { "short" };
            println!("event: {lane} | {now} | {} | a {kind} row", now + row);
            now += row;
        }
        if now < end {
            println!("event: {lane} | {now} | {end} | waits");
        }
    }
}

fn main() {
    // As many rows for the one as for the other ...
    let half = ROWS / 2;
    draw(
        "halves",
        [(1..=half).collect(), (half + 1..=ROWS).collect()],
    );

    // ... and each short row together with a long one: 1 and 8, 2 and 7, ...
    let folded = |pairs: std::ops::RangeInclusive<u32>| {
        pairs.flat_map(|row| [row, ROWS + 1 - row]).collect()
    };
    draw(
        "folded",
        [folded(1..=half / 2), folded(half / 2 + 1..=half)],
    );
}
