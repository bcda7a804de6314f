//! The lines that are drawn: `event: LANE | START | END | WHAT` and
//! `point: SERIES | X | Y`, among any others.

use doctree::tree::element::Scale;

use super::svg::printable;

/// Units of time; none is called ticks.
const UNITS: [&str; 4] = ["ns", "us", "ms", "s"];

/// The most events, or points, of one drawing.
const MOST: usize = 400;
/// The most lanes of a timeline.
const LANES: usize = 24;
/// The most series of a chart.
const SERIES: usize = 6;
/// The most different things that lanes do, and the most different waits.
const WORKS: usize = 12;
const WAITS: usize = 4;
/// The most bars side by side in all lanes, where those of a lane overlap.
const ROWS: usize = 48;
/// The most characters of a name.
const LONGEST: usize = 80;
/// No number may be as large: the sum of all could not be told exactly.
const LARGEST: f64 = 1e12;
/// The most digits behind a point.
const DECIMALS: usize = 9;
/// The most faults that are told.
const TOLD: usize = 5;

/// First words of what is no work. It is drawn as a dashed line.
const IDLE: [&str; 11] = [
    "blocked", "idle", "idles", "parked", "queued", "sleep", "sleeping", "sleeps", "wait",
    "waiting", "waits",
];

/// What is wrong with an output that is to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The number of the line, from 1; none, if it is about all of them.
    pub line: Option<usize>,
    /// What it is.
    pub message: String,
}

/// A number, and how it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) value: f64,
    pub(super) text: String,
}

/// What the lanes of a timeline do, and when.
#[derive(Debug)]
pub(super) struct Schedule {
    /// The unit of all times, or nothing for ticks.
    pub(super) unit: String,
    pub(super) kinds: Vec<Kind>,
    pub(super) lanes: Vec<Lane>,
}

/// Something that lanes do.
#[derive(Debug)]
pub(super) struct Kind {
    pub(super) what: String,
    /// Whether it is no work.
    pub(super) idle: bool,
    /// Which of the works, or of the waits, it is.
    pub(super) index: usize,
}

#[derive(Debug)]
pub(super) struct Lane {
    pub(super) name: String,
    /// By their start.
    pub(super) bars: Vec<Bar>,
    /// How many of them are side by side.
    pub(super) rows: usize,
}

#[derive(Debug)]
pub(super) struct Bar {
    pub(super) start: Number,
    pub(super) end: Number,
    /// Its place among the kinds.
    pub(super) kind: usize,
    pub(super) row: usize,
}

/// Numbers of a chart.
#[derive(Debug)]
pub(super) struct Series {
    pub(super) name: String,
    /// By their x.
    pub(super) points: Vec<(Number, Number)>,
}

/// The events of `text`.
pub(super) fn schedule(text: &str) -> Result<Schedule, Vec<Fault>> {
    let mut unit = None;
    let mut schedule = Schedule {
        unit: String::new(),
        kinds: Vec::new(),
        lanes: Vec::new(),
    };
    read(text, "event:", |fields| {
        add_event(&mut schedule, &mut unit, fields)
    })?;
    schedule.unit = unit.unwrap_or_default();
    let rows = schedule.lanes.iter_mut().map(stack).sum::<usize>();
    if rows > ROWS {
        let message = format!("more than {ROWS} bars would be side by side");
        return Err(vec![Fault {
            line: None,
            message,
        }]);
    }
    Ok(schedule)
}

/// The points of `text`.
pub(super) fn plot(text: &str, scale: Scale) -> Result<Vec<Series>, Vec<Fault>> {
    let mut all: Vec<Series> = Vec::new();
    read(text, "point:", |fields| add_point(&mut all, scale, fields))?;
    for series in &mut all {
        let by_x = |it: &(Number, Number)| it.0.value;
        series.points.sort_by(|a, b| by_x(a).total_cmp(&by_x(b)));
    }
    Ok(all)
}

/// Gives `add` what stands behind `word` in each line that begins with it.
fn read(
    text: &str,
    word: &str,
    mut add: impl FnMut(&str) -> Result<(), String>,
) -> Result<(), Vec<Fault>> {
    let mut faults = Vec::new();
    let mut count = 0;
    for (index, line) in text.split('\n').enumerate() {
        let Some(fields) = line.strip_prefix(word) else {
            continue;
        };
        count += 1;
        let added = if count > MOST {
            Err(format!("there are more than {MOST} lines `{word}`"))
        } else {
            add(&fields.chars().map(printable).collect::<String>())
        };
        if let Err(message) = added {
            let line = Some(index + 1);
            faults.push(Fault { line, message });
        }
        if faults.len() == TOLD || count > MOST {
            break;
        }
    }
    if count == 0 {
        let message = format!("no line of the output begins with `{word}`");
        faults.push(Fault {
            line: None,
            message,
        });
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    }
}

/// `count` fields, none of them empty; the last may hold what parts them.
fn fields<'t>(text: &'t str, count: usize, form: &str) -> Result<Vec<&'t str>, String> {
    let fields: Vec<_> = text
        .splitn(count, '|')
        .map(|it| it.trim_matches(' '))
        .collect();
    if fields.len() < count || fields.iter().any(|it| it.is_empty()) {
        return Err(format!("it should be `{form}`"));
    }
    match fields.iter().find(|it| it.chars().count() > LONGEST) {
        Some(_) => Err(format!("a part of it has more than {LONGEST} characters")),
        None => Ok(fields),
    }
}

fn add_event(schedule: &mut Schedule, unit: &mut Option<String>, text: &str) -> Result<(), String> {
    let fields = fields(text, 4, "event: LANE | START | END | WHAT")?;
    let start = time(fields[1], unit)?;
    let end = time(fields[2], unit)?;
    if end.value < start.value {
        return Err(format!(
            "END `{}` is before START `{}`",
            fields[2], fields[1]
        ));
    }
    let kind = kind(&mut schedule.kinds, fields[3])?;
    let bar = Bar {
        start,
        end,
        kind,
        row: 0,
    };
    let lanes = &mut schedule.lanes;
    let named = |name: &str| Lane {
        name: name.to_owned(),
        bars: Vec::new(),
        rows: 1,
    };
    let at = place(
        lanes,
        |it| it.name == fields[0],
        || named(fields[0]),
        LANES,
        "lanes",
    )?;
    lanes[at].bars.push(bar);
    Ok(())
}

fn add_point(all: &mut Vec<Series>, scale: Scale, text: &str) -> Result<(), String> {
    let fields = fields(text, 3, "point: SERIES | X | Y")?;
    let point = (number(fields[1])?, number(fields[2])?);
    for (log, number) in [(scale.x_is_log(), &point.0), (scale.y_is_log(), &point.1)] {
        if log && number.value <= 0.0 {
            let text = &number.text;
            return Err(format!("`{text}` has no place on a logarithmic axis"));
        }
    }
    let named = || Series {
        name: fields[0].to_owned(),
        points: Vec::new(),
    };
    let at = place(all, |it| it.name == fields[0], named, SERIES, "series")?;
    all[at].points.push(point);
    Ok(())
}

/// The place of the item that `is` wanted, which is added if there is none.
fn place<T>(
    items: &mut Vec<T>,
    is: impl Fn(&T) -> bool,
    new: impl FnOnce() -> T,
    most: usize,
    called: &str,
) -> Result<usize, String> {
    if let Some(at) = items.iter().position(is) {
        return Ok(at);
    }
    if items.len() == most {
        return Err(format!("there are more than {most} {called}"));
    }
    items.push(new());
    Ok(items.len() - 1)
}

/// The place of what a lane does among `kinds`.
fn kind(kinds: &mut Vec<Kind>, what: &str) -> Result<usize, String> {
    let first = what
        .split(' ')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let idle = IDLE.contains(&first.as_str());
    let index = kinds.iter().filter(|it| it.idle == idle).count();
    let named = || Kind {
        what: what.to_owned(),
        idle,
        index,
    };
    let (most, called) = if idle {
        (WAITS, "ways to wait")
    } else {
        (WORKS, "things that lanes do")
    };
    if index == most && !kinds.iter().any(|it| it.what == what) {
        return Err(format!("there are more than {most} {called}"));
    }
    place(kinds, |it| it.what == what, named, WORKS + WAITS, called)
}

/// `12.5 ms`, of the unit that all others have.
fn time(text: &str, unit: &mut Option<String>) -> Result<Number, String> {
    let digits = text.find(|c: char| !matches!(c, '0'..='9' | '.' | '-'));
    let (written, own) = text.split_at(digits.unwrap_or(text.len()));
    let (written, own) = (written.trim_matches(' '), own.trim_matches(' '));
    let number = number(written).map_err(|_| format!("`{text}` is no time"))?;
    if number.value < 0.0 {
        return Err(format!("`{text}` is below 0"));
    }
    if !own.is_empty() && !UNITS.contains(&own) {
        return Err(format!("`{own}` is no unit of time: ns, us, ms and s are"));
    }
    match unit.get_or_insert_with(|| own.to_owned()) {
        same if same == own => Ok(number),
        _ => Err(format!(
            "`{text}` is not in the unit of the times before it"
        )),
    }
}

/// Digits, with a sign before and a point within if there is need.
fn number(text: &str) -> Result<Number, String> {
    let fault = || format!("`{text}` is no number");
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |it: &str| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(part) {
        return Err(fault());
    }
    let value: f64 = text.parse().map_err(|_| fault())?;
    if value.abs() >= LARGEST || part.len() > DECIMALS {
        return Err(format!("`{text}` has too many digits"));
    }
    Ok(Number {
        value: value + 0.0,
        text: text.to_owned(),
    })
}

/// Orders the bars of a lane, and puts those that overlap side by side; tells
/// in how many rows.
fn stack(lane: &mut Lane) -> usize {
    let times = |it: &Bar| (it.start.value, it.end.value);
    lane.bars.sort_by(|a, b| {
        let (a, b) = (times(a), times(b));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    let mut ends: Vec<f64> = Vec::new();
    for bar in &mut lane.bars {
        let free = ends.iter().position(|&end| end <= bar.start.value);
        bar.row = free.unwrap_or(ends.len());
        if free.is_none() {
            ends.push(0.0);
        }
        ends[bar.row] = bar.end.value;
    }
    lane.rows = ends.len();
    ends.len()
}

/// How many digits a number has behind its point.
pub(super) fn decimals(number: &Number) -> usize {
    number.text.split_once('.').map_or(0, |it| it.1.len())
}
