//! The numbers of what has a caption, and of equations.

use foldhash::HashMap;

use super::Survey;
use super::caption::Kind;

/// The numbers in a book, chapter by chapter.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// In the order of the chapter; empty if nothing is numbered.
    captions: Vec<Vec<String>>,
    by_id: HashMap<(usize, String), String>,
    equations: Vec<Vec<String>>,
}

impl Numbers {
    /// Numbers what stands in `chapters`: each kind by itself, anew with each
    /// chapter of the first level that has a number, which stands before theirs.
    pub(super) fn new(chapters: &[Survey], numfig: bool) -> Self {
        let mut counts: HashMap<(Kind, Option<u32>), usize> = HashMap::default();
        let mut equations: HashMap<u32, usize> = HashMap::default();
        let mut numbers = Self::default();
        for (at, chapter) in chapters.iter().enumerate() {
            let first = chapter.number.first().copied();
            let mut captions = Vec::new();
            for (kind, ids) in chapter.numbered.iter().filter(|_| numfig) {
                let count = counts.entry((*kind, first)).or_default();
                *count += 1;
                let number = joined(first, *count);
                let ids = ids.iter().map(|id| ((at, id.clone()), number.clone()));
                numbers.by_id.extend(ids);
                captions.push(number);
            }
            numbers.captions.push(captions);
            let mut own = 0;
            let first = first.filter(|_| numfig);
            let count = first.map_or(&mut own, |it| equations.entry(it).or_default());
            let number = |_| {
                *count += 1;
                joined(first, *count)
            };
            numbers
                .equations
                .push(chapter.equations.iter().map(number).collect());
        }
        numbers
    }

    /// The number of the caption that is the `nth` in its chapter.
    pub(super) fn caption(&self, chapter: usize, nth: usize) -> Option<&str> {
        Some(self.captions.get(chapter)?.get(nth)?)
    }

    /// The number of what has the anchor `id`.
    pub(super) fn of(&self, chapter: usize, id: &str) -> Option<&str> {
        let key = (chapter, id.to_owned());
        self.by_id.get(&key).map(String::as_str)
    }

    /// The number of the equation that is the `nth` in its chapter.
    pub(super) fn equation(&self, chapter: usize, nth: usize) -> Option<&str> {
        Some(self.equations.get(chapter)?.get(nth)?)
    }
}

fn joined(first: Option<u32>, count: usize) -> String {
    match first {
        Some(first) => format!("{first}.{count}"),
        None => count.to_string(),
    }
}
