//! HTML as one block of Markdown.
//!
//! Such a block ends at the first blank line (CommonMark 0.31, "HTML blocks",
//! conditions 6 and 7), so there must be none, and its first line must be one
//! that starts such a block: a tag of the list below, or any tag alone.

/// Tags that start a block wherever they start a line (condition 6), of
/// those that this crate or an author is likely to write.
const BLOCK_TAGS: [&str; 46] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "li",
    "link",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tr",
    "thead",
    "ul",
];

/// `html` without blank lines, and so started that it is one block.
pub(super) fn block(html: &str) -> String {
    let mut lines = without_blank_lines(html.trim_matches('\n'));
    break_helpers(&mut lines);
    let lines = lines.trim_start_matches([' ', '\t']);
    match start(lines) {
        Start::Block => lines.to_owned(),
        Start::Tag(end) => format!(
            "{}\n{}",
            &lines[..end],
            lines[end..].trim_start_matches('\n')
        ),
        Start::Other if lines.is_empty() => String::new(),
        Start::Other => format!("<div>\n{lines}\n</div>"),
    }
}

enum Start {
    /// With a tag that starts a block.
    Block,
    /// With another tag, which ends at the offset.
    Tag(usize),
    /// With text, a comment or the like.
    Other,
}

fn start(html: &str) -> Start {
    let name = tag_name(html);
    match name.as_deref() {
        Some(name @ ("pre" | "script" | "style" | "textarea")) if is_one(name, html) => {
            Start::Block
        }
        None | Some("pre" | "script" | "style" | "textarea") => Start::Other,
        Some(name) if BLOCK_TAGS.contains(&name) => Start::Block,
        Some(_) => tag_end(html).map_or(Start::Other, Start::Tag),
    }
}

/// Whether `html`, which starts with the tag `name`, is one such element. Its
/// end would end the block, whatever follows (condition 1).
fn is_one(name: &str, html: &str) -> bool {
    let end = format!("</{name}>");
    let html = html.trim_end();
    html.find(&end) == html.len().checked_sub(end.len())
}

/// The name of the tag that `html` starts with, in lower case.
fn tag_name(html: &str) -> Option<String> {
    let rest = html.strip_prefix('<')?;
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
    let name = &rest[..end];
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        .then(|| name.to_ascii_lowercase())
}

/// Where the tag that `html` starts with ends. A `>` in a quoted value does
/// not end it.
pub(super) fn tag_end(html: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in html.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// Blank lines go, but in a `pre`, where each is kept by an empty element.
fn without_blank_lines(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut pre = false;
    for line in html.split('\n') {
        let blank = line.bytes().all(|it| it.is_ascii_whitespace());
        if blank && !pre {
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(line);
        if blank {
            out.push_str("<span></span>");
        }
        pre = in_pre(line, pre);
    }
    out
}

/// Whether a `pre` is open at the end of `line`, if it is at the start or not.
fn in_pre(line: &str, before: bool) -> bool {
    let lower = line.to_ascii_lowercase();
    let last = |tag| lower.rfind(tag);
    match (last("<pre"), last("</pre")) {
        (None, None) => before,
        (opened, closed) => opened > closed,
    }
}

/// mdBook reads `{{#...}}` as its own wherever it stands; a character
/// reference for the first brace prevents it.
fn break_helpers(html: &mut String) {
    if html.contains("{{") {
        *html = html.replace("{{", "&#123;{");
    }
}

/// Whether `text` holds what mdBook would take for a helper of its own.
pub(super) fn has_helper(text: &str) -> bool {
    text.match_indices("{{")
        .any(|(at, _)| text[at + 2..].trim_start().starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_go_and_those_of_code_are_kept_by_an_element() {
        assert_eq!(
            block("<div>\n\n<pre>a\n\n  \nb</pre>\n\n</div>\n"),
            "<div>\n<pre>a\n<span></span>\n  <span></span>\nb</pre>\n</div>"
        );
    }

    #[test]
    fn a_tag_that_starts_no_block_stands_alone_on_its_line() {
        assert_eq!(
            block("<span id=\"a>b\"></span><ul>\n</ul>"),
            "<span id=\"a>b\">\n</span><ul>\n</ul>"
        );
    }

    #[test]
    fn what_starts_without_a_tag_is_wrapped() {
        assert_eq!(block("*a*\n\n<b>c</b>"), "<div>\n*a*\n<b>c</b>\n</div>");
        assert_eq!(block("<!-- a -->\n*b*"), "<div>\n<!-- a -->\n*b*\n</div>");
    }

    #[test]
    fn helpers_are_broken() {
        assert_eq!(block("<p>{{#include x}}</p>"), "<p>&#123;{#include x}}</p>");
        assert!(has_helper("a {{ #x}}") && !has_helper("{{x}} #"));
    }
}
