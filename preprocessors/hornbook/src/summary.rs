//! `SUMMARY.md`: which chapters there are.

use std::path::Path;

use doctree::{Files as _, Severity, Source, Span};
use mdbook_summary::{Link, Summary, SummaryItem, parse_summary};

use crate::files::BookFiles;
use crate::markdown;
use crate::raw_html::span;
use crate::report::Report;

/// Its path in the folder of the sources.
const SUMMARY: &str = "SUMMARY.md";

/// Reads the summary. A chapter whose file is not there is reported and
/// becomes a draft, so that the others can be built. None, if there is no
/// summary to speak of.
pub(crate) fn read(src: &Path, files: &BookFiles, report: &mut Report) -> Option<Summary> {
    let name = files.name(Path::new(SUMMARY));
    let text = match std::fs::read_to_string(src.join(SUMMARY)) {
        Ok(text) => text,
        Err(error) => {
            report.general(Severity::Severe, format!("cannot read {name}: {error}"));
            return None;
        }
    };
    let source = Source::new(name, &text);
    match parse_summary(source.text()) {
        Ok(mut summary) => {
            each_link(&mut summary, &mut |link| {
                check(link, &source, files, report);
            });
            Some(summary)
        }
        Err(error) => {
            report.error(&source, Span::default(), format!("{error:#}"));
            None
        }
    }
}

/// Calls `visit` for every chapter, in reading order.
fn each_link(summary: &mut Summary, visit: &mut impl FnMut(&mut Link)) {
    let parts = [
        &mut summary.prefix_chapters,
        &mut summary.numbered_chapters,
        &mut summary.suffix_chapters,
    ];
    for items in parts {
        each_of(items, visit);
    }
}

fn each_of(items: &mut [SummaryItem], visit: &mut impl FnMut(&mut Link)) {
    for item in items {
        if let SummaryItem::Link(link) = item {
            visit(link);
            each_of(&mut link.nested_items, visit);
        }
    }
}

/// Turns a chapter whose file cannot be read into a draft.
fn check(link: &mut Link, source: &Source, files: &BookFiles, report: &mut Report) {
    let Some(location) = &link.location else {
        return;
    };
    let path = location.to_string_lossy();
    // A chapter lies among the sources, though it may include what lies beside.
    let found = files.locate(source.name(), &path);
    let Err(why) = found.and_then(|_| files.read(source.name(), &path)) else {
        return;
    };
    let message = format!("cannot read the chapter `{path}`: {why}");
    report.error(source, place(source, &path), message);
    link.location = None;
}

/// Where the summary names `path`.
fn place(source: &Source, path: &str) -> Span {
    markdown::addresses(source.text())
        .iter()
        .find(|it| percent_encoding::percent_decode_str(&it.uri).decode_utf8_lossy() == path)
        .map_or_else(Span::default, |it| span(&it.range))
}
