//! The table of contents as mdBook's templates get it from `{{#toc}}`.

use std::cmp::Ordering;
use std::fmt::Write as _;
use std::path::Path;

use mdbook_driver::config::HtmlConfig;
use mdbook_renderer::book::{Book, BookItem, Chapter};

use crate::files::slashed;

/// The contents of `book`, for a page beside the one with the text if `beside`;
/// none, if chapters have numbers that mdBook cannot nest.
pub(super) fn list(book: &Book, html: &HtmlConfig, beside: bool) -> Option<String> {
    let mut out = "<ol class=\"chapter\">".to_owned();
    let mut current = 1;
    for (at, item) in book.iter().enumerate() {
        let level = level(item);
        if level == 0 || level > current + 1 {
            return None;
        }
        match level.cmp(&current) {
            Ordering::Greater => out.push_str("<ol class=\"section\">"),
            Ordering::Less => out.push_str(&"</li></ol>".repeat(current - level)),
            Ordering::Equal if at > 0 => out.push_str("</li>"),
            Ordering::Equal => {}
        }
        current = level;
        let is_open = !html.fold.enable || level - 1 < usize::from(html.fold.level);
        let open = if is_open { "expanded " } else { "" };
        let _ = write!(out, "<li class=\"chapter-item {open}\">");
        match item {
            BookItem::Separator => out.push_str("<li class=\"spacer\"></li>"),
            BookItem::PartTitle(title) => {
                let title = escape(title);
                let _ = write!(out, "<li class=\"part-title\">{title}</li>");
            }
            BookItem::Chapter(chapter) => entry(&mut out, chapter, html, beside),
        }
    }
    out.push_str(&"</li></ol>".repeat(current));
    Some(out)
}

/// How deep an item stands: as deep as its number is long.
fn level(item: &BookItem) -> usize {
    match item {
        BookItem::Chapter(Chapter {
            number: Some(number),
            ..
        }) => number.len(),
        BookItem::Chapter(_) | BookItem::Separator | BookItem::PartTitle(_) => 1,
    }
}

fn entry(out: &mut String, chapter: &Chapter, html: &HtmlConfig, beside: bool) {
    out.push_str("<span class=\"chapter-link-wrapper\">");
    let path = chapter.path.as_deref().filter(|it| *it != Path::new(""));
    match path {
        Some(path) => {
            let page = slashed(&path.with_extension("html"));
            let target = if beside { "\" target=\"_parent" } else { "" };
            let _ = write!(out, "<a href=\"{page}{target}\">");
        }
        None => out.push_str("<span>"),
    }
    if let Some(number) = chapter.number.as_ref().filter(|_| !html.no_section_label) {
        let _ = write!(out, "<strong aria-hidden=\"true\">{number}</strong> ");
    }
    out.push_str(&escape(&chapter.name));
    out.push_str(if path.is_some() { "</a>" } else { "</span>" });
    if html.fold.enable && !chapter.sub_items.is_empty() {
        out.push_str("<a class=\"chapter-fold-toggle\"><div>❱</div></a>");
    }
    out.push_str("</span>");
}

/// As mdBook escapes it here: it also stands in the text of a script.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\'' => out.push_str("&#39;"),
            '"' => out.push_str("&quot;"),
            '\\' => out.push_str("&#92;"),
            '&' => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
    out
}
