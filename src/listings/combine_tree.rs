#[derive(Clone, Copy)]
struct Part {
    sum: u32,
    after: u32,
}

fn add(a: Part, b: Part) -> Part {
    Part {
        sum: a.sum + b.sum,
        after: a.after.max(b.after) + 1,
    }
}

/// Adds in pairs, then the pairs in pairs, until one is left. All additions of
/// one round may be done at once.
fn combine(mut parts: Vec<Part>) -> Option<Part> {
    while parts.len() > 1 {
        // A pair is a slice of two; the last may be alone.
        let pairs = parts.chunks(2);
        let round = pairs.filter_map(|pair| pair.iter().copied().reduce(add));
        parts = round.collect();
    }
    parts.pop()
}

fn main() {
    let parts = (1..=16).map(|sum| Part { sum, after: 0 }).collect();
    if let Some(all) = combine(parts) {
        println!("sum {}, {} additions in a row", all.sum, all.after);
    }
}
