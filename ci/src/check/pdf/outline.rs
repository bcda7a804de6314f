//! The outline is the table of contents, and has every chapter.

use crate::print::Print;

/// Bookmarks that the table of contents has not, in their order, each with the
/// number of its page.
pub(super) fn unlisted(print: &Print) -> Vec<String> {
    let first = print.outline.first().map_or(0, |it| it.page);
    let contents = print.pages.iter().take(first).flat_map(|it| &it.words);
    let contents: String = contents.map(|it| squeezed(&it.text)).collect();
    let mut rest = contents.as_str();
    let mut told = Vec::new();
    for bookmark in &print.outline {
        let number = print.pages.get(bookmark.page).map_or("", |it| &it.label);
        // Numbers of chapters stand in a column of their own.
        let numbers = |it: char| it.is_ascii_digit() || it == '.' || it == ' ';
        let entry = squeezed(bookmark.title.trim_start_matches(numbers)) + number;
        match rest.find(&entry) {
            Some(at) => rest = &rest[at + entry.len()..],
            None => told.push(format!(
                "the contents lack `{}` on page {number}, which the outline has",
                bookmark.title
            )),
        }
    }
    told
}

/// A text without blanks, and without the dots that lead to a page's number.
fn squeezed(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).collect()
}

/// Chapters that the outline lacks.
pub(super) fn without_entry(print: &Print, names: &[&str]) -> Vec<String> {
    let has = |name: &str| {
        print
            .outline
            .iter()
            .any(|it| squeezed(&it.title).ends_with(&squeezed(name)))
    };
    let names = names.iter().filter(|name| !has(name));
    names
        .map(|it| format!("the outline lacks the chapter {it}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::{self, Bookmark};

    #[test]
    fn the_outline_is_the_contents() {
        let mut print = print::of(&["Contents", "One", ".", ".", "7"]);
        print.pages.extend(print::of(&[]).pages);
        let bookmark = |title: &str| Bookmark {
            title: title.into(),
            page: 1,
        };
        print.outline = vec![bookmark("One")];
        assert_eq!(unlisted(&print), [""; 0]);
        print.outline.push(bookmark("Two"));
        assert_eq!(unlisted(&print).len(), 1);
        assert_eq!(without_entry(&print, &["One", "Three"]).len(), 1);
    }
}
