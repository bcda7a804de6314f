//! Entries of BibTeX: `@article{key, title = {...}, year = 2001}`.

/// What is known of a work.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: String,
    /// Names in lower case, and texts.
    fields: Vec<(String, String)>,
}

/// Blocks of a file that are no entries.
const OTHERS: [&str; 3] = ["comment", "preamble", "string"];

/// What an entry shows besides authors, title and year, in this order, and
/// what stands before it.
const DETAILS: &[(&str, &str)] = &[
    ("journal", ""),
    ("booktitle", "In "),
    ("series", ""),
    ("edition", "edition "),
    ("volume", "volume "),
    ("number", "number "),
    ("pages", "pages "),
    ("school", ""),
    ("institution", ""),
    ("publisher", ""),
    ("address", ""),
    ("howpublished", ""),
    ("note", ""),
];

/// The entries of a file, in its order.
pub(super) fn read(text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        rest = &rest[at + 1..];
        let word = rest.find(|c: char| !(c.is_alphanumeric() || c.is_whitespace()));
        let Some(open) = word.filter(|&at| rest[at..].starts_with(['{', '('])) else {
            continue;
        };
        let kind = rest[..open].trim();
        let body = &rest[open + 1..];
        let end = end_of(body);
        if !OTHERS.contains(&&*kind.to_lowercase()) {
            entries.extend(entry(&body[..end]));
        }
        rest = &body[end..];
    }
    entries
}

/// Where the bracket closes that stands before `text`.
fn end_of(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' | ')' if depth == 0 => return at,
            '}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

fn entry(body: &str) -> Option<Entry> {
    let (key, mut rest) = body.split_once(',')?;
    let key = key.trim().to_owned();
    let mut fields = Vec::new();
    while let Some((name, value)) = rest.split_once('=') {
        let (text, after) = value_of(value);
        fields.push((name.trim().to_lowercase(), plain(&text)));
        rest = after.trim_start().trim_start_matches(',');
    }
    (!key.is_empty()).then_some(Entry { key, fields })
}

/// The value at the start of `text`, pieces joined by `#`, and what follows.
fn value_of(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut rest = text.trim_start();
    loop {
        let (piece, after) = piece(rest);
        value.push_str(piece);
        rest = after.trim_start();
        match rest.strip_prefix('#') {
            Some(next) => rest = next.trim_start(),
            None => return (value, rest),
        }
    }
}

/// A text in brackets or quotes, a number or a name.
fn piece(text: &str) -> (&str, &str) {
    if let Some(inside) = text.strip_prefix('{') {
        let end = end_of(inside);
        return (&inside[..end], inside.get(end + 1..).unwrap_or_default());
    }
    if let Some(inside) = text.strip_prefix('"') {
        let mut depth = 0_usize;
        let quote = inside.char_indices().find(|&(_, c)| {
            depth = match c {
                '{' => depth + 1,
                '}' => depth.saturating_sub(1),
                _ => depth,
            };
            c == '"' && depth == 0
        });
        let end = quote.map_or(inside.len(), |it| it.0);
        return (&inside[..end], inside.get(end + 1..).unwrap_or_default());
    }
    let end = text.find([',', '#', '\n']).unwrap_or(text.len());
    (text[..end].trim_end(), &text[end..])
}

/// TeX's text as one line without the brackets and commands that most have.
fn plain(text: &str) -> String {
    let text = text.replace("---", "\u{2014}").replace("--", "\u{2013}");
    let text = text
        .replace('~', " ")
        .replace("\\&", "&")
        .replace("\\%", "%");
    let bare: String = text.chars().filter(|it| !matches!(it, '{' | '}')).collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Entry {
    fn field(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|it| it.0 == name)?;
        Some(field.1.as_str()).filter(|it| !it.is_empty())
    }

    /// Authors, title, what else there is, and where it can be found.
    pub(super) fn text(&self) -> String {
        let authors = self.field("author").or_else(|| self.field("editor"));
        let authors = authors.map(|it| it.replace(" and ", ", "));
        let details: Vec<String> = DETAILS
            .iter()
            .filter_map(|(name, before)| Some(format!("{before}{}", self.field(name)?)))
            .chain(self.field("year").map(str::to_owned))
            .collect();
        let details = Some(details.join(", ")).filter(|it| !it.is_empty());
        let address = self.field("url").map(str::to_owned);
        let address = address.or_else(|| {
            let doi = self.field("doi")?;
            Some(format!("https://doi.org/{doi}"))
        });
        let sentences = [authors, self.field("title").map(str::to_owned), details];
        let mut text = String::new();
        for sentence in sentences.into_iter().flatten() {
            text.push_str(sentence.trim_end_matches('.'));
            text.push_str(". ");
        }
        text.push_str(&address.unwrap_or_default());
        text.trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_read_and_shown() {
        let text = "% a comment\n@string{acm = \"ACM\"}\n\
                    @article{hoare78, author = {Hoare, C. A. R.}, title = \"{C}ommunicating \
                    processes\",\n  journal = {Comm. of the } # acm, pages = {666--677}, year = 1978,\n\
                    doi = {10.1145/1},\n}\n@book{b, title={A {nested {one}}}}";
        let entries = read(text);
        let shown: Vec<String> = entries.iter().map(Entry::text).collect();
        assert_eq!(entries[0].key, "hoare78");
        let expected = "Hoare, C. A. R. Communicating processes. Comm. of the acm, pages \
                        666\u{2013}677, 1978. https://doi.org/10.1145/1";
        assert_eq!(shown, [expected, "A nested one."]);
    }

    #[test]
    fn what_is_no_entry_is_passed_over() {
        for text in [
            "",
            "@",
            "@a",
            "@a{",
            "@a{b}",
            "a@b.example",
            "@a{b, c = {",
            "@a{b, c = \"",
        ] {
            assert!(read(text).len() < 2, "{text}");
        }
    }
}
