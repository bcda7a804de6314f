/// Who did what, from when until when: lane, start, end.
const EVENTS: [(&str, u32, u32); 6] = [
    ("core 1", 0, 4),
    ("core 1", 4, 12),
    ("core 2", 0, 6),
    ("core 2", 9, 12),
    ("core 3", 2, 5),
    ("core 3", 5, 6),
];

/// How long a lane was busy.
fn busy(lane: &str) -> u32 {
    let mine = EVENTS.iter().filter(|event| event.0 == lane);
    mine.map(|(_, start, end)| end - start).sum()
}

/// When the last event ended.
fn end() -> u32 {
    EVENTS.iter().map(|event| event.2).max().unwrap_or(1)
}

fn main() {
    for lane in ["core 1", "core 2", "core 3"] {
        println!("{lane}: busy for {} of {}", busy(lane), end());
    }
    let all: u32 = EVENTS.iter().map(|(_, start, end)| end - start).sum();
    println!("all: {} per cent", all * 100 / (3 * end()));
}
