//! Ids of headings, as mdBook makes them from the heading's text.

use foldhash::HashSet;

/// The ids that were given, and the text of the heading at hand.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    used: HashSet<String>,
    /// None outside of headings.
    text: Option<String>,
}

impl Ids {
    /// A heading starts.
    pub(super) fn start(&mut self) {
        self.text = Some(String::new());
    }

    /// Text, of the heading if there is one. mdBook turns two and more
    /// hyphens into dashes, which ids have not.
    pub(super) fn text(&mut self, text: &str) {
        let Some(heading) = &mut self.text else {
            return;
        };
        let mut rest = text;
        while let Some(at) = rest.find("--") {
            heading.push_str(&rest[..at]);
            rest = rest[at..].trim_start_matches('-');
        }
        heading.push_str(rest);
    }

    /// Code, in which hyphens stay.
    pub(super) fn code(&mut self, text: &str) {
        if let Some(heading) = &mut self.text {
            heading.push_str(text);
        }
    }

    /// The heading ends, and has an id of its own.
    pub(super) fn discard(&mut self) {
        self.text = None;
    }

    /// The heading ends, and gets this id.
    pub(super) fn take(&mut self) -> String {
        let id = id(&self.text.take().unwrap_or_default());
        self.unique(&id)
    }

    fn unique(&mut self, id: &str) -> String {
        let mut candidate = id.to_owned();
        let mut number = 0;
        while !self.used.insert(candidate.clone()) {
            number += 1;
            candidate = format!("{id}-{number}");
        }
        candidate
    }
}

/// Lower case; letters, digits, `_` and `-` kept; each blank a hyphen; the
/// rest dropped.
fn id(text: &str) -> String {
    let kept = |c: char| match c {
        c if c.is_alphanumeric() || c == '_' || c == '-' => Some(c),
        c if c.is_whitespace() => Some('-'),
        _ => None,
    };
    text.trim()
        .to_lowercase()
        .chars()
        .filter_map(kept)
        .collect()
}
