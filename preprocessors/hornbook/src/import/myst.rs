//! The `toctree` of chapters in Markdown, as `MyST` writes it: a fence.
//!
//! ````text
//! ```{toctree}
//! :maxdepth: 2
//!
//! chapter
//! ```
//! ````

use doctree::tree::element::{TocEntry, Toctree};
use doctree::{Source, Span};

use super::chapter::Table;

/// The tables of contents in a text.
pub(super) fn tables(source: &Source) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut open: Option<(Toctree, String)> = None;
    let mut at = 0_u32;
    for line in source.text().split('\n') {
        let text = line.trim();
        match &mut open {
            Some((_, fence)) if text.starts_with(fence.as_str()) => {
                let closed = open.take().map(|(toctree, _)| Table {
                    toctree,
                    section: None,
                    source: source.clone(),
                });
                tables.extend(closed);
            }
            Some((toctree, _)) => {
                let end = at + u32::try_from(line.len()).unwrap_or(0);
                add(toctree, text, Span::new(0, at, end));
            }
            None => {
                let length = text.find(|c| c != '`' && c != ':').unwrap_or(0);
                if length >= 3 && text[length..].starts_with("{toctree}") {
                    open = Some((Toctree::default(), text[..length].to_owned()));
                }
            }
        }
        at += u32::try_from(line.len() + 1).unwrap_or(0);
    }
    tables
}

/// Adds what a line in the fence says.
fn add(toctree: &mut Toctree, line: &str, span: Span) {
    if line.is_empty() || line == "---" {
        return;
    }
    let option = line.strip_prefix(':').and_then(|it| it.split_once(':'));
    if let Some((name, value)) = option {
        match name {
            "caption" => toctree.caption = Some(value.trim().to_owned()),
            "glob" => toctree.glob = true,
            "hidden" => toctree.hidden = true,
            "reversed" => toctree.reversed = true,
            "numbered" => toctree.numbered = Some(value.trim().parse().unwrap_or(u32::MAX)),
            _ => {}
        }
        return;
    }
    let titled = line.strip_suffix('>').and_then(|it| it.rsplit_once('<'));
    let (title, target) = match titled {
        Some((title, target)) if !title.trim().is_empty() => {
            (Some(title.trim().to_owned()), target)
        }
        _ => (None, line),
    };
    toctree.entries.push(TocEntry {
        title,
        target: target.to_owned(),
        span,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_lists_documents() {
        let source = Source::new(
            "a.md",
            "# T\n\n```{toctree}\n:caption: Part: one\n:glob:\n\na\nTitle <b>\n```\n\n`{toctree}`\n",
        );
        let tables = tables(&source);
        assert_eq!(tables.len(), 1);
        let toctree = &tables[0].toctree;
        assert_eq!(toctree.caption.as_deref(), Some("Part: one"));
        assert!(toctree.glob);
        let entries: Vec<_> = toctree
            .entries
            .iter()
            .map(|it| it.target.as_str())
            .collect();
        assert_eq!(entries, ["a", "b"]);
        assert_eq!(toctree.entries[1].title.as_deref(), Some("Title"));
        assert_eq!(source.locate(toctree.entries[0].span.start).line, 7);
    }
}
