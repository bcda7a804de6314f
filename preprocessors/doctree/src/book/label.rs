//! The labels and citations of all chapters.

use foldhash::HashMap;
use std::collections::hash_map::Entry;

use super::Survey;
use super::survey::Label;
use crate::diagnostic::{Diagnostic, Severity};

/// Which chapter holds which label: the chapter, and the place in its list.
#[derive(Debug, Default)]
pub(super) struct Labels {
    labels: HashMap<String, (usize, usize)>,
    citations: HashMap<String, (usize, usize)>,
}

impl Labels {
    /// Those of `chapters`. The first to claim a name has it; `findings` tell
    /// of the others, if what holds it has a title.
    pub(super) fn new(chapters: &[Survey], findings: &mut Vec<(usize, Diagnostic)>) -> Self {
        let mut all = Self::default();
        for (at, chapter) in chapters.iter().enumerate() {
            for (place, label) in chapter.labels.iter().enumerate() {
                let other = claim(&mut all.labels, &label.name, (at, place), chapters);
                let known = all.find(&label.name, chapters);
                let has_title = known.is_some_and(|(_, it)| it.title.is_some());
                if let Some(other) = other.filter(|_| has_title) {
                    let message = format!(
                        "duplicate label \"{}\", other instance in {other}",
                        label.name
                    );
                    findings.push((at, warning(message, label.span)));
                }
            }
            for (place, (label, _, span)) in chapter.citations.iter().enumerate() {
                let other = claim(&mut all.citations, label, (at, place), chapters);
                if let Some(other) = other {
                    let message =
                        format!("duplicate citation \"{label}\", other instance in {other}");
                    findings.push((at, warning(message, *span)));
                }
            }
        }
        all
    }

    /// The chapter that holds the label, and the label.
    pub(super) fn find<'c>(
        &self,
        name: &str,
        chapters: &'c [Survey],
    ) -> Option<(usize, &'c Label)> {
        let &(chapter, place) = self.labels.get(name)?;
        Some((chapter, chapters.get(chapter)?.labels.get(place)?))
    }

    /// The chapter that holds the citation, and its anchor.
    pub(super) fn citation<'c>(
        &self,
        label: &str,
        chapters: &'c [Survey],
    ) -> Option<(usize, &'c str)> {
        let &(chapter, place) = self.citations.get(label)?;
        let (_, id, _) = chapters.get(chapter)?.citations.get(place)?;
        Some((chapter, id))
    }
}

/// Gives `name` to `place`, unless another has it: the answer is its chapter.
fn claim<'c>(
    holders: &mut HashMap<String, (usize, usize)>,
    name: &str,
    place: (usize, usize),
    chapters: &'c [Survey],
) -> Option<&'c str> {
    match holders.entry(name.to_owned()) {
        Entry::Occupied(holder) => Some(&chapters[holder.get().0].path),
        Entry::Vacant(free) => {
            free.insert(place);
            None
        }
    }
}

pub(super) fn warning(message: String, span: crate::source::Span) -> Diagnostic {
    Diagnostic::new(Severity::Warning, message, span)
}
