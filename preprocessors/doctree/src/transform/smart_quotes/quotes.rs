//! Which quotation marks a language uses.

use super::lesson::Quotes;

/// What is used for a language that is not in the table.
pub(super) const STRAIGHT: [&str; 4] = ["\"", "\"", "'", "'"];

/// Opening and closing marks, then those for quotes within, by language tag;
/// `x-altquot` is another usage of the same language. The table is docutils'.
#[rustfmt::skip]
const QUOTES: &[(&str, [&str; 4])] = &[
    ("af", ["“", "”", "‘", "’"]),
    ("af-x-altquot", ["„", "”", "‚", "’"]),
    ("bg", ["„", "“", "‚", "‘"]),
    ("ca", ["«", "»", "“", "”"]),
    ("ca-x-altquot", ["“", "”", "‘", "’"]),
    ("cs", ["„", "“", "‚", "‘"]),
    ("cs-x-altquot", ["»", "«", "›", "‹"]),
    ("da", ["»", "«", "›", "‹"]),
    ("da-x-altquot", ["„", "“", "‚", "‘"]),
    ("de", ["„", "“", "‚", "‘"]),
    ("de-x-altquot", ["»", "«", "›", "‹"]),
    ("de-ch", ["«", "»", "‹", "›"]),
    ("el", ["«", "»", "“", "”"]),
    ("en", ["“", "”", "‘", "’"]),
    ("en-uk-x-altquot", ["‘", "’", "“", "”"]),
    ("eo", ["“", "”", "‘", "’"]),
    ("es", ["«", "»", "“", "”"]),
    ("es-x-altquot", ["“", "”", "‘", "’"]),
    ("et", ["„", "“", "‚", "‘"]),
    ("et-x-altquot", ["«", "»", "‹", "›"]),
    ("eu", ["«", "»", "‹", "›"]),
    ("fi", ["”", "”", "’", "’"]),
    ("fi-x-altquot", ["»", "»", "›", "›"]),
    ("fr", ["«\u{a0}", "\u{a0}»", "“", "”"]),
    ("fr-x-altquot", ["«\u{202f}", "\u{202f}»", "“", "”"]),
    ("fr-ch", ["«", "»", "‹", "›"]),
    ("fr-ch-x-altquot", ["«\u{202f}", "\u{202f}»", "‹\u{202f}", "\u{202f}›"]),
    ("gl", ["«", "»", "“", "”"]),
    ("he", ["”", "“", "»", "«"]),
    ("he-x-altquot", ["„", "”", "‚", "’"]),
    ("hr", ["„", "”", "‘", "’"]),
    ("hr-x-altquot", ["»", "«", "›", "‹"]),
    ("hsb", ["„", "“", "‚", "‘"]),
    ("hsb-x-altquot", ["»", "«", "›", "‹"]),
    ("hu", ["„", "”", "«", "»"]),
    ("is", ["„", "“", "‚", "‘"]),
    ("it", ["«", "»", "“", "”"]),
    ("it-ch", ["«", "»", "‹", "›"]),
    ("it-x-altquot", ["“", "”", "‘", "’"]),
    ("ja", ["「", "」", "『", "』"]),
    ("ko", ["“", "”", "‘", "’"]),
    ("lt", ["„", "“", "‚", "‘"]),
    ("lv", ["„", "“", "‚", "‘"]),
    ("mk", ["„", "“", "‚", "‘"]),
    ("nl", ["“", "”", "‘", "’"]),
    ("nl-x-altquot", ["„", "”", "‚", "’"]),
    ("nb", ["«", "»", "’", "’"]),
    ("nn", ["«", "»", "’", "’"]),
    ("nn-x-altquot", ["«", "»", "‘", "’"]),
    ("no", ["«", "»", "’", "’"]),
    ("no-x-altquot", ["«", "»", "‘", "’"]),
    ("pl", ["„", "”", "«", "»"]),
    ("pl-x-altquot", ["«", "»", "‚", "’"]),
    ("pt", ["«", "»", "“", "”"]),
    ("pt-br", ["“", "”", "‘", "’"]),
    ("ro", ["„", "”", "«", "»"]),
    ("ru", ["«", "»", "„", "“"]),
    ("sh", ["„", "”", "‚", "’"]),
    ("sh-x-altquot", ["»", "«", "›", "‹"]),
    ("sk", ["„", "“", "‚", "‘"]),
    ("sk-x-altquot", ["»", "«", "›", "‹"]),
    ("sl", ["„", "“", "‚", "‘"]),
    ("sl-x-altquot", ["»", "«", "›", "‹"]),
    ("sq", ["«", "»", "‹", "›"]),
    ("sq-x-altquot", ["“", "„", "‘", "‚"]),
    ("sr", ["„", "”", "’", "’"]),
    ("sr-x-altquot", ["»", "«", "›", "‹"]),
    ("sv", ["”", "”", "’", "’"]),
    ("sv-x-altquot", ["»", "»", "›", "›"]),
    ("tr", ["“", "”", "‘", "’"]),
    ("tr-x-altquot", ["«", "»", "‹", "›"]),
    ("uk", ["«", "»", "„", "“"]),
    ("uk-x-altquot", ["„", "“", "‚", "‘"]),
    ("zh-cn", ["“", "”", "‘", "’"]),
    ("zh-tw", ["「", "」", "『", "』"]),
];

/// The entry that fits the language `tag` best: that with the most of its
/// subtags, in their order. `locales` come before the table.
pub(super) fn find(tag: &str, locales: &[(String, Quotes)]) -> Option<(String, Quotes)> {
    let subtags = subtags(tag);
    let own = locales.iter().rev();
    let own = own.map(|(tag, quotes)| (tag.as_str(), quotes.clone()));
    let table = QUOTES
        .iter()
        .map(|(tag, quotes)| (*tag, quotes.map(str::to_owned)));
    let fits = |(key, quotes): (&str, Quotes)| {
        let places = places(&self::subtags(key), &subtags)?;
        Some((places, key.to_owned(), quotes))
    };
    let all = own.chain(table).filter_map(fits);
    // Of equally long ones that whose subtags come first; of the same, the first.
    let best = all
        .min_by(|(one, ..), (other, ..)| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    best.map(|(_, key, quotes)| (key, quotes))
}

/// The parts of a language tag; a single letter or digit goes with the next.
fn subtags(tag: &str) -> Vec<String> {
    let tag = tag.to_lowercase().replace('_', "-");
    let mut out: Vec<String> = Vec::new();
    for part in tag.split('-') {
        let may_join = out.len() > 1;
        match out.last_mut().filter(|last| may_join && last.len() == 1) {
            Some(last) => last.extend(["-", part]),
            None => out.push(part.to_owned()),
        }
    }
    out
}

/// Where the parts of `key` stand in `tag`, if the first is the same and the
/// others are there in the same order.
fn places(key: &[String], tag: &[String]) -> Option<Vec<usize>> {
    if key.first() != tag.first() {
        return None;
    }
    let mut from = 0;
    let place = |part: &String| {
        let at = from + tag[from..].iter().position(|it| it == part)?;
        from = at + 1;
        Some(at)
    };
    key.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_by_as_many_of_its_parts_as_there_are() {
        let found = |tag| find(tag, &[]).map(|(tag, _)| tag);
        assert_eq!(found("de").as_deref(), Some("de"));
        assert_eq!(found("de-AT").as_deref(), Some("de"));
        assert_eq!(found("de_CH").as_deref(), Some("de-ch"));
        assert_eq!(found("en-UK-x-altquot").as_deref(), Some("en-uk-x-altquot"));
        assert_eq!(found("de-at-x-altquot").as_deref(), Some("de-x-altquot"));
        assert_eq!(found("foo"), None);
    }

    #[test]
    fn locales_come_first() {
        let own = ["<", ">", "(", ")"].map(str::to_owned);
        let found = find("de", &[("de".into(), own.clone())]);
        assert_eq!(found, Some(("de".to_owned(), own)));
    }
}
