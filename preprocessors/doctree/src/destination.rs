//! Where a hyperlink target leads, or the `:target:` of an image.

use crate::escape::{split_escaped_whitespace, unescape};
use crate::names::{simple_name, whitespace_normalize_name};

/// Where a target leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    /// It is the place itself.
    Here,
    /// An address.
    Uri(String),
    /// What another name leads to; the name as written, white space folded.
    Name(String),
}

/// What the lines behind a target's name say.
pub(crate) fn destination(block: &[String]) -> Destination {
    let last = block.last().map_or("", |line| line.trim());
    if last.ends_with('_') {
        let reference = block
            .iter()
            .map(|line| line.trim())
            .collect::<Vec<_>>()
            .join(" ");
        if let Some(name) = reference_name(&whitespace_normalize_name(&reference)) {
            return Destination::Name(name);
        }
    }
    let text = block.join(" ");
    let parts = split_escaped_whitespace(&text);
    let uri = parts
        .iter()
        .map(|part| unescape(part).split_whitespace().collect::<String>())
        .collect::<Vec<_>>();
    let uri = uri.join(" ");
    if uri.is_empty() {
        Destination::Here
    } else {
        Destination::Uri(uri)
    }
}

/// The name that `text` refers to, if all of it is one reference.
fn reference_name(text: &str) -> Option<String> {
    if let Some(phrase) = text
        .strip_prefix('`')
        .and_then(|rest| rest.strip_suffix("`_"))
    {
        let fits =
            !phrase.is_empty() && !phrase.starts_with(' ') && !phrase.ends_with([' ', '\0', '\n']);
        return fits.then(|| unescape(phrase).into_owned());
    }
    let name = text.strip_suffix('_')?;
    (simple_name(name) == Some(name.len())).then(|| unescape(name).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lose_their_line_breaks() {
        let block = ["http://a.org/".to_owned(), "  b".to_owned()];
        assert_eq!(
            destination(&block),
            Destination::Uri("http://a.org/b".into())
        );
        assert_eq!(
            destination(&["`other name`_".to_owned()]),
            Destination::Name("other name".into())
        );
    }
}
