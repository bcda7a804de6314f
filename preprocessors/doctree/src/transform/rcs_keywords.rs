//! Keywords that a version control system of old expanded, such as
//! `$Date: 2005/03/26 16:21:28 $`, in bibliographic fields.
//!
//! docutils' `DocInfo.rcs_keyword_substitutions`.

use super::context::Context;
use super::doc_info::authors::with_escapes;
use crate::tree::{Element, Node};

/// What a keyword, which begins right behind a dollar sign, becomes, and where
/// what follows it begins.
type Keyword = fn(&str) -> Option<(String, usize)>;

/// In docutils' order: the first that is found anywhere is replaced everywhere.
const KEYWORDS: [Keyword; 3] = [date, file, other];

/// If the paragraph is one text with a keyword in it, takes the dollar signs
/// and the keyword's name away; of a date, its time as well. docutils sees the
/// NULs that stand for backslashes.
pub(super) fn clean(paragraph: &mut Node, context: &Context<'_>) {
    if let [only] = &mut paragraph.children[..]
        && let Element::Text(text) = &only.element
        && text.contains('$')
        && let Some(text) = cleaned(&with_escapes(text, &context.rawsource(only.span)))
    {
        only.element = Element::Text(text.replace('\0', "").into());
    }
}

fn cleaned(text: &str) -> Option<String> {
    let mut kinds = KEYWORDS.iter();
    kinds.find_map(|keyword| replaced(text, *keyword))
}

/// The text without all keywords of this kind, if there is one.
fn replaced(text: &str, keyword: Keyword) -> Option<String> {
    let mut out = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = text[at..].find('$') {
        at += found + 1;
        if let Some((value, end)) = keyword(&text[at..]) {
            out.push_str(&text[copied..at - 1]);
            out.push_str(&value);
            at += end;
            copied = at;
        }
    }
    out.push_str(&text[copied..]);
    (copied > 0).then_some(out)
}

/// The day in `Date: 2005/03/26 16:21:28 $`, as ISO 8601 writes it.
fn date(text: &str) -> Option<(String, usize)> {
    const NAME: usize = "Date: ".len();
    let value = text.get(NAME..)?;
    let day = value.get(..10)?;
    let is_day = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => matches!(byte, b'/' | b'-'),
        _ => byte.is_ascii_digit(),
    });
    let mut time = value[10..].chars();
    let is_time =
        matches!(time.next(), Some(' ' | 'T')) && matches!(time.next(), Some('0'..='9' | ':'));
    let is_date = text[..NAME].eq_ignore_ascii_case("Date: ") && is_day && is_time;
    let end = value.find('$').filter(|_| is_date)?;
    (value[12..end].ends_with(' ')).then(|| (day.replace('/', "-"), NAME + end + 1))
}

/// The path in `RCSfile: a.py,v $`.
fn file(text: &str) -> Option<(String, usize)> {
    const NAME: usize = "RCSfile: ".len();
    let is_file = |name: &&str| name.eq_ignore_ascii_case("RCSfile: ");
    text.get(..NAME).filter(is_file)?;
    value(text, NAME, ",v $")
}

/// The value in `Keyword: value $`.
fn other(text: &str) -> Option<(String, usize)> {
    let name = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let is_keyword = name > 0 && text[name..].starts_with(": ");
    is_keyword.then(|| value(text, name + 2, " $"))?
}

/// What stands between byte `start` and the last `end` of the line.
fn value(text: &str, start: usize, end: &str) -> Option<(String, usize)> {
    let line = text[start..].split('\n').next()?;
    let length = line.rfind(end).filter(|&length| length > 0)?;
    Some((line[..length].to_owned(), start + length + end.len()))
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
            ("$Date: 2005-03-26 1 (a $", "2005-03-26"),
            ("$$Id: x $ $RCSfile: a,v $ $", "$$Id: x $ a $"),
            ("$$Id: x\ny $\n$Id: $ $", "$$Id: x\ny $\n$"),
            ("$Revision: 1.1 $", "1.1"),
        ] {
            assert_eq!(cleaned(text).as_deref(), Some(expected));
        }
        for text in ["$5: and $", "$Revision$", "none", "a: b $"] {
            assert_eq!(cleaned(text), None, "{text}");
        }
    }
}
