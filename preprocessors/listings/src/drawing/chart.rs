//! Numbers as lines: a shape, a dash and a colour for each series.

use std::fmt::Write;

use doctree::tree::element::Chart;

use super::axis::{self, Axis};
use super::line::Series;
use super::look;
use super::svg::{self, INK, LINE, MARGIN, SOFT, Svg, TEXT, WIDTH, num};
use super::{Drawn, words};

/// The height of the field that the lines lie in.
const FIELD: f64 = 210.0;
/// Labels that lie one above the other have more room than side by side.
const ROOM: f64 = 2.0 * FIELD;
/// The length of a sample in the legend.
const SAMPLE: f64 = 34.0;
/// How a series looks that others are held against.
const REFERENCE: &str = "5 4";

/// Where things are.
struct Layout {
    x: Axis,
    y: Axis,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// The drawing.
pub(super) fn draw(chart: &Chart, all: &[Series]) -> Drawn {
    let (mut svg, top) = Svg::new(&chart.title);
    let layout = layout(chart, all, top + 32.0);
    grid(&mut svg, chart, &layout);
    for (index, series) in all.iter().enumerate() {
        curve(&mut svg, chart, index, series, &layout);
    }
    axes(&mut svg, chart, &layout);
    let height = legend(&mut svg, chart, all, layout.bottom + 50.0);
    let words = words::of_chart(chart, all);
    Drawn {
        svg: svg.finish("chart", &chart.title, &words, height),
        words,
        columns: vec!["Series".to_owned(), chart.x.clone(), chart.y.clone()],
        rows: words::rows_of_chart(all),
    }
}

fn layout(chart: &Chart, all: &[Series], top: f64) -> Layout {
    let points = || all.iter().flat_map(|it| &it.points);
    let (low, high) = ends(points().map(|it| it.1.value));
    let y = if chart.scale.y_is_log() {
        axis::logarithmic(low, high, ROOM)
    } else {
        axis::linear(low, high, true, ROOM)
    };
    let left = MARGIN + y.widest() + 10.0;
    let right = WIDTH - MARGIN - 10.0;
    let (low, high) = ends(points().map(|it| it.0.value));
    let x = if chart.scale.x_is_log() {
        axis::logarithmic(low, high, right - left)
    } else {
        axis::linear(low, high, false, right - left)
    };
    Layout {
        x,
        y,
        left,
        right,
        top,
        bottom: top + FIELD,
    }
}

/// The least and the greatest.
fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), it| {
        (low.min(it), high.max(it))
    })
}

impl Layout {
    fn x(&self, value: f64) -> f64 {
        self.x.place(value, self.left, self.right)
    }

    fn y(&self, value: f64) -> f64 {
        self.y.place(value, self.bottom, self.top)
    }
}

fn grid(svg: &mut Svg, chart: &Chart, layout: &Layout) {
    svg.text(MARGIN, layout.top - 14.0, &svg::soft(), &chart.y);
    svg.line(&format!(
        "<g class=\"grid\" fill=\"none\" stroke=\"{LINE}\">"
    ));
    let across = num(layout.right - layout.left);
    for (value, _) in &layout.y.ticks {
        let (x, y) = (num(layout.left), num(layout.y(*value)));
        svg.line(&format!("<path d=\"M{x} {y}h{across}\"/>"));
    }
    svg.line("</g>");
}

fn axes(svg: &mut Svg, chart: &Chart, layout: &Layout) {
    let (left, bottom) = (num(layout.left), num(layout.bottom));
    let (top, right) = (num(layout.top), num(layout.right));
    let mut path = format!("M{left} {top}V{bottom}H{right}");
    for (value, _) in &layout.x.ticks {
        // Writing to a string cannot fail.
        let _ = write!(path, "M{} {bottom}v5", num(layout.x(*value)));
    }
    svg.line(&format!(
        "<path class=\"axis\" d=\"{path}\" fill=\"none\" stroke=\"{INK}\" stroke-width=\"1.3\"/>"
    ));
    let look = format!("{} text-anchor=\"end\"", svg::soft());
    for (value, label) in &layout.y.ticks {
        svg.text(layout.left - 7.0, layout.y(*value) + 4.5, &look, label);
    }
    let middle = format!("{} text-anchor=\"middle\"", svg::soft());
    for (value, label) in &layout.x.ticks {
        svg.text(layout.x(*value), layout.bottom + 20.0, &middle, label);
    }
    svg.text(layout.right, layout.bottom + 39.0, &look, &chart.x);
}

/// Whether others are held against this series.
fn is_reference(chart: &Chart, series: &Series) -> bool {
    chart.reference.as_ref() == Some(&series.name)
}

/// Begins what looks like the series of this number.
fn open(svg: &mut Svg, index: usize, reference: bool) {
    svg.line(&match (reference, look::tone_of(index)) {
        (true, _) => {
            format!("<g class=\"idle\" fill=\"none\" stroke=\"{SOFT}\" stroke-width=\"1.4\">")
        }
        (false, tone) => format!(
            "<g class=\"series {}\" fill=\"{ink}\" stroke=\"{ink}\" stroke-width=\"1.8\">",
            tone.name,
            ink = tone.ink
        ),
    });
}

fn curve(svg: &mut Svg, chart: &Chart, index: usize, series: &Series, layout: &Layout) {
    let place = |at: usize| {
        let (x, y) = &series.points[at];
        (layout.x(x.value), layout.y(y.value))
    };
    let places: Vec<_> = (0..series.points.len()).map(place).collect();
    let reference = is_reference(chart, series);
    open(svg, index, reference);
    draw_line(svg, index, reference, &places);
    if !reference {
        let shapes = places.iter().map(|it| look::point(index, it.0, it.1));
        svg.line(&format!(
            "<path stroke=\"none\" d=\"{}\"/>",
            shapes.collect::<String>()
        ));
    }
    svg.line("</g>");
}

fn draw_line(svg: &mut Svg, index: usize, reference: bool, places: &[(f64, f64)]) {
    let dash = if reference {
        REFERENCE
    } else {
        look::dash(index)
    };
    let pieces = places
        .iter()
        .map(|it| format!("{} {}", num(it.0), num(it.1)));
    let path = pieces.collect::<Vec<_>>().join("L");
    svg.line(&format!(
        "<path fill=\"none\" stroke-dasharray=\"{dash}\" d=\"M{path}\"/>"
    ));
}

/// What the series look like, in rows; hands back where it ends.
fn legend(svg: &mut Svg, chart: &Chart, all: &[Series], above: f64) -> f64 {
    let (mut x, mut y) = (MARGIN, above + 14.0);
    for (index, series) in all.iter().enumerate() {
        let room = WIDTH - MARGIN - x - SAMPLE - 8.0;
        if x > MARGIN && svg::width(&series.name, TEXT) > room {
            (x, y) = (MARGIN, y + 24.0);
        }
        let name = svg::fit(&series.name, WIDTH - MARGIN - x - SAMPLE - 8.0, TEXT);
        let reference = is_reference(chart, series);
        open(svg, index, reference);
        draw_line(svg, index, reference, &[(x, y), (x + SAMPLE, y)]);
        if !reference {
            let shape = look::point(index, x + SAMPLE / 2.0, y);
            svg.line(&format!("<path stroke=\"none\" d=\"{shape}\"/>"));
        }
        svg.line("</g>");
        svg.text(x + SAMPLE + 8.0, y + 5.0, "", &name);
        x += SAMPLE + 8.0 + svg::width(&name, TEXT) + 20.0;
    }
    y + 8.0 + MARGIN
}
