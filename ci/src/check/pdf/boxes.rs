//! Words outside their page, and words on one another.

use crate::print::{Page, Word};

/// How much of the smaller of two words may lie under the other.
const OVERLAP: f64 = 0.35;

/// Words that lie outside the page.
pub(super) fn outside(page: &Page) -> impl Iterator<Item = String> {
    let beyond = |it: &&Word| {
        it.left < 0.0 || it.top < 0.0 || it.right > page.width || it.bottom > page.height
    };
    let words = page.words.iter().filter(beyond);
    words.map(|it| format!("`{}` lies outside the page", it.text))
}

/// Words that lie on one another. Single signs may: a formula has roots and
/// braces around others.
pub(super) fn overlapping(page: &Page) -> impl Iterator<Item = String> {
    let is_word = |it: &&Word| it.text.chars().filter(char::is_ascii_alphanumeric).count() > 1;
    let words: Vec<&Word> = page.words.iter().filter(is_word).collect();
    let mut bad = Vec::new();
    for (at, one) in words.iter().enumerate() {
        let others = words[at + 1..].iter();
        let others = others.filter(|other| covered(one, other) > OVERLAP);
        bad.extend(others.map(|other| format!("`{}` lies on `{}`", one.text, other.text)));
    }
    bad.into_iter()
}

/// Which part of the smaller of two words lies under the other.
fn covered(one: &Word, other: &Word) -> f64 {
    let width = one.right.min(other.right) - one.left.max(other.left);
    let height = one.bottom.min(other.bottom) - one.top.max(other.top);
    if width <= 0.0 || height <= 0.0 {
        return 0.0;
    }
    let area = |it: &Word| (it.right - it.left) * (it.bottom - it.top);
    width * height / area(one).min(area(other)).max(0.01)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, left: f64, right: f64) -> Word {
        Word {
            text: text.into(),
            left,
            right,
            top: 0.0,
            bottom: 10.0,
        }
    }

    #[test]
    fn words_stay_on_the_page_and_off_each_other() {
        let words = vec![
            word("a", 0.0, 10.0),
            word("bee", 9.0, 20.0),
            word("c", 95.0, 101.0),
            word("dee", 12.0, 20.0),
        ];
        let page = Page {
            width: 100.0,
            height: 100.0,
            words,
            ..Page::default()
        };
        assert_eq!(
            outside(&page).collect::<Vec<_>>(),
            ["`c` lies outside the page"]
        );
        assert_eq!(
            overlapping(&page).collect::<Vec<_>>(),
            ["`bee` lies on `dee`"]
        );
    }
}
