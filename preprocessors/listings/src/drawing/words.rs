//! What a drawing shows, in words and as a table.

use doctree::tree::element::Chart;

use super::axis::label;
use super::line::{Bar, Lane, Number, Schedule, Series, decimals};

/// Of a lane with more events the sums are told, and of a series with more
/// points the ends, the least and the greatest.
const EACH: usize = 6;

/// Below, all whole numbers can be told apart.
const EXACT: f64 = 9e15;

/// A unit as words call it.
pub(super) fn unit(unit: &str) -> &str {
    if unit.is_empty() { "ticks" } else { unit }
}

/// What the lanes do, one after the other.
pub(super) fn of_schedule(schedule: &Schedule) -> String {
    let bars = || schedule.lanes.iter().flat_map(|it| &it.bars);
    let mut end = "0";
    let mut last = 0.0;
    for bar in bars() {
        if bar.end.value > last {
            (last, end) = (bar.end.value, &bar.end.text);
        }
    }
    let unit = unit(&schedule.unit);
    let (count, lanes) = match schedule.lanes.len() {
        1 => (1, "lane"),
        count => (count, "lanes"),
    };
    let numbers = bars().flat_map(|it| [&it.start, &it.end]);
    let places = numbers.map(decimals).max().unwrap_or(0);
    let lane = |lane: &Lane| {
        let name = &lane.name;
        let did = match lane.bars.len() {
            0..=EACH => each(schedule, lane, unit),
            _ => sums(schedule, lane, unit, places),
        };
        format!(" {name}: {}.", did.join("; "))
    };
    let lanes_do = schedule.lanes.iter().map(lane).collect::<String>();
    format!("A timeline of {count} {lanes}, from 0 to {end} {unit}.{lanes_do}")
}

fn each(schedule: &Schedule, lane: &Lane, unit: &str) -> Vec<String> {
    let words = |bar: &Bar| {
        let what = &schedule.kinds[bar.kind].what;
        let (start, end) = (&bar.start.text, &bar.end.text);
        format!("{what} from {start} to {end} {unit}")
    };
    lane.bars.iter().map(words).collect()
}

fn sums(schedule: &Schedule, lane: &Lane, unit: &str, places: usize) -> Vec<String> {
    let mut parts = Vec::new();
    for (index, kind) in schedule.kinds.iter().enumerate() {
        let bars: Vec<_> = lane.bars.iter().filter(|it| it.kind == index).collect();
        let lasts = bars.iter().map(|it| it.end.value - it.start.value);
        let sum = decimal(lasts.sum(), places);
        let (what, count) = (&kind.what, bars.len());
        match count {
            0 => {}
            1 => parts.push(format!("{what} once, {sum} {unit}")),
            _ => parts.push(format!("{what} {count} times, {sum} {unit} in all")),
        }
    }
    parts
}

/// A number rounded to so many places behind its point, or to fewer if it is
/// large: all its digits are right, here and in the page's script.
#[allow(clippy::cast_possible_truncation, reason = "it is below `EXACT`")]
fn decimal(value: f64, places: usize) -> String {
    let scaled = |places: i32| {
        let scale: f64 = format!("1e{places}").parse().unwrap_or(1.0);
        (value * scale + 0.5).floor()
    };
    let most = i32::try_from(places.min(6)).unwrap_or(0);
    let fits = (1..=most).rev().find(|&it| scaled(it) < EXACT);
    let places = fits.unwrap_or(0);
    label(scaled(places) as i64, -places)
}

pub(super) fn columns_of_schedule(unit_of_time: &str) -> Vec<String> {
    let unit = unit(unit_of_time);
    let columns = ["Lane", "What", "Start", "End"];
    let with_unit = |it: &str| match it {
        "Start" | "End" => format!("{it} ({unit})"),
        _ => it.to_owned(),
    };
    columns.map(with_unit).to_vec()
}

pub(super) fn rows_of_schedule(schedule: &Schedule) -> Vec<Vec<String>> {
    let row = |lane: &Lane, bar: &Bar| {
        let what = schedule.kinds[bar.kind].what.clone();
        let (start, end) = (bar.start.text.clone(), bar.end.text.clone());
        vec![lane.name.clone(), what, start, end]
    };
    let lanes = schedule.lanes.iter();
    lanes
        .flat_map(|lane| lane.bars.iter().map(move |bar| row(lane, bar)))
        .collect()
}

/// What the series are, one after the other.
pub(super) fn of_chart(chart: &Chart, all: &[Series]) -> String {
    let logarithmic = match (chart.scale.x_is_log(), chart.scale.y_is_log()) {
        (true, true) => " Both axes are logarithmic.",
        (true, false) => " The x axis is logarithmic.",
        (false, true) => " The y axis is logarithmic.",
        (false, false) => "",
    };
    let series = |series: &Series| {
        let name = &series.name;
        let is_reference = chart.reference.as_ref() == Some(name);
        let reference = if is_reference {
            ", to compare with"
        } else {
            ""
        };
        format!(" {name}{reference}: {}.", joined(&series.points))
    };
    let series = all.iter().map(series).collect::<String>();
    format!(
        "A line chart of {} over {}.{logarithmic}{series}",
        chart.y, chart.x
    )
}

fn joined(all: &[(Number, Number)]) -> String {
    let words = |it: &(Number, Number)| format!("{} at {}", it.1.text, it.0.text);
    let (Some(first), Some(last)) = (all.first(), all.last()) else {
        return String::new();
    };
    if all.len() <= EACH {
        return all.iter().map(words).collect::<Vec<_>>().join("; ");
    }
    let (mut lowest, mut highest) = (first, first);
    for it in all {
        if it.1.value < lowest.1.value {
            lowest = it;
        }
        if it.1.value > highest.1.value {
            highest = it;
        }
    }
    let count = all.len();
    let [first, last, lowest, highest] = [first, last, lowest, highest].map(words);
    format!("{count} points, from {first} to {last}; the least is {lowest}, the greatest {highest}")
}

pub(super) fn rows_of_chart(all: &[Series]) -> Vec<Vec<String>> {
    let row = |series: &Series, (x, y): &(Number, Number)| {
        vec![series.name.clone(), x.text.clone(), y.text.clone()]
    };
    all.iter()
        .flat_map(|series| series.points.iter().map(move |it| row(series, it)))
        .collect()
}
