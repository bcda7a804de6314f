//! How the book looks: the theme that hornbook's own book has.

macro_rules! table {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../../../theme/", $name)))),*]
    };
}

/// The files of the theme, by their paths in its folder.
pub(super) const FILES: &[(&str, &[u8])] = table![
    "ayu-highlight.css",
    "book.js",
    "clipboard.min.js",
    "css/chrome.css",
    "css/general.css",
    "css/variables.css",
    "editor.js",
    "favicon.svg",
    "fonts/fonts.css",
    "head.hbs",
    "highlight.css",
    "highlight.js",
    "hornbook.css",
    "hornbook.js",
    "index.hbs",
    "listing.html",
    "offline.js",
    "redirect.hbs",
    "runner.js",
    "search.js",
    "timeline.js",
    "toc.html.hbs",
    "toc.js.hbs",
    "tomorrow-night.css",
];

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Templates that hornbook has with it, and that no page of a book uses.
    const ELSEWHERE: &[&str] = &["standalone.html", "sw.js"];

    #[test]
    fn the_whole_theme_comes_along() {
        let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../theme");
        let mut names: Vec<_> = walkdir::WalkDir::new(&theme)
            .into_iter()
            .map(Result::unwrap)
            .filter(|it| it.file_type().is_file())
            .map(|it| crate::files::slashed(it.path().strip_prefix(&theme).unwrap()))
            .filter(|it| !ELSEWHERE.contains(&it.as_str()))
            .collect();
        names.sort();
        let known: Vec<_> = FILES.iter().map(|it| it.0.to_owned()).collect();
        assert_eq!(known, names);
    }
}
