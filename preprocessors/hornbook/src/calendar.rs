//! Which day it is: what `|today|` and the `date` directive show.

use std::time::{SystemTime, UNIX_EPOCH};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

const SECONDS_OF_A_DAY: i64 = 86_400;

/// Year, month and day, in universal time. `SOURCE_DATE_EPOCH`, in seconds
/// since 1970, stands in for the clock (<https://reproducible-builds.org>).
pub(crate) fn today() -> [i32; 3] {
    given().unwrap_or_else(|| {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let seconds = since.map_or(0, |it| i64::try_from(it.as_secs()).unwrap_or(0));
        date(seconds.div_euclid(SECONDS_OF_A_DAY))
    })
}

/// The day that `SOURCE_DATE_EPOCH` names, if it is set.
pub(crate) fn given() -> Option<[i32; 3]> {
    let set = std::env::var("SOURCE_DATE_EPOCH").ok()?;
    let seconds: i64 = set.parse().ok()?;
    Some(date(seconds.div_euclid(SECONDS_OF_A_DAY)))
}

/// The day as Sphinx writes it (`%b %d, %Y`).
pub(crate) fn written([year, month, day]: [i32; 3]) -> String {
    let name = usize::try_from(month - 1)
        .ok()
        .and_then(|at| MONTHS.get(at));
    format!("{} {day:02}, {year}", name.unwrap_or(&""))
}

/// The date so many days after the first of January 1970, in the Gregorian
/// calendar, whose years begin in March here: so a leap day comes last.
fn date(days: i64) -> [i32; 3] {
    const DAYS_TO_1970: i64 = 719_468;
    const DAYS_OF_400_YEARS: i64 = 146_097;
    let days = days.clamp(-1_000_000, 10_000_000) + DAYS_TO_1970;
    let era = days.div_euclid(DAYS_OF_400_YEARS);
    let of_era = days.rem_euclid(DAYS_OF_400_YEARS);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 {
        march_month + 3
    } else {
        march_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    [year, month, day].map(|it| i32::try_from(it).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_their_dates() {
        assert_eq!(date(0), [1970, 1, 1]);
        assert_eq!(date(-1), [1969, 12, 31]);
        assert_eq!(date(11_016), [2000, 2, 29]);
        assert_eq!(date(20_779), [2026, 11, 22]);
        assert_eq!(written([2026, 11, 2]), "Nov 02, 2026");
    }
}
