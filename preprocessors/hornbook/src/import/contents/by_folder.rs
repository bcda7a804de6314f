//! Chapters in the order of their files, where nothing lists them.

use super::{DEEPEST, Entry};
use crate::import::order::natural;

/// The documents in natural order, those in a folder below its `index` or
/// `README`, or else below its name.
pub(super) fn by_folder(names: &[String]) -> Vec<Entry> {
    let mut names: Vec<Vec<String>> = names
        .iter()
        .map(|it| it.split('/').map(str::to_owned).collect())
        .collect();
    names.sort_by(|a, b| natural(&a.join("/"), &b.join("/")));
    let mut entries = level(&names, &[]);
    let is_top = |it: &str| is_first(it) && !it.contains('/');
    let first = entries
        .iter()
        .position(|it| it.document.as_deref().is_some_and(is_top));
    if let Some(first) = first {
        entries[..=first].rotate_right(1);
    }
    entries
}

/// Whether a document stands for its folder.
fn is_first(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    last == "index" || last.eq_ignore_ascii_case("readme")
}

/// The entries of the documents `names`, all of them in `folder`.
fn level(names: &[Vec<String>], folder: &[String]) -> Vec<Entry> {
    let depth = folder.len();
    let mut entries: Vec<Entry> = Vec::new();
    let mut rest = names;
    while let Some(first) = rest.first() {
        if first.len() == depth + 1 {
            entries.push(Entry {
                document: Some(first.join("/")),
                ..Entry::default()
            });
            rest = &rest[1..];
            continue;
        }
        let inner = &first[..=depth];
        let count = rest
            .iter()
            .take_while(|it| it.len() > depth + 1 && it.starts_with(inner));
        let (inside, behind) = rest.split_at(count.count());
        rest = behind;
        entries.extend(below(inside, inner));
    }
    entries
}

/// The entries of a folder: one with the others below it, unless they stand
/// too deep for that.
fn below(names: &[Vec<String>], folder: &[String]) -> Vec<Entry> {
    if folder.len() >= DEEPEST {
        let document = |it: &Vec<String>| Entry {
            document: Some(it.join("/")),
            ..Entry::default()
        };
        return names.iter().map(document).collect();
    }
    let mut below = level(names, folder);
    let first = below.iter().position(|it| {
        it.document
            .as_deref()
            .is_some_and(|it| is_first(it) && it.matches('/').count() == folder.len())
    });
    let head = match first {
        Some(at) => below.remove(at),
        None => Entry {
            title: folder.last().cloned(),
            ..Entry::default()
        },
    };
    vec![Entry { below, ..head }]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(entries: &[Entry], depth: usize, out: &mut String) {
        for entry in entries {
            let title = entry.title.as_deref().unwrap_or("-");
            let document = entry.document.as_deref().unwrap_or("-");
            let indent = " ".repeat(depth);
            for piece in [&indent, title, " ", document, "\n"] {
                out.push_str(piece);
            }
            shown(&entry.below, depth + 1, out);
        }
    }

    #[test]
    fn folders_are_chapters_with_others_below() {
        let names = [
            "b/2",
            "b/10",
            "b/index",
            "a",
            "README",
            "c/d/x",
            "c/d/README",
        ];
        let mut out = String::new();
        shown(&by_folder(&names.map(str::to_owned)), 0, &mut out);
        assert_eq!(
            out,
            "- README\n- a\n- b/index\n - b/2\n - b/10\nc -\n - c/d/README\n  - c/d/x\n"
        );
    }

    #[test]
    fn very_deep_folders_end() {
        let name = vec!["a"; 5000].join("/");
        let mut out = String::new();
        shown(&by_folder(&[name]), 0, &mut out);
        assert_eq!(out.lines().count(), DEEPEST);
    }
}
