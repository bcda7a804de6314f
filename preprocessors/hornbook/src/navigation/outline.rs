//! The contents of one page: its headings, on two levels.

use std::fmt::Write as _;

use mdbook_markdown::pulldown_cmark::{CodeBlockKind, Event, Tag};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

use super::address;
use crate::markdown::{Heading, Headings};

/// The most headings that are listed on two levels.
const MANY: usize = 60;

/// What the text of a chapter tells of its page.
pub(super) struct Outline {
    pub(super) headings: Vec<Heading>,
    /// What would end the block of code that runs to the end of the text.
    pub(super) open_fence: Option<String>,
}

/// Reads the Markdown of a chapter as mdBook does.
pub(super) fn read(text: &str, options: &MarkdownOptions) -> Outline {
    let mut collected = Headings::default();
    let mut headings = Vec::new();
    let mut last = None;
    for (event, range) in new_cmark_parser(text, options).into_offset_iter() {
        if let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) = event {
            last = Some(range);
        }
        headings.extend(collected.read(event));
    }
    headings.retain(|it| it.level > 0);
    let open_fence = last
        .filter(|it| it.end == text.len())
        .and_then(|it| missing_end(&text[it]));
    Outline {
        headings,
        open_fence,
    }
}

/// The line that would end this block of code, if there is none.
fn missing_end(block: &str) -> Option<String> {
    let mark = block.chars().next().filter(|it| matches!(it, '`' | '~'))?;
    let length = |line: &str| line.chars().take_while(|it| *it == mark).count();
    let fence = length(block);
    let mut lines = block.trim_end().lines();
    let end = lines.next_back().filter(|_| lines.next().is_some());
    let ends = |line: &str| length(line) >= fence && line.chars().all(|it| it == mark);
    let ended = end.is_some_and(|it| ends(it.trim()));
    (!ended).then(|| mark.to_string().repeat(fence))
}

/// The block of HTML, without blank lines; nothing for a page of one section.
pub(super) fn html(headings: &[Heading]) -> String {
    let listed = listed(headings);
    if listed.len() < 2 {
        return String::new();
    }
    let mut out = String::from(
        "<div class=\"margin\"><nav class=\"on-this-page\" aria-labelledby=\"book-on-this-page\">\n\
         <p id=\"book-on-this-page\">On this page</p>\n<ol>\n",
    );
    let top = listed.iter().map(|it| it.level).min().unwrap_or_default();
    let mut inside = false;
    for (at, heading) in listed.iter().enumerate() {
        let below = heading.level > top;
        if below && !inside {
            out.push_str("<ol>\n");
        } else if !below && inside {
            out.push_str("</ol></li>\n");
        }
        inside = below;
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "<li><a href=\"#{}\">{}</a>",
            address(&heading.id),
            heading.html
        );
        let holds = listed
            .get(at + 1)
            .is_some_and(|it| it.level > heading.level);
        out.push_str(if holds && !below { "\n" } else { "</li>\n" });
    }
    out.push_str(if inside {
        "</ol></li>\n</ol>\n"
    } else {
        "</ol>\n"
    });
    out.push_str("</nav></div>\n");
    out
}

/// The headings of the two highest levels below the title; of the highest, if
/// they are many.
fn listed(headings: &[Heading]) -> Vec<&Heading> {
    let titles = headings.iter().filter(|it| it.level == 1).count();
    let skip = usize::from(titles == 1 && headings[0].level == 1);
    let rest = &headings[skip..];
    let top = rest.iter().map(|it| it.level).min().unwrap_or_default();
    let upto = |level: u8| rest.iter().filter(move |it| it.level <= level);
    let levels = if upto(top + 1).count() > MANY {
        top
    } else {
        top + 1
    };
    let mut listed: Vec<_> = upto(levels).collect();
    // What comes before the first of the top belongs to no section.
    let first = listed.iter().position(|it| it.level == top).unwrap_or(0);
    listed.drain(..first);
    listed
}
