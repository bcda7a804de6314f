//! Raw HTML: its tags must be balanced, and within one element of the text, or
//! mdBook rearranges the page and says no more than a word.

use std::ops::Range;

use doctree::{Document, Element, Node, Source, Span};
use mdbook_markdown::pulldown_cmark::{Event, Tag as Start, TagEnd as End};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

use crate::report::Report;
use crate::tags::{Tag, attribute, tags};

/// What every message about tags that do not match starts with.
pub(crate) const UNBALANCED: &str = "Unbalanced raw HTML";

/// The class that makes mdBook look for a `pre` around, and give up without.
const RUST: &str = "language-rust";

/// Reports every tag in a Markdown text that is never closed, or closes nothing.
pub(crate) fn check(source: &Source, report: &mut Report) {
    let mut nesting = Nesting::default();
    let text = source.text();
    for (event, range) in new_cmark_parser(text, &MarkdownOptions::default()).into_offset_iter() {
        match event {
            Event::Start(Start::HtmlBlock) | Event::InlineHtml(_) => {
                let place =
                    |tag: &Tag| span(&(range.start + tag.range.start..range.start + tag.range.end));
                nesting.read(&text[range.clone()], place);
            }
            Event::End(End::HtmlBlock) => {}
            Event::Start(_) => nesting.open.push(Open::Element),
            Event::End(_) => nesting.close_element(),
            _ => {}
        }
    }
    for (span, message) in nesting.finish() {
        report.error(source, span, message);
    }
}

/// Reports the same of the `raw` elements of a document.
pub(crate) fn check_document(document: &Document, report: &mut Report) {
    let mut nesting = Nesting::default();
    visit(&document.root, &mut nesting);
    for (span, message) in nesting.finish() {
        if let Some(source) = document.sources.get(usize::from(span.source)) {
            report.error(source, span, message);
        }
    }
}

fn visit(node: &Node, nesting: &mut Nesting) {
    if is_html(&node.element) {
        nesting.read(&node.astext(), |_| node.span);
        return;
    }
    // Sections leave as headings, which hold nothing.
    let holds = !matches!(node.element, Element::Document | Element::Section);
    if holds {
        nesting.open.push(Open::Element);
    }
    for child in &node.children {
        visit(child, nesting);
    }
    if holds {
        nesting.close_element();
    }
}

/// Whether the element is raw HTML.
pub(crate) fn is_html(element: &Element) -> bool {
    matches!(element, Element::Raw { format } if format.split_whitespace().any(|it| it == "html"))
}

/// The span of a range of a document's own text.
pub(crate) fn span(range: &Range<usize>) -> Span {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(0, offset(range.start), offset(range.end))
}

/// What is open, and what was wrong so far.
#[derive(Default)]
struct Nesting {
    open: Vec<Open>,
    wrong: Vec<(Span, String)>,
}

/// A tag of raw HTML, or an element of the text.
enum Open {
    Tag(String, Span),
    Element,
}

impl Nesting {
    /// Opens and closes the tags of a piece of HTML.
    fn read(&mut self, html: &str, place: impl Fn(&Tag) -> Span) {
        for tag in tags(html) {
            let span = place(&tag);
            if tag.closing {
                self.close(&tag.name, span);
            } else {
                self.check_code(html, &tag, span);
                if !tag.empty {
                    self.open.push(Open::Tag(tag.name, span));
                }
            }
        }
    }

    fn close(&mut self, name: &str, span: Span) {
        if self.is_in(name) {
            self.open.pop();
        } else {
            let message = format!("{UNBALANCED}: `</{name}>` closes nothing here");
            self.wrong.push((span, message));
        }
    }

    /// mdBook gives up at inline code of this class.
    fn check_code(&mut self, html: &str, tag: &Tag, span: Span) {
        let class = attribute(html, tag, "class").map_or("", |it| it.0);
        let is_rust = tag.name == "code" && class.split_whitespace().any(|it| it == RUST);
        if is_rust && !self.is_in("pre") {
            let message = format!("mdBook cannot show `code` of the class `{RUST}` outside `pre`");
            self.wrong.push((span, message));
        }
    }

    /// Whether the innermost thing that is open is the tag `name`.
    fn is_in(&self, name: &str) -> bool {
        matches!(self.open.last(), Some(Open::Tag(open, _)) if open == name)
    }

    /// Ends the element opened last; the tags open in it should not be.
    fn close_element(&mut self) {
        while let Some(Open::Tag(name, span)) = self.open.pop() {
            let message = format!("{UNBALANCED}: `<{name}>` is not closed where it was opened");
            self.wrong.push((span, message));
        }
    }

    fn finish(mut self) -> Vec<(Span, String)> {
        while !self.open.is_empty() {
            self.close_element();
        }
        self.wrong
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(source: &Source, report: &Report) -> Vec<usize> {
        let line = |it: &crate::report::Finding| source.line(it.diagnostic.span.start);
        report.findings().iter().map(line).collect()
    }

    fn markdown(text: &str) -> Vec<usize> {
        let source = Source::new("a.md", text);
        let mut report = Report::default();
        check(&source, &mut report);
        lines(&source, &report)
    }

    fn rest(text: &str) -> Vec<usize> {
        let source = Source::new("a.rst", text);
        let mut report = Report::default();
        let options = doctree::Options::default();
        let (document, _) = doctree::read(&source, &options, &doctree::NoFiles);
        check_document(&document, &mut report);
        lines(&source, &report)
    }

    #[test]
    fn balanced_html_is_fine() {
        let text = "<div>\n\n*a* <b>c</b><br>\n\n</div>\n\n`<i>`\n";
        assert_eq!(markdown(text), [0; 0]);
        let text = ".. raw:: html\n\n   <div>\n\nText.\n\n.. raw:: html\n\n   </div>\n";
        assert_eq!(rest(text), [0; 0]);
    }

    #[test]
    fn what_stays_open_and_what_closes_nothing_is_told() {
        assert_eq!(markdown("A <b>c.\n\n<div>\n\n</p>\n"), [1, 5, 3]);
        let text = "- .. raw:: html\n\n     <div>\n\n.. raw:: html\n\n   </div>\n";
        assert_eq!(rest(text).len(), 2);
        assert_eq!(rest(".. raw:: latex\n\n   <div>\n"), [0; 0]);
    }

    #[test]
    fn what_mdbook_gives_up_at_is_told() {
        assert_eq!(
            markdown("<pre><code class=\"language-rust\">a</code></pre>\n"),
            [0; 0]
        );
        assert_eq!(
            markdown("A <code class=\"x language-rust\">a</code>.\n"),
            [1]
        );
    }
}
