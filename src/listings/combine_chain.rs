/// A part of a sum, and how many additions had to come one after the other
/// until it was known.
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

/// Adds the second to the first, the third to that, and so on.
fn combine(parts: Vec<Part>) -> Option<Part> {
    parts.into_iter().reduce(add)
}

fn main() {
    let parts = (1..=16).map(|sum| Part { sum, after: 0 }).collect();
    if let Some(all) = combine(parts) {
        println!("sum {}, {} additions in a row", all.sum, all.after);
    }
}
