//! `SUMMARY.md`, written.

use std::fmt::Write;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::contents::{Entry, INDEX, Sidebar};
use super::shelf::Shelf;

/// What cannot stand in the address of a link in Markdown.
const SPECIAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'%')
    .add(b'(')
    .add(b')')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'`')
    .add(b'&')
    .add(b'*')
    .add(b'#')
    .add(b'?');

/// What the index is called.
const INDEX_TITLE: &str = "Index";

/// The chapter that is the index.
pub(super) fn index() -> String {
    let line = "=".repeat(INDEX_TITLE.len());
    format!("{INDEX_TITLE}\n{line}\n\n.. genindex::\n")
}

/// The text of the file.
pub(super) fn write(sidebar: &Sidebar, shelf: &Shelf<'_>) -> String {
    let mut out = String::from("# Summary\n");
    if let Some(root) = &sidebar.root {
        let entry = Entry {
            document: Some(root.clone()),
            ..Entry::default()
        };
        let _ = write!(out, "\n{}\n", link(&entry, shelf));
    }
    for (at, part) in sidebar.parts.iter().enumerate() {
        match &part.title {
            Some(title) => {
                let _ = write!(out, "\n# {}\n", escape(title));
            }
            None if at > 0 => out.push_str("\n---\n"),
            None => {}
        }
        out.push('\n');
        list(&part.entries, 0, shelf, &mut out);
    }
    if sidebar.index {
        let _ = write!(out, "\n---\n\n[{INDEX_TITLE}]({INDEX}.rst)\n");
    }
    out
}

fn list(entries: &[Entry], depth: usize, shelf: &Shelf<'_>, out: &mut String) {
    for entry in entries {
        let _ = writeln!(out, "{}- {}", "  ".repeat(depth), link(entry, shelf));
        list(&entry.below, depth + 1, shelf, out);
    }
}

fn link(entry: &Entry, shelf: &Shelf<'_>) -> String {
    let document = entry
        .document
        .as_ref()
        .and_then(|it| shelf.documents.get(it));
    let own = document.and_then(|it| it.contents.title.as_deref());
    let name = document.map(|it| it.name.rsplit('/').next().unwrap_or_default());
    let mut titles = [entry.title.as_deref(), own, name].into_iter().flatten();
    let title = titles.find(|it| !it.trim().is_empty()).unwrap_or("…");
    let target = document.map_or("", |it| it.target.as_str());
    format!(
        "[{}]({})",
        escape(title),
        utf8_percent_encode(target, SPECIAL)
    )
}

/// `text` on one line, so that Markdown shows it as it is.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            if matches!(
                c,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '!'
            ) {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}
