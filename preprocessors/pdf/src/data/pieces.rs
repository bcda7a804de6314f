//! Where a page may end within a block of code: between pieces that are long
//! enough not to look lost, at the places where a reader would draw breath.

/// Longer blocks may be broken.
pub(super) const WHOLE: usize = 12;
/// The fewest lines of a piece, without the empty ones at its end.
const SHORTEST: usize = 5;
/// The most.
const LONGEST: usize = 11;

/// What a line too few costs.
const TOO_SHORT: i64 = 1000;
/// What a break costs that no empty line stands at.
const WITHIN: i64 = 60;
/// What it costs when the line above belongs to the one below, or the line
/// below to the one above.
const PARTING: i64 = 80;
/// What it is worth that there is one: pages are filled better.
const WORTH: i64 = 40;

/// The pieces of a block with these lines: how many lines each has, and how
/// many empty ones stand at its end, which are the distance to the next.
pub(super) fn pieces(lines: &[String]) -> Vec<(usize, usize)> {
    let ends = if lines.len() > WHOLE {
        ends(lines)
    } else {
        vec![lines.len()]
    };
    let mut start = 0;
    let piece = |end: usize| {
        let size = end - std::mem::replace(&mut start, end);
        let is_last = end == lines.len();
        let empty = lines[end - size..end]
            .iter()
            .rev()
            .take_while(|it| is_empty(it));
        (size, if is_last { 0 } else { empty.count() })
    };
    ends.into_iter().map(piece).collect()
}

/// The best of all ways to break the lines.
fn ends(lines: &[String]) -> Vec<usize> {
    // The least cost of the pieces up to each place, and the place before it.
    let mut best: Vec<(i64, usize)> = vec![(0, 0)];
    let mut places = vec![0];
    let starts = (1..lines.len()).filter(|&at| !is_empty(&lines[at]));
    for place in starts.chain([lines.len()]) {
        let empty = lines[..place]
            .iter()
            .rev()
            .take_while(|it| is_empty(it))
            .count();
        let full = place - empty;
        let nearest = places.len() - 1;
        let tried = (0..=nearest)
            .rev()
            .take_while(|&it| it == nearest || places[it] + LONGEST >= full);
        let cost = |from: usize| {
            let lacking = SHORTEST.saturating_sub(full.saturating_sub(places[from]));
            best[from].0 + TOO_SHORT * i64::try_from(lacking).unwrap_or(i64::MAX >> 20)
        };
        let (least, from) = tried.map(|it| (cost(it), it)).min().unwrap_or((0, nearest));
        let own = if place < lines.len() {
            cost_at(lines, place)
        } else {
            0
        };
        best.push((least + own, from));
        places.push(place);
    }
    let mut ends = Vec::new();
    let mut at = places.len() - 1;
    while at > 0 {
        ends.push(places[at]);
        at = best[at].1;
    }
    ends.reverse();
    ends
}

/// What it costs to break before the line at `place`.
fn cost_at(lines: &[String], place: usize) -> i64 {
    let (line, above) = (&lines[place], lines[place - 1].trim());
    let depth = line.len() - line.trim_start().len();
    let mut cost = i64::try_from(depth.min(24)).unwrap_or_default() - WORTH;
    if above.is_empty() {
        return cost;
    }
    cost += WITHIN;
    if announces(above) || line.trim_start().starts_with(['}', ')', ']']) {
        cost += PARTING;
    }
    cost
}

/// Whether a line says something of the next: a comment, an attribute, or what
/// opens a block.
fn announces(line: &str) -> bool {
    line.starts_with("//")
        || line.starts_with(['#', '@'])
        || line.ends_with(['{', '(', '[', ':', ',', '\\', '='])
}

fn is_empty(line: &str) -> bool {
    line.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str) -> Vec<(usize, usize)> {
        pieces(&text.lines().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn short_blocks_are_whole() {
        assert_eq!(broken(&"line\n".repeat(WHOLE)), [(WHOLE, 0)]);
        assert_eq!(broken(""), [(0, 0)]);
    }

    #[test]
    fn pieces_end_at_empty_lines_and_are_never_short() {
        let text = "a\nb\n\nc\n\nd\ne\nf\ng\nh\n\n\ni\nj\nk\nl\nm\n\nn\n";
        assert_eq!(broken(text), [(12, 2), (7, 0)]);
    }

    #[test]
    fn what_belongs_together_is_not_parted() {
        let body = "    x();\n".repeat(6);
        let text = format!("fn a() {{\n{body}}}\n/// Tells.\n#[test]\nfn b() {{\n{body}}}\n");
        assert_eq!(broken(&text), [(8, 0), (10, 0)]);
    }

    #[test]
    fn lines_without_end_are_broken_somewhere() {
        let sizes = broken(&"line\n".repeat(200));
        assert!(
            sizes.iter().all(|it| (SHORTEST..=LONGEST).contains(&it.0)),
            "{sizes:?}"
        );
        let blank = broken(&format!("a\n{}b\n", "\n".repeat(500)));
        assert_eq!(blank.iter().map(|it| it.0).sum::<usize>(), 502);
    }
}
