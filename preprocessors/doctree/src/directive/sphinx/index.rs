//! `index`: entries of the book's index that lead to this place.
//!
//! An entry is a row `("index", "pair: lock; global")` of the target; one that
//! begins with `!` is the main entry of its word.

use super::{Content, Failure, Parts, Spec, convert};
use crate::names::fully_normalize_name;
use crate::tree::{Element, Node};

pub(super) const TABLE: &[Spec] = &[Spec {
    name: "index",
    required: 1,
    whitespace: true,
    options: &[("name", convert::unchanged)],
    content: Content::None,
    build: index,
    ..Spec::NEW
}];

const TYPES: &[&str] = &["single", "pair", "triple", "see", "seealso"];

/// What Sphinx once had types for, and what is said of it in a pair.
const PAIRED: &[(&str, &str)] = &[
    ("module", "module"),
    ("keyword", "keyword"),
    ("operator", "operator"),
    ("object", "object"),
    ("exception", "exception"),
    ("statement", "statement"),
    ("builtin", "built-in function"),
];

fn index(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let mut node = Node::new(Element::Target(Box::default()), parts.span);
    let attributes = node.attributes.edit();
    match parts.options.text("name").map(fully_normalize_name) {
        Some(name) => attributes.names.push(name),
        None => attributes.ids.push(parts.context.scope.index_id()),
    }
    let text = parts.arguments.concat();
    let entries = text.lines().flat_map(entries);
    attributes.others.extend(entries.map(|it| ("index", it)));
    parts.note_explicit_target(&mut node);
    Ok(vec![node])
}

/// The entries of a line: one with its type, or words with commas between.
fn entries(line: &str) -> Vec<String> {
    let line = line.trim();
    let bare = line.strip_prefix('!').map_or(line, str::trim_start);
    let main = if bare.len() < line.len() { "!" } else { "" };
    let typed = bare.split_once(':').and_then(|(kind, value)| {
        let (kind, value) = (kind.trim_end(), value.trim());
        if let Some((_, word)) = PAIRED.iter().find(|it| it.0 == kind) {
            return Some(format!("{main}pair: {word}; {value}"));
        }
        let kind = if kind == "double" { "pair" } else { kind };
        TYPES
            .contains(&kind)
            .then(|| format!("{main}{kind}: {value}"))
    });
    if let Some(entry) = typed {
        return vec![entry];
    }
    let words = line.split(',').map(str::trim);
    let single = |word: &str| match word.strip_prefix('!') {
        Some(word) => format!("!single: {}", word.trim_start()),
        None => format!("single: {word}"),
    };
    words.filter(|it| !it.is_empty()).map(single).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_has_its_type() {
        assert_eq!(entries("pair: lock; global"), ["pair: lock; global"]);
        assert_eq!(entries(" ! triple: a; b; c"), ["!triple: a; b; c"]);
        assert_eq!(entries("double: a; b"), ["pair: a; b"]);
        assert_eq!(entries("builtin: len"), ["pair: built-in function; len"]);
        assert_eq!(entries("see: GIL; lock"), ["see: GIL; lock"]);
    }

    #[test]
    fn words_alone_are_entries_each() {
        let expected = ["single: lock", "!single: thread", "single: C++: map"];
        assert_eq!(entries("lock, ! thread, C++: map,"), expected);
    }
}
