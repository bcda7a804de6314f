//! Redirects: those on the page of a chapter, which lead on from its anchors, and
//! those that are pages of their own.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::files::{lexical, slashed};

/// Addresses, and where they lead.
pub(super) type Redirects = HashMap<String, String>;

/// The redirects from `pages` and from anchors on them.
pub(super) fn on<'p>(redirects: &Redirects, pages: impl Iterator<Item = &'p Path>) -> Redirects {
    if redirects.is_empty() {
        return Redirects::new();
    }
    let pages: HashSet<String> = pages.map(|it| format!("/{}", slashed(it))).collect();
    let kept = redirects.iter().filter(|it| pages.contains(page(it.0)));
    kept.map(|it| (it.0.clone(), it.1.clone())).collect()
}

/// The redirects from what is neither one of `pages` nor a folder of them. mdBook
/// makes a page only where there is nothing yet.
pub(super) fn beside(redirects: &Redirects, pages: &HashSet<PathBuf>) -> Redirects {
    let taken: HashSet<&Path> = pages.iter().flat_map(|it| it.ancestors()).collect();
    let is_free = |from: &str| {
        let from = lexical(Path::new(page(from).trim_start_matches('/')));
        from.is_none_or(|it| !taken.contains(it.as_path()) && it != Path::new("index.html"))
    };
    let kept = redirects.iter().filter(|it| is_free(it.0));
    kept.map(|it| (it.0.clone(), it.1.clone())).collect()
}

/// The address without its anchor.
fn page(from: &str) -> &str {
    from.rsplit_once('#').map_or(from, |it| it.0)
}
