//! Keywords that a version control system of old expanded, such as
//! `$Date: 2005/03/26 16:21:28 $`, in bibliographic fields.
//!
//! docutils' `DocInfo.rcs_keyword_substitutions`.

use crate::tree::{Element, Node};

/// If the paragraph is one text with a keyword in it, takes the dollar signs
/// and the keyword's name away; of a date, its time as well.
pub(super) fn clean(paragraph: &mut Node) {
    if let [only] = &mut paragraph.children[..]
        && let Element::Text(text) = &only.element
        && let lines = text.split('\n').map(|line| (line, cleaned(line)))
        && let lines = lines.collect::<Vec<_>>()
        && lines.iter().any(|(_, cleaned)| cleaned.is_some())
    {
        let lines = lines.into_iter();
        let lines = lines.map(|(line, cleaned)| cleaned.unwrap_or_else(|| line.to_owned()));
        let text = lines.collect::<Vec<_>>().join("\n");
        only.element = Element::Text(text.into());
    }
}

/// The same for one line: no keyword goes on over its end.
fn cleaned(text: &str) -> Option<String> {
    let start = text.find('$')?;
    let (keyword, rest) = text[start + 1..].split_once(": ")?;
    if keyword.is_empty() || !keyword.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let end = rest.rfind(" $").filter(|&end| end > 0)?;
    let (value, after) = (&rest[..end], &rest[end + 2..]);
    let date = date(value).filter(|_| keyword.eq_ignore_ascii_case("date"));
    let file = value
        .strip_suffix(",v")
        .filter(|_| keyword.eq_ignore_ascii_case("rcsfile"));
    let value = date.or(file.map(ToOwned::to_owned));
    let value = value.unwrap_or_else(|| rest[..end].to_owned());
    Some(format!("{}{value}{after}", &text[..start]))
}

/// The day in `2005/03/26 16:21:28`, as ISO 8601 writes it.
fn date(value: &str) -> Option<String> {
    let day = value.get(..10)?;
    let is_day = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => matches!(byte, b'/' | b'-'),
        _ => byte.is_ascii_digit(),
    });
    let mut time = value[10..].chars();
    let is_time =
        matches!(time.next(), Some(' ' | 'T')) && matches!(time.next(), Some('0'..='9' | ':'));
    (is_day && is_time).then(|| day.replace('/', "-"))
}

#[cfg(test)]
mod tests {
    use super::cleaned;

    #[test]
    fn keywords_are_taken_away() {
        for (text, expected) in [
            ("$RCSfile: a.py,v $", "a.py"),
            (
                "on $Date: 2002/10/08 01:34:23 $ (more)",
                "on 2002-10-08 (more)",
            ),
            ("$Date: 2005-03-26T16:21:28.6Z $", "2005-03-26"),
            ("$Date: once $", "once"),
            ("$Revision: 1.1 $", "1.1"),
        ] {
            assert_eq!(cleaned(text).as_deref(), Some(expected));
        }
        for text in ["$5: and $", "$Revision$", "none", "a: b $"] {
            assert_eq!(cleaned(text), None, "{text}");
        }
    }
}
