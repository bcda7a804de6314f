//! What the entries of a table of contents stand for.

use super::glob::matches;
use crate::book::{Book, label, made, path};
use crate::diagnostic::{Diagnostic, Severity};
use crate::tree::element::{TocEntry, Toctree};

/// What an entry stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Goal {
    Chapter(usize),
    Uri(String),
    /// A page of this title, which the book has not.
    Made(&'static str),
    /// To nothing that is there: its text is shown.
    Nothing,
}

/// What the entries of a toctree in `here` stand for, in order, with their
/// titles; `findings` tell of those that stand for nothing.
pub(in crate::book) fn goals<'t>(
    book: &Book,
    here: usize,
    toctree: &'t Toctree,
    findings: &mut Vec<Diagnostic>,
) -> Vec<(Goal, &'t TocEntry)> {
    let mut goals = Vec::new();
    for entry in &toctree.entries {
        let target = &entry.target;
        if is_address(target) {
            goals.push((Goal::Uri(target.clone()), entry));
            continue;
        }
        if target == "self" {
            goals.push((Goal::Chapter(here), entry));
            continue;
        }
        let name = path::resolve(&book.chapters[here].path, target);
        if toctree.glob && target.contains(['*', '?', '[']) {
            let mut found: Vec<usize> = (0..book.chapters.len())
                .filter(|&at| at != here && matches(&name, &book.chapters[at].name))
                .filter(|&at| goals.iter().all(|it| it.0 != Goal::Chapter(at)))
                .collect();
            found.sort_by(|&a, &b| book.chapters[a].name.cmp(&book.chapters[b].name));
            if found.is_empty() {
                let message = format!("toctree glob pattern '{target}' didn't match any documents");
                findings.push(label::warning(message, entry.span));
            }
            goals.extend(found.into_iter().map(|at| (Goal::Chapter(at), entry)));
            continue;
        }
        let chapter = book.chapter(&name);
        if let Some(at) = chapter.or_else(|| book.chapter(path::name(&name))) {
            goals.push((Goal::Chapter(at), entry));
        } else if let Some(title) = made::listed(target) {
            goals.push((Goal::Made(title), entry));
            let message = made::missing(target);
            findings.push(Diagnostic::new(Severity::Info, message, entry.span));
        } else {
            let message = format!("toctree contains reference to nonexisting document '{target}'");
            findings.push(label::warning(message, entry.span));
            goals.push((Goal::Nothing, entry));
        }
    }
    if toctree.reversed {
        goals.reverse();
    }
    goals
}

fn is_address(target: &str) -> bool {
    ["http://", "https://", "ftp://", "mailto:"]
        .iter()
        .any(|it| target.starts_with(it))
}
