type Version = (u32, u32);

/// A package, and the least version of it that will do.
type Wish = (&'static str, Version);

/// A package, a version of it, and what this version needs.
type Offer = (&'static str, Version, &'static [Wish]);

const JANUARY: [Offer; 3] = [
    ("tides", (1, 4), &[("array", (2, 0))]),
    ("array", (2, 0), &[]),
    ("array", (2, 1), &[]),
];

// In June, somebody has published two new versions. You have done nothing.
const JUNE: [Offer; 5] = [
    ("tides", (1, 5), &[("array", (2, 1)), ("units", (0, 3))]),
    ("units", (0, 3), &[]),
    JANUARY[0],
    JANUARY[1],
    JANUARY[2],
];

/// The newest version of each package that is asked for, and of what it needs.
fn resolve(offers: &[Offer], asked: &[Wish]) -> Vec<Wish> {
    let mut chosen = Vec::new();
    let mut wanted = asked.to_vec();
    while let Some((name, least)) = wanted.pop() {
        let fitting = offers.iter().filter(|o| o.0 == name && o.1 >= least);
        if let Some(newest) = fitting.max_by_key(|offer| offer.1) {
            chosen.push((name, newest.1));
            wanted.extend(newest.2);
        }
    }
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}

fn main() {
    let asked = [("tides", (1, 2))]; // the whole of the package list
    println!("January: {:?}", resolve(&JANUARY, &asked));
    println!("June:    {:?}", resolve(&JUNE, &asked));
}
