//! Conversion functions for options, under docutils' names, with docutils' words
//! for wrong values.

use super::{Value, encoding};
use crate::escape::{escape, split_escaped_whitespace, unescape};
use crate::names::make_id;
use crate::python::{int as int_of, repr};

/// Makes a value of what was written; `None` where nothing was. The error
/// says what is wrong.
pub(crate) type Convert = fn(Option<&str>) -> Result<Value, String>;

pub(super) const NONE_SUPPLIED: &str = "argument required but none supplied";

/// No argument is allowed.
pub(crate) fn flag(argument: Option<&str>) -> Result<Value, String> {
    match argument.map(str::trim) {
        None | Some("") => Ok(Value::Flag),
        Some(argument) => Err(format!("no argument is allowed; \"{argument}\" supplied")),
    }
}

/// Any text, or none.
pub(crate) fn unchanged(argument: Option<&str>) -> Result<Value, String> {
    Ok(Value::Text(argument.unwrap_or_default().to_owned()))
}

/// Any text.
pub(crate) fn unchanged_required(argument: Option<&str>) -> Result<Value, String> {
    argument
        .map(|argument| Value::Text(argument.to_owned()))
        .ok_or_else(|| NONE_SUPPLIED.to_owned())
}

/// A path without the line breaks in it.
pub(crate) fn path(argument: Option<&str>) -> Result<Value, String> {
    let argument = argument.ok_or(NONE_SUPPLIED)?;
    Ok(Value::Text(argument.lines().map(str::trim).collect()))
}

/// The name of an encoding.
pub(crate) fn encoding(argument: Option<&str>) -> Result<Value, String> {
    match argument {
        Some(name) if encoding::is_known(name) => unchanged(argument),
        Some(name) => Err(format!("unknown encoding: \"{name}\"")),
        None => Err("lookup() argument must be str, not None".into()),
    }
}

/// An address without its unescaped white space.
pub(crate) fn uri(argument: Option<&str>) -> Result<Value, String> {
    Ok(Value::Text(address(argument.ok_or(NONE_SUPPLIED)?)))
}

/// `text` without its unescaped white space.
pub(crate) fn address(text: &str) -> String {
    let escaped = escape(text);
    let parts = split_escaped_whitespace(&escaped);
    let parts: Vec<String> = parts
        .iter()
        .map(|part| unescape(part).split_whitespace().collect())
        .collect();
    parts.join(" ")
}

/// A whole number.
pub(crate) fn int(argument: Option<&str>) -> Result<Value, String> {
    number(argument).map(Value::Integer)
}

/// A whole number, or nothing.
pub(crate) fn int_or_none(argument: Option<&str>) -> Result<Value, String> {
    if argument.is_none() {
        Ok(Value::Flag)
    } else {
        int(argument)
    }
}

/// A whole number that is not negative.
pub(crate) fn nonnegative_int(argument: Option<&str>) -> Result<Value, String> {
    match number(argument)? {
        number if number < 0 => Err("negative value; must be positive or zero".into()),
        number => Ok(Value::Integer(number)),
    }
}

/// A whole number above zero.
pub(crate) fn positive_int(argument: Option<&str>) -> Result<Value, String> {
    match number(argument)? {
        number if number < 1 => Err("negative or zero value; must be positive".into()),
        number => Ok(Value::Integer(number)),
    }
}

/// A whole number, with a percent sign or without.
pub(crate) fn percentage(argument: Option<&str>) -> Result<Value, String> {
    nonnegative_int(argument.map(|argument| argument.trim_end_matches([' ', '%'])))
}

fn number(argument: Option<&str>) -> Result<i64, String> {
    let argument = argument.ok_or(
        "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'",
    )?;
    int_of(argument)
        .and_then(|number| number.parse().ok())
        .ok_or_else(|| {
            // Python shows no more of what is no number.
            let shown: String = repr(argument).chars().take(200).collect();
            format!("invalid literal for int() with base 10: {shown}")
        })
}

/// Class names.
pub(crate) fn classes(argument: Option<&str>) -> Result<Value, String> {
    class_names(argument.ok_or(NONE_SUPPLIED)?).map(Value::Words)
}

/// The class names in `text`.
pub(crate) fn class_names(text: &str) -> Result<Vec<String>, String> {
    text.split_whitespace()
        .map(|name| match make_id(name) {
            id if id.is_empty() => Err(format!("cannot make \"{name}\" into a class name")),
            id => Ok(id),
        })
        .collect()
}

/// Whole numbers above zero, with commas or blanks between.
pub(crate) fn positive_ints(argument: Option<&str>) -> Result<Value, String> {
    // What Python says of a missing text, which docutils does not expect here.
    let argument = argument.ok_or("argument of type 'NoneType' is not iterable")?;
    let entries: Vec<&str> = if argument.contains(',') {
        argument.split(',').collect()
    } else {
        argument.split_whitespace().collect()
    };
    let words = entries.into_iter().map(|entry| match number(Some(entry))? {
        number if number < 1 => Err("negative or zero value; must be positive".to_owned()),
        number => Ok(number.to_string()),
    });
    words.collect::<Result<_, _>>().map(Value::Words)
}

/// The widths of a table's columns: `auto`, `grid`, or numbers.
pub(crate) fn widths(argument: Option<&str>) -> Result<Value, String> {
    match argument {
        Some("auto") => Ok(Value::Choice("auto")),
        Some("grid") => Ok(Value::Choice("grid")),
        argument => positive_ints(argument),
    }
}

/// One of `values`.
pub(crate) fn choice(argument: Option<&str>, values: &[&'static str]) -> Result<Value, String> {
    let (last, others) = values.split_last().ok_or("nothing to choose from")?;
    let others = others
        .iter()
        .map(|it| format!("\"{it}\""))
        .collect::<Vec<_>>()
        .join(", ");
    let argument = argument
        .ok_or_else(|| format!("must supply an argument; choose from {others}, or \"{last}\""))?;
    let value = argument.trim().to_lowercase();
    values
        .iter()
        .find(|it| **it == value)
        .map(|it| Value::Choice(it))
        .ok_or_else(|| format!("\"{argument}\" unknown; choose from {others}, or \"{last}\""))
}

const UNITS: &[&str] = &[
    "em", "ex", "ch", "rem", "vw", "vh", "vmin", "vmax", "cm", "mm", "Q", "in", "pt", "pc", "px",
];

/// A length, or a number without a unit.
pub(crate) fn length_or_unitless(argument: Option<&str>) -> Result<Value, String> {
    measure(argument, "").map(Value::Text)
}

/// A length, a percentage, or a number without a unit.
pub(crate) fn length_or_percentage(argument: Option<&str>) -> Result<Value, String> {
    let error = match measure(argument, "%") {
        Ok(measure) => return Ok(Value::Text(measure)),
        Err(error) => error,
    };
    match measure(argument, "") {
        Ok(number) if number.ends_with(|c: char| c.is_ascii_digit() || c == '.') => {
            Ok(Value::Text(number))
        }
        _ => Err(error),
    }
}

/// The same, where a number without a unit counts pixels.
pub(crate) fn length_in_pixels(argument: Option<&str>) -> Result<Value, String> {
    let unitless = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    match length_or_percentage(argument)? {
        Value::Text(text) if unitless(&text) => Ok(Value::Text(text + "px")),
        value => Ok(value),
    }
}

/// A number with a unit of CSS or with `other`, without blanks.
fn measure(argument: Option<&str>, other: &str) -> Result<String, String> {
    let text = argument.ok_or("expected string or bytes-like object, got 'NoneType'")?;
    let digits = text.trim_start_matches('-');
    let digits = digits.len()
        - digits
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
            .len();
    let end = text.len() - text.trim_start_matches('-').len() + digits;
    let (number, unit) = (&text[..end], text[end..].trim_start_matches(' '));
    let value = value_of(number);
    let well_formed = value.is_some()
        && (unit == "%" || unit.chars().all(|c| c.is_ascii_alphabetic() || c == 'µ'));
    if !well_formed {
        return Err(format!("\"{text}\" is no valid measure."));
    }
    let value = value.unwrap_or_default();
    if value.starts_with('-') || !(unit == other || UNITS.contains(&unit)) {
        let mut units = UNITS.join(", ");
        if !other.is_empty() {
            units = format!("{units}, {other}");
        }
        return Err(format!(
            "not a positive number or measure of one of the following units:\n{units}"
        ));
    }
    Ok(format!("{value}{unit}"))
}

/// `number` as Python writes it: whole, or else with a fraction.
fn value_of(number: &str) -> Option<String> {
    int_of(number).or_else(|| Some(format!("{:?}", number.parse::<f64>().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_units_of_css() {
        assert_eq!(
            length_or_percentage(Some("3 pt")),
            Ok(Value::Text("3pt".into()))
        );
        assert_eq!(
            length_or_percentage(Some("30%")),
            Ok(Value::Text("30%".into()))
        );
        assert_eq!(length_in_pixels(Some("3")), Ok(Value::Text("3px".into())));
        let half = length_or_unitless(Some("00.50 em"));
        assert_eq!(half, Ok(Value::Text("0.5em".into())));
        assert!(
            length_or_unitless(Some("3 furlongs"))
                .unwrap_err()
                .starts_with("not a positive number")
        );
        assert_eq!(
            length_or_unitless(Some("x")),
            Err("\"x\" is no valid measure.".into())
        );
    }
}
