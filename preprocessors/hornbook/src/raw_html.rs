//! Raw HTML in Markdown: its tags must be balanced, and within one Markdown
//! element, or mdBook rearranges the page and says no more than a word.

use std::ops::Range;

use doctree::{Source, Span};
use mdbook_markdown::pulldown_cmark::Event;
use mdbook_markdown::pulldown_cmark::Tag as Element;
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

use crate::report::Report;
use crate::tags::tags;

/// What every message of this kind starts with.
pub(crate) const UNBALANCED: &str = "Unbalanced raw HTML";

/// What is open: a tag, or a Markdown element.
enum Open {
    Tag(String, Range<usize>),
    Element,
}

/// Reports every tag of `source` that is never closed, or closes nothing.
pub(crate) fn check(source: &Source, report: &mut Report) {
    let mut open = Vec::new();
    for (event, range) in
        new_cmark_parser(source.text(), &MarkdownOptions::default()).into_offset_iter()
    {
        match event {
            Event::Start(Element::HtmlBlock) | Event::InlineHtml(_) => {
                read(source, range, &mut open, report);
            }
            Event::Start(_) => open.push(Open::Element),
            Event::End(mdbook_markdown::pulldown_cmark::TagEnd::HtmlBlock) => {}
            Event::End(_) => close_element(source, &mut open, report),
            _ => {}
        }
    }
    while !open.is_empty() {
        close_element(source, &mut open, report);
    }
}

/// Opens and closes the tags of the piece of HTML at `range`.
fn read(source: &Source, range: Range<usize>, open: &mut Vec<Open>, report: &mut Report) {
    for tag in tags(&source.text()[range.clone()]) {
        let place = range.start + tag.range.start..range.start + tag.range.end;
        if !tag.closing {
            if !tag.empty {
                open.push(Open::Tag(tag.name, place));
            }
        } else if matches!(open.last(), Some(Open::Tag(name, _)) if *name == tag.name) {
            open.pop();
        } else {
            let message = format!("{UNBALANCED}: `</{}>` closes nothing here", tag.name);
            report.error(source, span(&place), message);
        }
    }
}

/// Ends the Markdown element opened last, and reports the tags open in it.
fn close_element(source: &Source, open: &mut Vec<Open>, report: &mut Report) {
    while let Some(Open::Tag(name, place)) = open.pop() {
        let message = format!("{UNBALANCED}: `<{name}>` is not closed where it was opened");
        report.error(source, span(&place), message);
    }
}

/// The span of a range of a document's own text.
pub(crate) fn span(range: &Range<usize>) -> Span {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(0, offset(range.start), offset(range.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, String)> {
        let source = Source::new("a.md", text);
        let mut report = Report::default();
        check(&source, &mut report);
        let line = |it: &crate::report::Finding| {
            (
                source.line(it.diagnostic.span.start),
                it.diagnostic.message.clone(),
            )
        };
        report.findings().iter().map(line).collect()
    }

    #[test]
    fn balanced_html_is_fine() {
        assert_eq!(found("<div>\n\n*a* <b>c</b><br>\n\n</div>\n\n`<i>`\n"), []);
    }

    #[test]
    fn what_stays_open_and_what_closes_nothing_is_told() {
        let told = found("A <b>c.\n\n<div>\n\n</p>\n");
        let lines: Vec<_> = told.iter().map(|it| it.0).collect();
        assert_eq!(lines, [1, 5, 3], "{told:?}");
    }
}
