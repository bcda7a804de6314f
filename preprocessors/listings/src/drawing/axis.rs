//! Axes with round ticks.

use super::svg::{SMALL, width};

/// The round numbers below 10.
const ROUND: [i64; 3] = [1, 2, 5];
/// Powers of ten that numbers lie between.
const POWERS: std::ops::RangeInclusive<i32> = -10..=15;
/// How far apart the labels of ticks are at least.
const BETWEEN: f64 = 14.0;

/// The least part of its numbers that an axis spans: where all are about the
/// same, it does not show the last digits alone.
const FLATTEST: f64 = 1e-6;

/// One axis: what lies at its ends, and its ticks with their labels.
#[derive(Debug)]
pub(super) struct Axis {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) log: bool,
    pub(super) ticks: Vec<(f64, String)>,
}

impl Axis {
    /// Where `value` lies on an axis that goes from `from` to `to`.
    pub(super) fn place(&self, value: f64, from: f64, to: f64) -> f64 {
        let at = |it: f64| if self.log { it.log10() } else { it };
        from + (at(value) - at(self.low)) / (at(self.high) - at(self.low)) * (to - from)
    }

    /// The width of the widest label.
    pub(super) fn widest(&self) -> f64 {
        let widths = self.ticks.iter().map(|it| width(&it.1, SMALL));
        widths.fold(0.0, f64::max)
    }

    fn fits(&self, room: f64) -> bool {
        let widths = self.ticks.iter().map(|it| width(&it.1, SMALL) + BETWEEN);
        widths.sum::<f64>() <= room
    }
}

/// The axis of a time that ends at `high`, whether that is round or not.
pub(super) fn time(high: f64, room: f64) -> Axis {
    let high = if high > 0.0 { high } else { 1.0 };
    let steps = (2..=6).rev().map(|count| step(high, count));
    first_that_fits(steps, room, |step| {
        let ticks = 0..=whole((high / value(step, 1)).floor());
        Axis {
            low: 0.0,
            high,
            log: false,
            ticks: ticks.map(|it| tick(step, it)).collect(),
        }
    })
}

/// An axis whose ends are ticks. It has room for labels of the width `room`, if
/// that is limited. `zero` says that 0 has to be on it.
pub(super) fn linear(low: f64, high: f64, zero: bool, room: f64) -> Axis {
    let near = zero || (low >= 0.0 && low <= high / 2.0);
    let low = if near { low.min(0.0) } else { low };
    let high = if near { high.max(0.0) } else { high };
    let span = (high - low).max(low.abs().max(high.abs()) * FLATTEST);
    let span = if span > 0.0 { span } else { 1.0 };
    let steps = (2..=6).rev().map(|count| step(span, count));
    first_that_fits(steps, room, |step| {
        let size = value(step, 1);
        let first = whole((low / size).floor());
        let last = whole((high / size).ceil()).max(first + 1);
        let ticks: Vec<_> = (first..=last).map(|it| tick(step, it)).collect();
        Axis {
            low: value(step, first),
            high: value(step, last),
            log: false,
            ticks,
        }
    })
}

/// A logarithmic axis. Both numbers are above 0.
pub(super) fn logarithmic(low: f64, high: f64, room: f64) -> Axis {
    let rounds: Vec<_> = POWERS
        .flat_map(|power| ROUND.map(|it| (it, power)))
        .collect();
    let first = rounds
        .iter()
        .rposition(|&it| value(it, 1) <= low)
        .unwrap_or(0);
    let last = rounds.iter().position(|&it| value(it, 1) >= high);
    let last = last
        .unwrap_or(rounds.len() - 1)
        .max(first + 1)
        .min(rounds.len() - 1);
    let between = &rounds[first..=last];
    // All round numbers, powers of ten alone, or every so many of those.
    first_that_fits([0, 1, 2, 3, 5, 9].into_iter(), room, |every| {
        let wanted = |it: &&(i64, i32)| every == 0 || (it.0 == 1 && it.1.rem_euclid(every) == 0);
        let ticks = between.iter().filter(wanted);
        Axis {
            low: value(between[0], 1),
            high: value(between[between.len() - 1], 1),
            log: true,
            ticks: ticks.map(|&it| tick(it, 1)).collect(),
        }
    })
}

/// The first of the axes whose labels have room, or else the last.
fn first_that_fits<T: Copy>(
    mut choices: impl Iterator<Item = T>,
    room: f64,
    axis: impl Fn(T) -> Axis,
) -> Axis {
    let mut last = Axis {
        low: 0.0,
        high: 1.0,
        log: false,
        ticks: Vec::new(),
    };
    for choice in choices.by_ref() {
        last = axis(choice);
        if last.fits(room) {
            break;
        }
    }
    last
}

/// The smallest round number that parts `span` into no more than `count` parts.
fn step(span: f64, count: u32) -> (i64, i32) {
    let mut rounds = POWERS.flat_map(|power| ROUND.map(|it| (it, power)));
    let fits = |it: &(i64, i32)| value(*it, 1) * f64::from(count) >= span;
    rounds.find(fits).unwrap_or((5, *POWERS.end()))
}

/// So many of a round number. Reading a numeral rounds correctly, where
/// multiplying would not.
fn value(round: (i64, i32), times: i64) -> f64 {
    format!("{}e{}", round.0 * times, round.1)
        .parse()
        .unwrap_or(0.0)
}

/// A whole number of steps, of which an axis has few.
#[allow(clippy::cast_possible_truncation, reason = "it is small and whole")]
fn whole(number: f64) -> i64 {
    number as i64
}

fn tick(round: (i64, i32), times: i64) -> (f64, String) {
    (value(round, times), label(round.0 * times, round.1))
}

/// `number` times this power of ten, written out.
pub(super) fn label(number: i64, power: i32) -> String {
    if number == 0 {
        return "0".to_owned();
    }
    let sign = if number < 0 { "−" } else { "" };
    let digits = number.unsigned_abs().to_string();
    if let Ok(zeros) = usize::try_from(power) {
        return format!("{sign}{digits}{}", "0".repeat(zeros));
    }
    let places = power.unsigned_abs() as usize;
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    match part.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        part => format!("{sign}{whole}.{part}"),
    }
}
