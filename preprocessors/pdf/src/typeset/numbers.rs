//! On which page of the book each label is.

use std::collections::{BTreeMap, HashMap};

use typst::foundations::Label;

use super::Set;
use crate::data::Sheet;

/// How much data makes a page, before there are any.
const A_PAGE: usize = 3_500;

/// The pages, counted from 1, on which the labels are.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    labels: HashMap<Label, usize>,
    /// The pages that divisions begin on, for labels without one.
    divisions: BTreeMap<String, usize>,
}

impl Numbers {
    /// From the pages of the sheets. How many those will have that are not yet set
    /// is guessed from those that are.
    pub(super) fn counted(sheets: &[Sheet], sets: &[Set]) -> Self {
        let mut numbers = Self::default();
        let rate = rate(sheets, sets);
        let mut page = 1;
        for (sheet, set) in sheets.iter().zip(sets) {
            let is_set = !set.pages.is_empty();
            let pages = if is_set {
                set.pages.len()
            } else {
                sheet.nodes.len() / rate + 1
            };
            for (at, division) in sheet.divisions.iter().enumerate() {
                let guess = pages * at / sheet.divisions.len();
                let start = set.survey.starts.get(at).copied().unwrap_or(guess);
                numbers
                    .divisions
                    .insert(division.label.clone(), page + start);
            }
            for (label, _, at) in &set.survey.labels {
                numbers.labels.entry(*label).or_insert(page + at);
            }
            page += pages;
        }
        numbers
    }

    /// The page that `label` is on.
    pub(super) fn of(&self, label: Label) -> Option<usize> {
        self.labels.get(&label).copied()
    }

    /// For the template: an object, in which the names of labels have numbers.
    pub(super) fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let labels = self.labels.iter();
        let mut all = self.divisions.clone();
        all.extend(labels.map(|(label, page)| (label.resolve().to_string(), *page)));
        serde_json::to_vec(&all)
    }
}

/// How much data makes a page.
fn rate(sheets: &[Sheet], sets: &[Set]) -> usize {
    let set = sheets
        .iter()
        .zip(sets)
        .filter(|(_, it)| !it.pages.is_empty());
    let (data, pages) = set.fold((0, 0), |(data, pages), (sheet, set)| {
        (data + sheet.nodes.len(), pages + set.pages.len())
    });
    data.checked_div(pages).unwrap_or(A_PAGE).max(1)
}
