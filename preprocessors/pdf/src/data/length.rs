//! Lengths as reST writes them, as the template takes them:
//! `{"pt": 72.0}`, or `{"percent": 50.0}` of the width there is.

use serde_json::{Value, json};

/// Points in one of each unit that docutils knows; an em is the text's.
const UNITS: [(&str, f64); 10] = [
    ("px", 0.75),
    ("pt", 1.0),
    ("pc", 12.0),
    ("mm", 72.0 / 25.4),
    ("cm", 72.0 / 2.54),
    ("in", 72.0),
    ("rem", 10.5),
    ("em", 10.5),
    ("ex", 4.5),
    ("", 0.75),
];

/// `text` as a length; nothing, if it is none.
pub(super) fn length(text: &str) -> Option<Value> {
    let text = text.trim();
    if let Some(number) = text.strip_suffix('%') {
        return Some(json!({"percent": positive(number)?.min(100.0)}));
    }
    UNITS.iter().find_map(|(unit, points)| {
        let number = positive(text.strip_suffix(unit)?)?;
        Some(json!({"pt": number * points}))
    })
}

/// `length`, scaled to `percent` percent.
pub(super) fn scaled(mut length: Value, percent: Option<u32>) -> Value {
    let Some(percent) = percent.filter(|&it| it > 0) else {
        return length;
    };
    if let Some(points) = length.get_mut("pt") {
        let natural = points.as_f64().unwrap_or_default();
        *points = json!(natural * f64::from(percent) / 100.0);
    }
    length
}

fn positive(number: &str) -> Option<f64> {
    let number: f64 = number.trim().parse().ok()?;
    (number.is_finite() && number > 0.0).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_become_points() {
        assert_eq!(length("96px"), Some(json!({"pt": 72.0})));
        assert_eq!(length("96"), Some(json!({"pt": 72.0})));
        assert_eq!(length(" 50 %"), Some(json!({"percent": 50.0})));
        assert_eq!(length("wide"), None);
        assert_eq!(length("-1cm"), None);
        assert_eq!(scaled(json!({"pt": 72.0}), Some(50)), json!({"pt": 36.0}));
    }
}
