//! *Date*: the day on which a document is read.
//!
//! The clock is not ours: the caller says which day it is.

use super::{Content, Failure, Parts, Spec, only_in_substitutions};
use crate::tree::Node;

pub(super) const SPEC: Spec = Spec {
    name: "date",
    content: Content::Lines,
    build: date,
    ..Spec::NEW
};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];

fn date(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    only_in_substitutions(parts)?;
    let written = parts.text();
    let format = if written.is_empty() {
        "%Y-%m-%d"
    } else {
        &written
    };
    let text = formatted(format, parts.context.options.today).map_err(Failure::error)?;
    Ok(vec![Node::text(text, parts.span)])
}

/// `format` with the parts of `today` (year, month, day) for its codes, which
/// are those of C's `strftime`. The error says which code cannot be served.
fn formatted(format: &str, today: Option<[i32; 3]>) -> Result<String, String> {
    let mut out = String::with_capacity(format.len());
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        match chars.next() {
            None | Some('%') => out.push('%'),
            Some('-') if chars.as_str().is_empty() => out.push_str("%-"),
            // No code; C leaves it as it stands.
            Some(code) if !code.is_ascii_alphabetic() && !"_-^#+".contains(code) => {
                out.extend(['%', code]);
            }
            Some(code) => {
                let [year, month, day] = today.ok_or("Nobody said what day it is today.")?;
                let text = part(code, year, month, day).ok_or_else(|| {
                    format!("Only the day is known, and \"%{code}\" is no part of it.")
                })?;
                out.push_str(&text);
            }
        }
    }
    Ok(out)
}

fn part(code: char, year: i32, month: i32, day: i32) -> Option<String> {
    let name = |names: &[&'static str], at: i32| {
        usize::try_from(at)
            .ok()
            .and_then(|at| names.get(at).copied())
    };
    let weekday = || name(&WEEKDAYS, weekday(year, month, day));
    let short = |name: &str| name[..3].to_owned();
    match code {
        'Y' => Some(year.to_string()),
        'y' => Some(format!("{:02}", year.rem_euclid(100))),
        'm' => Some(format!("{month:02}")),
        'd' => Some(format!("{day:02}")),
        'e' => Some(format!("{day:2}")),
        'B' => name(&MONTHS, month - 1).map(str::to_owned),
        'b' | 'h' => name(&MONTHS, month - 1).map(short),
        'A' => weekday().map(str::to_owned),
        'a' => weekday().map(short),
        'F' => Some(format!("{year}-{month:02}-{day:02}")),
        'D' => Some(format!("{month:02}/{day:02}/{:02}", year.rem_euclid(100))),
        _ => None,
    }
}

/// The weekday in the Gregorian calendar, 0 for Sunday (Sakamoto's rule).
fn weekday(year: i32, month: i32, day: i32) -> i32 {
    const SHIFTS: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let shift = usize::try_from(month - 1)
        .ok()
        .and_then(|at| SHIFTS.get(at).copied())
        .unwrap_or(0);
    let year = if month < 3 { year - 1 } else { year };
    (year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + shift + day)
        .rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_for_parts_of_the_day() {
        let today = Some([2026, 11, 22]);
        assert_eq!(formatted("%Y-%m-%d", today).as_deref(), Ok("2026-11-22"));
        assert_eq!(
            formatted("%a, %d %b %Y (100 %%)", today).as_deref(),
            Ok("Sun, 22 Nov 2026 (100 %)")
        );
        assert_eq!(
            formatted("%A", Some([2000, 2, 29])).as_deref(),
            Ok("Tuesday")
        );
        assert_eq!(formatted("täglich", None).as_deref(), Ok("täglich"));
        assert_eq!(formatted("100%.", None).as_deref(), Ok("100%."));
    }

    #[test]
    fn what_is_not_known_is_said() {
        assert!(formatted("%Y", None).is_err());
        assert_eq!(
            formatted("%H", Some([2026, 11, 22])).unwrap_err(),
            "Only the day is known, and \"%H\" is no part of it."
        );
    }
}
