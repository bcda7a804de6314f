//! What tells things apart: a colour and a pattern each, a shape and a dash
//! each. No two are told apart by colour alone.

use std::fmt::Write;

use super::svg::{Svg, num};

/// A colour: its name in style sheets, the ink, and the tint below it.
pub(super) struct Tone {
    pub(super) name: &'static str,
    pub(super) ink: &'static str,
    pub(super) tint: &'static str,
}

const TONES: [Tone; 6] = [
    tone("blue", "#2b5c8a", "#d5dfe9"),
    tone("ochre", "#96600a", "#f0cf86"),
    tone("green", "#2f6b45", "#d3e6d0"),
    tone("plum", "#7c2a5b", "#ead3e0"),
    tone("teal", "#14606b", "#cde3e5"),
    tone("red", "#a3321d", "#f3d3ca"),
];

/// How a bar is filled: wholly, with strokes, dots, and so on.
const PATTERNS: [fn(Area) -> String; 6] = [full, strokes, dots, stripes, lines, crossed];
/// Where on a bar its pattern begins, and how far its parts are apart.
const APART: f64 = 7.0;

/// The dashes of waits.
pub(super) const WAITS: [&str; 4] = ["4 4", "1.5 3.5", "10 4", "9 3 2 3"];
/// The dashes of series.
const DASHES: [&str; 6] = ["none", "7 4", "2 3", "11 4 2 4", "14 3", "4 2"];
/// The shapes of points, around 0.
const SHAPES: [&str; 6] = [
    "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
    "m-3.7 -3.7h7.4v7.4h-7.4z",
    "m0 -4.8l4.6 8h-9.2z",
    "m0 -5.2l5.2 5.2l-5.2 5.2l-5.2 -5.2z",
    "m0 4.8l4.6 -8h-9.2z",
    "m-1.5 -5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z",
];

const fn tone(name: &'static str, ink: &'static str, tint: &'static str) -> Tone {
    Tone { name, ink, tint }
}

/// A rectangle that is filled.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// The colour of the work, or series, of this number.
pub(super) fn tone_of(index: usize) -> &'static Tone {
    &TONES[index % TONES.len()]
}

/// Begins what has the colour of the work of this number.
pub(super) fn open(svg: &mut Svg, index: usize) {
    let Tone { name, ink, tint } = tone_of(index);
    svg.line(&format!(
        "<g class=\"tone {name}\" fill=\"{tint}\" stroke=\"{ink}\">"
    ));
}

/// A bar of the work of this number, within its colour.
pub(super) fn bar(svg: &mut Svg, index: usize, area: Area) {
    let Area {
        x,
        y,
        width,
        height,
    } = area;
    let round = if width < 6.0 { "0" } else { "3" };
    let place = format!(
        "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{round}\"",
        num(x),
        num(y),
        num(width),
        num(height)
    );
    // The second half dozen has the patterns of other colours.
    let pattern = PATTERNS[(index + index / TONES.len() * 3) % PATTERNS.len()];
    let mark = pattern(area);
    let ink = tone_of(index).ink;
    match mark.as_str() {
        "" => svg.line(&format!("<rect class=\"full\" {place} fill=\"{ink}\"/>")),
        mark => svg.line(&format!("<rect {place}/><path fill=\"none\" {mark}/>")),
    }
}

fn full(_: Area) -> String {
    String::new()
}

fn strokes(area: Area) -> String {
    format!("d=\"{}\"", slanted(area, false))
}

fn crossed(area: Area) -> String {
    format!("d=\"{}{}\"", slanted(area, false), slanted(area, true))
}

/// Slanted lines, cut off at the edges.
fn slanted(area: Area, mirrored: bool) -> String {
    let Area {
        x,
        y,
        width,
        height,
    } = area;
    let mut path = String::new();
    let mut at = APART / 2.0;
    while at < width + height {
        let high = if at <= width {
            (at, 0.0)
        } else {
            (width, at - width)
        };
        let low = if at >= height {
            (at - height, height)
        } else {
            (0.0, at)
        };
        let across = |it: f64| if mirrored { x + width - it } else { x + it };
        // Writing to a string cannot fail.
        let _ = write!(
            path,
            "M{} {}L{} {}",
            num(across(high.0)),
            num(y + high.1),
            num(across(low.0)),
            num(y + low.1)
        );
        at += APART;
    }
    path
}

fn dots(area: Area) -> String {
    let mut path = String::new();
    let mut column = 0;
    let mut x = area.x + APART / 2.0;
    while x <= area.x + area.width - 2.0 {
        let mut y = area.y
            + if column % 2 == 0 {
                4.0
            } else {
                4.0 + APART / 2.0
            };
        while y <= area.y + area.height - 2.5 {
            let _ = write!(path, "M{} {}h.1", num(x), num(y));
            y += APART;
        }
        x += APART / 2.0;
        column += 1;
    }
    format!("stroke-width=\"2.4\" stroke-linecap=\"round\" d=\"{path}\"")
}

fn stripes(area: Area) -> String {
    let mut path = String::new();
    let mut x = area.x + APART / 2.0;
    while x < area.x + area.width {
        let _ = write!(path, "M{} {}v{}", num(x), num(area.y), num(area.height));
        x += APART;
    }
    format!("stroke-width=\"2\" d=\"{path}\"")
}

fn lines(area: Area) -> String {
    let mut path = String::new();
    for quarter in 1..4 {
        let y = area.y + area.height * f64::from(quarter) / 4.0;
        let _ = write!(path, "M{} {}h{}", num(area.x), num(y), num(area.width));
    }
    format!("d=\"{path}\"")
}

/// The dash of the series of this number.
pub(super) fn dash(index: usize) -> &'static str {
    DASHES[index % DASHES.len()]
}

/// The path of a point of the series of this number.
pub(super) fn point(index: usize, x: f64, y: f64) -> String {
    format!("M{} {}{}", num(x), num(y), SHAPES[index % SHAPES.len()])
}
