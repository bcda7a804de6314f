//! What a reader finds on each page of the site, which is what must be found
//! on paper.

use std::path::Path;

use anyhow::Context as _;

use crate::{html, summary};

/// The text of each page of the book in `folder`, by the page's path.
pub(super) fn pages(folder: &Path, chapters: &str) -> anyhow::Result<Vec<(String, String)>> {
    let mut pages = Vec::new();
    for chapter in summary::chapters(chapters) {
        let page = summary::page(chapter);
        let site = folder.join("book/html");
        // A book without mdBook's own preprocessors keeps the name `README`.
        let kept = Path::new(chapter).with_extension("html");
        let path = [site.join(&page), site.join(kept)];
        let path = path.iter().find(|it| it.exists());
        let path = path.with_context(|| format!("there is no {page}"))?;
        let text = std::fs::read_to_string(path);
        let mut text = text.with_context(|| format!("cannot read {}", path.display()))?;
        if chapter.contains("genindex") {
            // Its links are called by chapters, which are pages in print.
            text = without(&text, "<a ", "</a>");
        }
        pages.push((page, shown(&text)));
    }
    Ok(pages)
}

/// What stands on a page and is no text in print: formulas, which are drawn;
/// what is clicked on; programs' hidden lines; drawings, and what says in words
/// what they show.
const PARTS: [(&str, &str); 7] = [
    ("<div class=\"listing-drawing\"", "</details>"),
    ("<p class=\"listing-output-title\"", "</p>"),
    ("<math", "</math>"),
    ("<button", "</button>"),
    ("<nav", "</nav>"),
    ("<svg", "</svg>"),
    (" alt=\"", "\""),
];

/// The text of a page's `main` element.
fn shown(page: &str) -> String {
    let main = page
        .split_once("<main")
        .and_then(|it| it.1.split_once('>')?.1.split_once("</main>"));
    let mut text = main.map_or(page, |it| it.0).to_owned();
    for (start, end) in PARTS {
        text = without(&text, start, end);
    }
    html::read(&without_hidden(&text)).text
}

/// `text` without the lines of programs that are not shown, which are spans
/// that hold spans.
fn without_hidden(text: &str) -> String {
    let mut parts = text.split("<span class=\"hidden\"");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut depth = 1;
        let mut rest = part;
        while depth > 0
            && let Some(end) = rest.find("</span>")
        {
            depth += rest[..end].matches("<span").count();
            depth -= 1;
            rest = &rest[end + "</span>".len()..];
        }
        out.push_str(rest);
    }
    out
}

fn without(text: &str, start: &str, end: &str) -> String {
    let mut parts = text.split(start);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push(' ');
        out.push_str(part.split_once(end).map_or("", |it| it.1));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machinery_is_no_text() {
        let page =
            "<nav>x</nav><main><p>a <math>b</math> c<button>Go</button></p><img alt=\"d\"></main>";
        let shown: String = shown(page).split_whitespace().collect();
        assert_eq!(shown, "ac");
    }

    #[test]
    fn hidden_lines_are_no_text() {
        let code = "a<span class=\"hidden\">b<span>c</span>d</span>e<span>f</span>";
        assert_eq!(without_hidden(code), "ae<span>f</span>");
    }
}
