//! Paths inside the book's source folder.

/// `path`, as a chapter at `from` writes it, relative to the source folder:
/// `/images/a.svg` counts from that folder, anything else from the chapter's
/// own. Nothing, if it leads out of the folder.
pub(crate) fn join(from: &str, path: &str) -> Option<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    let start = if path.starts_with('/') { "" } else { folder };
    for part in start.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The scheme of an address, in lower case, if it has one.
pub(crate) fn scheme(uri: &str) -> Option<String> {
    let (scheme, _) = uri.split_once(':')?;
    let starts = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let goes_on = scheme
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    (starts && goes_on).then(|| scheme.to_ascii_lowercase())
}

/// A path without its ending: `guide/intro` for `guide/intro.rst`.
pub(crate) fn stem(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => stem,
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_count_from_the_chapter_and_stay_in_the_book() {
        assert_eq!(join("a/b.rst", "c.svg").as_deref(), Some("a/c.svg"));
        assert_eq!(join("a/b.rst", "../c.svg").as_deref(), Some("c.svg"));
        assert_eq!(join("a/b.rst", "/c.svg").as_deref(), Some("c.svg"));
        assert_eq!(join("b.rst", "../c.svg"), None);
    }

    #[test]
    fn a_scheme_is_told_from_a_path() {
        assert_eq!(scheme("HTTPS://example.org").as_deref(), Some("https"));
        assert_eq!(scheme("java script:x"), None);
        assert_eq!(scheme("a/b.rst#x:y"), None);
    }
}
