//! The divisions of a book: what opens with a page of its own.

use serde_json::{Value, json};

use super::{Division, Shared, chapter, words};
use crate::Chapter;

/// The divisions in order, and what the template is told of each: its `kind`, its
/// `label`, and by kind
///
/// - `part`: `title`, and of its `chapters` label, number and title;
/// - `chapter`: what `chapter` writes;
/// - `solutions`: `chapters` with title, number and items.
pub(super) fn divisions(chapters: &[Chapter], book: &Shared) -> Vec<(Division, Value)> {
    let mut out = Vec::new();
    // Of the part that is open: where its page is to stand, its title, its chapters.
    let mut open: Option<(usize, Value, Vec<Value>)> = None;
    let mut parts = Vec::new();
    for mut it in chapter::chapters(chapters, book) {
        let part = it["part"].take();
        if part.is_string() || it["number"].is_null() {
            parts.extend(open.take());
        }
        if part.is_string() {
            open = Some((out.len(), part, Vec::new()));
        }
        if let Some((_, _, of)) = &mut open {
            let entry = ["label", "number", "title"].map(|name| (name, it[name].clone()));
            of.push(entry.into_iter().collect());
        }
        let running = it["running"].take();
        it["kind"] = "chapter".into();
        out.push(division(it, &running));
    }
    parts.extend(open);
    for (at, title, chapters) in parts.into_iter().rev() {
        let label = format!("~part-{at}");
        let it = json!({"kind": "part", "label": label, "title": title, "chapters": chapters});
        out.insert(at, division(it, &Value::Null));
    }
    let solutions = chapter::solutions(chapters, book);
    if solutions.as_array().is_some_and(|it| !it.is_empty()) {
        let it = json!({"kind": "solutions", "label": "~solutions", "chapters": solutions});
        let running = &words::of(&book.settings.language)["solutions"];
        out.push(division(it, running));
    }
    out
}

fn division(it: Value, running: &Value) -> (Division, Value) {
    let division = Division {
        label: it["label"].as_str().unwrap_or_default().to_owned(),
        running: running.as_str().map(str::to_owned),
    };
    (division, it)
}
