//! What the options of a listing say of drawings: `:timeline: TITLE`,
//! `:chart: TITLE | X AXIS | Y AXIS`.

use super::super::{Parts, Value, convert};
use crate::tree::element::{Chart, Drawing, Scale};

/// How the axes of a chart may be divided.
pub(super) const SCALES: &[&str] = &["linear", "log", "log-x", "log-y"];

const ALL: [Scale; 4] = [Scale::Linear, Scale::Log, Scale::LogX, Scale::LogY];

/// A title, on one line.
pub(super) fn title(argument: Option<&str>) -> Result<Value, String> {
    let text = argument.ok_or(convert::NONE_SUPPLIED)?;
    Ok(Value::Text(joined(text)))
}

/// A title and the names of two axes.
pub(super) fn chart(argument: Option<&str>) -> Result<Value, String> {
    let text = joined(argument.ok_or(convert::NONE_SUPPLIED)?);
    let parts: Vec<_> = text.split('|').map(str::trim).collect();
    if parts.len() == 3 && parts.iter().all(|it| !it.is_empty()) {
        return Ok(Value::Text(text));
    }
    Err("it should be \"TITLE | X AXIS | Y AXIS\"".to_owned())
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The drawings that the options ask for.
pub(super) fn drawings(parts: &Parts<'_, '_>) -> Vec<Drawing> {
    let text = |name| parts.options.text(name);
    let timeline = text("timeline").map(|it| Drawing::Timeline(it.to_owned()));
    let chart = text("chart").map(|it| {
        let mut parts = it.split('|').map(|it| it.trim().to_owned());
        let mut next = || parts.next().unwrap_or_default();
        Drawing::Chart(Chart {
            title: next(),
            x: next(),
            y: next(),
            scale: scale(text("chart-scale")),
            reference: text("chart-reference").map(joined),
        })
    });
    timeline.into_iter().chain(chart).collect()
}

fn scale(name: Option<&str>) -> Scale {
    let named = ALL.into_iter().find(|it| Some(it.as_str()) == name);
    named.unwrap_or_default()
}
