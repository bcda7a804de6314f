//! What two files differ in, as a unified diff: Python's `difflib`, whose way
//! is to look for the longest run of equal lines, then before it and behind it.

use foldhash::HashMap;

/// Lines that stay the same around each change.
const AROUND: usize = 3;

/// So many comparisons are made; what is left then counts as different.
const MOST_WORK: usize = 5_000_000;

/// A run of equal lines: where it begins in both texts, and how long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Match {
    old: usize,
    new: usize,
    size: usize,
}

/// A stretch of lines in both texts, from and to; and whether they are equal.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    old: (usize, usize),
    new: (usize, usize),
    equal: bool,
}

/// The lines of the diff from `old` to `new`, which are names and texts.
pub(super) fn unified(old: (&str, &str), new: (&str, &str)) -> Vec<String> {
    let a: Vec<&str> = old.1.lines().collect();
    let b: Vec<&str> = new.1.lines().collect();
    let mut out = Vec::new();
    for group in groups(&stretches(&a, &b)) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else {
            continue;
        };
        if out.is_empty() {
            out.push(format!("--- {}", old.0));
            out.push(format!("+++ {}", new.0));
        }
        let old = range(first.old.0, last.old.1);
        let new = range(first.new.0, last.new.1);
        out.push(format!("@@ -{old} +{new} @@"));
        for it in &group {
            let mut push = |mark: &str, lines: &[&str]| {
                out.extend(lines.iter().map(|line| format!("{mark}{line}")));
            };
            if it.equal {
                push(" ", &a[it.old.0..it.old.1]);
            } else {
                push("-", &a[it.old.0..it.old.1]);
                push("+", &b[it.new.0..it.new.1]);
            }
        }
    }
    out
}

fn range(start: usize, stop: usize) -> String {
    match stop - start {
        0 => format!("{start},0"),
        1 => format!("{}", start + 1),
        length => format!("{},{length}", start + 1),
    }
}

/// All of both texts, equal stretches and others in turn.
fn stretches(a: &[&str], b: &[&str]) -> Vec<Stretch> {
    let mut out = Vec::new();
    let (mut i, mut j) = (0, 0);
    for Match { old, new, size } in matches(a, b) {
        if i < old || j < new {
            out.push(Stretch {
                old: (i, old),
                new: (j, new),
                equal: false,
            });
        }
        (i, j) = (old + size, new + size);
        if size > 0 {
            out.push(Stretch {
                old: (old, i),
                new: (new, j),
                equal: true,
            });
        }
    }
    out
}

/// The stretches that belong together, each group with a few equal lines at its ends.
fn groups(stretches: &[Stretch]) -> Vec<Vec<Stretch>> {
    let mut groups = Vec::new();
    let mut group: Vec<Stretch> = Vec::new();
    for (at, &it) in stretches.iter().enumerate() {
        let length = it.old.1 - it.old.0;
        let (first, last) = (at == 0, at + 1 == stretches.len());
        let tail = |it: Stretch| Stretch {
            old: (it.old.0.max(it.old.1.saturating_sub(AROUND)), it.old.1),
            new: (it.new.0.max(it.new.1.saturating_sub(AROUND)), it.new.1),
            ..it
        };
        let head = |it: Stretch| Stretch {
            old: (it.old.0, it.old.1.min(it.old.0 + AROUND)),
            new: (it.new.0, it.new.1.min(it.new.0 + AROUND)),
            ..it
        };
        if !it.equal {
            group.push(it);
        } else if first {
            group.push(tail(it));
        } else if last {
            group.push(head(it));
        } else if length > 2 * AROUND {
            group.push(head(it));
            groups.push(std::mem::take(&mut group));
            group.push(tail(it));
        } else {
            group.push(it);
        }
    }
    groups.push(group);
    groups.retain(|group| group.iter().any(|it| !it.equal));
    groups
}

/// The runs of equal lines in order, and an empty one at the end.
fn matches(a: &[&str], b: &[&str]) -> Vec<Match> {
    let mut search = Search::new(a, b);
    let mut found = Vec::new();
    let mut queue = vec![((0, a.len()), (0, b.len()))];
    while let Some((old, new)) = queue.pop() {
        let best = search.longest(old, new);
        if best.size == 0 {
            continue;
        }
        found.push(best);
        queue.push(((old.0, best.old), (new.0, best.new)));
        queue.push(((best.old + best.size, old.1), (best.new + best.size, new.1)));
    }
    found.sort_unstable();
    let mut joined: Vec<Match> = Vec::new();
    for it in found {
        match joined.last_mut() {
            Some(last) if last.old + last.size == it.old && last.new + last.size == it.new => {
                last.size += it.size;
            }
            _ => joined.push(it),
        }
    }
    joined.push(Match {
        old: a.len(),
        new: b.len(),
        size: 0,
    });
    joined
}

struct Search<'t> {
    a: &'t [&'t str],
    b: &'t [&'t str],
    /// Where each line stands in `b`; lines that are all over it do not count.
    places: HashMap<&'t str, Vec<usize>>,
    work: usize,
}

impl<'t> Search<'t> {
    fn new(a: &'t [&'t str], b: &'t [&'t str]) -> Self {
        let mut places: HashMap<&str, Vec<usize>> = HashMap::default();
        for (at, line) in b.iter().enumerate() {
            places.entry(line).or_default().push(at);
        }
        if b.len() >= 200 {
            places.retain(|_, it| it.len() <= b.len() / 100 + 1);
        }
        Self {
            a,
            b,
            places,
            work: 0,
        }
    }

    /// The longest run of equal lines within both stretches, the first of them.
    fn longest(&mut self, old: (usize, usize), new: (usize, usize)) -> Match {
        let mut best = Match {
            old: old.0,
            new: new.0,
            size: 0,
        };
        let mut lengths: HashMap<usize, usize> = HashMap::default();
        for i in old.0..old.1 {
            let mut longer = HashMap::default();
            let places = self.places.get(self.a[i]).map_or(&[][..], Vec::as_slice);
            for &j in places.iter().take_while(|it| **it < new.1) {
                self.work += 1;
                if j < new.0 {
                    continue;
                }
                let size = j
                    .checked_sub(1)
                    .and_then(|it| lengths.get(&it))
                    .unwrap_or(&0)
                    + 1;
                longer.insert(j, size);
                if size > best.size {
                    best = Match {
                        old: i + 1 - size,
                        new: j + 1 - size,
                        size,
                    };
                }
            }
            self.work += 1;
            lengths = longer;
            if self.work > MOST_WORK {
                break;
            }
        }
        self.stretch(best, old, new)
    }

    /// `best` with the lines around it that are equal although they are all
    /// over the text.
    fn stretch(&self, mut best: Match, old: (usize, usize), new: (usize, usize)) -> Match {
        while best.old > old.0 && best.new > new.0 && self.a[best.old - 1] == self.b[best.new - 1] {
            best.old -= 1;
            best.new -= 1;
            best.size += 1;
        }
        while best.old + best.size < old.1
            && best.new + best.size < new.1
            && self.a[best.old + best.size] == self.b[best.new + best.size]
        {
            best.size += 1;
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        unified(("a", old), ("b", new)).join("\n")
    }

    #[test]
    fn changes_stand_among_the_lines_around_them() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n";
        let new = "1\n2\n3\n4\n5b\n6\n7\n8\n9\n10\n11\n12\n";
        let expected = "--- a\n+++ b\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+5b\n 6\n 7\n 8\n\
                        @@ -10,4 +10,3 @@\n 10\n 11\n 12\n-13";
        assert_eq!(shown(old, new), expected);
    }

    #[test]
    fn equal_texts_differ_in_nothing() {
        assert_eq!(shown("a\nb\n", "a\nb\n"), "");
        assert_eq!(shown("", "a\n"), "--- a\n+++ b\n@@ -0,0 +1 @@\n+a");
    }

    #[test]
    fn the_worst_texts_end() {
        let old = "x\ny\n".repeat(20_000);
        let new = "y\nx\n".repeat(90);
        assert!(!shown(&old, &new).is_empty());
    }
}
