//! Files that look like chapters and are none: `SUMMARY.md` does not list them,
//! and no chapter includes them.

use std::collections::HashSet;
use std::path::Path;

use doctree::Severity;
use walkdir::WalkDir;

use crate::book::{Body, Book};
use crate::report::Report;
use crate::sources::CHAPTERS;

/// Reports the strays among the sources of `book`. Those in Markdown may be
/// papers of any kind, and are not.
pub(crate) fn check(book: &Book, report: &mut Report) {
    let src = book.root.join(&book.config.book.src);
    let known = known(book);
    let files = WalkDir::new(&src).sort_by_file_name().into_iter();
    for entry in files.filter_map(Result::ok) {
        let Ok(path) = entry.path().strip_prefix(&src) else {
            continue;
        };
        let name = book.files.name(path);
        if is_stray(path) && entry.file_type().is_file() && !known.contains(&name) {
            let message = format!("{name} is no chapter: SUMMARY.md does not list it");
            report.general(Severity::Warning, message);
        }
    }
}

/// The names of all texts that chapters were read from.
fn known(book: &Book) -> HashSet<String> {
    let mut known = HashSet::new();
    for chapter in &*book.chapters.all {
        known.insert(book.files.name(&chapter.path));
        if let Body::Tree(document) = &chapter.body {
            known.extend(document.sources.iter().map(|it| it.name().to_owned()));
        }
    }
    known
}

fn is_stray(path: &Path) -> bool {
    let ending = path.extension();
    ending.is_some_and(|it| it != "md" && CHAPTERS.iter().any(|known| it == *known))
}
