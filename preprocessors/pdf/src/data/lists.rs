//! The lists in front of the book: figures, tables, programs.

use serde_json::{Value, json};

use super::Shared;
use crate::check::Kind;

/// The lists, in the order in which they stand, with the word that heads each.
const LISTS: [(Kind, &str); 3] = [
    (Kind::Figure, "figures"),
    (Kind::Table, "tables"),
    (Kind::Listing, "listings"),
];

/// The lists that are not empty.
pub(super) fn lists(book: &Shared) -> Value {
    if !book.settings.look.lists {
        return json!([]);
    }
    let lists = LISTS.iter().map(|(kind, word)| {
        let captions = book.checked.captions.iter().filter(|it| it.kind == *kind);
        let entries: Vec<_> = captions.map(|it| json!([it.label, it.text])).collect();
        json!({"word": word, "entries": entries})
    });
    let is_full = |list: &Value| list["entries"].as_array().is_some_and(|it| !it.is_empty());
    Value::Array(lists.filter(is_full).collect())
}
