//! The schedule as bars: a lane for each name, time from left to right.

use super::axis::{self, Axis};
use super::line::{Bar, Kind, Lane, Schedule};
use super::look::{self, Area};
use super::svg::{self, INK, LINE, MARGIN, PAPER, SMALL, SOFT, Svg, TEXT, WIDTH, num};
use super::{Drawn, words};

/// The height of a bar, and the distance to the next, in its lane or below.
const BAR: f64 = 26.0;
const WITHIN: f64 = 4.0;
const BETWEEN: f64 = 12.0;
/// The most room for the names of lanes.
const NAMES: f64 = 132.0;
/// What is behind the last moment, for the arrow.
const BEHIND: f64 = 18.0;
/// The narrowest bar.
const NARROWEST: f64 = 1.6;
/// The size of a sample in the legend.
const SAMPLE: (f64, f64) = (26.0, 16.0);

/// Where things are.
struct Layout {
    axis: Axis,
    left: f64,
    right: f64,
    top: f64,
    /// The upper edge of each lane.
    lanes: Vec<f64>,
    bottom: f64,
}

/// The drawing.
pub(super) fn draw(title: &str, schedule: &Schedule) -> Drawn {
    let (mut svg, top) = Svg::new(title);
    let layout = layout(schedule, top + 12.0);
    grid(&mut svg, &layout);
    bars(&mut svg, schedule, &layout);
    inscriptions(&mut svg, schedule, &layout);
    names(&mut svg, schedule, &layout);
    let bottom = time_axis(&mut svg, &schedule.unit, &layout);
    let height = legend(&mut svg, &schedule.kinds, bottom);
    let words = words::of_schedule(schedule);
    Drawn {
        svg: svg.finish("timeline", title, &words, height),
        words,
        columns: words::columns_of_schedule(&schedule.unit),
        rows: words::rows_of_schedule(schedule),
    }
}

fn layout(schedule: &Schedule, top: f64) -> Layout {
    let name = |it: &Lane| svg::width(&it.name, TEXT);
    let widest = schedule.lanes.iter().map(name).fold(0.0, f64::max);
    let left = MARGIN + widest.min(NAMES) + 12.0;
    let right = WIDTH - MARGIN - BEHIND;
    let mut y = top;
    let mut lanes = Vec::new();
    for lane in &schedule.lanes {
        lanes.push(y);
        y += height_of(lane) + BETWEEN;
    }
    let ends = schedule.lanes.iter().flat_map(|it| &it.bars);
    let high = ends.map(|it| it.end.value).fold(0.0, f64::max);
    Layout {
        axis: axis::time(high, right - left),
        left,
        right,
        top,
        lanes,
        bottom: y - BETWEEN + 10.0,
    }
}

#[allow(clippy::cast_precision_loss, reason = "rows are few")]
fn height_of(lane: &Lane) -> f64 {
    lane.rows as f64 * (BAR + WITHIN) - WITHIN
}

fn grid(svg: &mut Svg, layout: &Layout) {
    svg.line(&format!(
        "<g class=\"grid\" fill=\"none\" stroke=\"{LINE}\">"
    ));
    let height = num(layout.bottom - layout.top + 6.0);
    for (value, _) in &layout.axis.ticks {
        let x = layout.axis.place(*value, layout.left, layout.right);
        let (x, y) = (num(x), num(layout.top - 6.0));
        svg.line(&format!("<path d=\"M{x} {y}v{height}\"/>"));
    }
    svg.line("</g>");
}

/// The place of a bar.
#[allow(clippy::cast_precision_loss, reason = "rows are few")]
fn area(layout: &Layout, lane: usize, bar: &Bar) -> Area {
    let place = |it: f64| layout.axis.place(it, layout.left, layout.right);
    let (from, to) = (place(bar.start.value), place(bar.end.value));
    Area {
        x: from + 0.5,
        y: layout.lanes[lane] + bar.row as f64 * (BAR + WITHIN),
        width: (to - from - 1.0).max(NARROWEST),
        height: BAR,
    }
}

/// All bars, each with its lane.
fn all(schedule: &Schedule) -> impl Iterator<Item = (usize, &Bar)> {
    let lanes = schedule.lanes.iter().enumerate();
    lanes.flat_map(|(index, lane)| lane.bars.iter().map(move |bar| (index, bar)))
}

/// The bars, those of a kind together.
fn bars(svg: &mut Svg, schedule: &Schedule, layout: &Layout) {
    for (index, kind) in schedule.kinds.iter().enumerate() {
        open(svg, kind);
        for (lane, bar) in all(schedule).filter(|it| it.1.kind == index) {
            sample(svg, kind, area(layout, lane, bar));
        }
        svg.line("</g>");
    }
}

/// Begins what looks like `kind`.
fn open(svg: &mut Svg, kind: &Kind) {
    if !kind.idle {
        return look::open(svg, kind.index);
    }
    let dash = look::WAITS[kind.index];
    svg.line(&format!(
        "<g class=\"idle\" fill=\"none\" stroke=\"{SOFT}\" stroke-width=\"1.6\" stroke-dasharray=\"{dash}\">"
    ));
}

fn sample(svg: &mut Svg, kind: &Kind, area: Area) {
    if !kind.idle {
        return look::bar(svg, kind.index, area);
    }
    let (x, y) = (num(area.x), num(area.y + area.height / 2.0));
    svg.line(&format!("<path d=\"M{x} {y}h{}\"/>", num(area.width)));
}

/// What is done, written on the bars that have room for it.
fn inscriptions(svg: &mut Svg, schedule: &Schedule, layout: &Layout) {
    svg.line(&format!("<g font-size=\"{SMALL}\" text-anchor=\"middle\">"));
    for (lane, bar) in all(schedule) {
        let kind = &schedule.kinds[bar.kind];
        let area = area(layout, lane, bar);
        let wide = svg::width(&kind.what, SMALL) + 8.0;
        if wide + 10.0 > area.width {
            continue;
        }
        let (x, y) = (area.x + area.width / 2.0, area.y + area.height / 2.0);
        let plate = format!(
            "x=\"{}\" y=\"{}\" width=\"{}\" height=\"18\" rx=\"2\"",
            num(x - wide / 2.0),
            num(y - 9.0),
            num(wide)
        );
        let (tone, paper) = (look::tone_of(kind.index), PAPER);
        svg.line(&match (kind.idle, kind.index) {
            (true, _) => format!("<rect class=\"paper\" {plate} fill=\"{paper}\"/>"),
            _ => format!(
                "<rect class=\"plate {}\" {plate} fill=\"{}\"/>",
                tone.name, tone.tint
            ),
        });
        svg.text(x, y + 4.5, "", &kind.what);
    }
    svg.line("</g>");
}

/// The names of the lanes, at their left.
fn names(svg: &mut Svg, schedule: &Schedule, layout: &Layout) {
    for (lane, y) in schedule.lanes.iter().zip(&layout.lanes) {
        let y = y + height_of(lane) / 2.0 + 5.0;
        svg.text(MARGIN, y, "", &svg::fit(&lane.name, NAMES, TEXT));
    }
}

/// The axis with its unit; what follows begins below the place that it ends at.
fn time_axis(svg: &mut Svg, unit: &str, layout: &Layout) -> f64 {
    let Layout {
        axis, left, right, ..
    } = layout;
    let (y, end) = (layout.bottom, right + BEHIND - 2.0);
    svg.line(&format!(
        "<path class=\"axis\" d=\"M{} {y}H{}\" fill=\"none\" stroke=\"{INK}\" stroke-width=\"1.3\"/>",
        num(*left),
        num(end - 6.0),
        y = num(y)
    ));
    svg.line(&format!(
        "<path class=\"ink\" d=\"M{} {}l-7 3.8v-7.6z\"/>",
        num(end),
        num(y)
    ));
    let look = format!("{} text-anchor=\"middle\"", svg::soft());
    for (value, label) in &axis.ticks {
        let x = axis.place(*value, *left, *right);
        svg.text(x, y + 17.0, &look, label);
    }
    let look = format!("{} text-anchor=\"end\"", svg::soft());
    let name = format!("time in {}", words::unit(unit));
    svg.text(WIDTH - MARGIN, y + 35.0, &look, &name);
    y + 35.0
}

/// What the kinds look like, in rows; hands back where it ends.
fn legend(svg: &mut Svg, kinds: &[Kind], above: f64) -> f64 {
    let (mut x, mut y) = (MARGIN, above + 14.0);
    for kind in kinds {
        let (wide, high) = SAMPLE;
        let room = WIDTH - MARGIN - x;
        if x > MARGIN && wide + 8.0 + svg::width(&kind.what, TEXT) > room {
            (x, y) = (MARGIN, y + 26.0);
        }
        let what = svg::fit(&kind.what, WIDTH - MARGIN - x - wide - 8.0, TEXT);
        open(svg, kind);
        let area = Area {
            x,
            y,
            width: wide,
            height: high,
        };
        sample(svg, kind, area);
        svg.line("</g>");
        svg.text(x + wide + 8.0, y + 13.0, "", &what);
        x += wide + 8.0 + svg::width(&what, TEXT) + 20.0;
    }
    y + SAMPLE.1 + MARGIN
}
