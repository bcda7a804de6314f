//! The page of all chapters. mdBook 0.5 puts the titles of parts, and rules,
//! as list items into list items, which HTML has not.

use std::path::Path;

use anyhow::Context as _;

use crate::files::put;

/// What stands around an item that holds nothing but another.
const OUTER: [&str; 2] = [
    "<li class=\"chapter-item expanded \">",
    "<li class=\"chapter-item \">",
];

/// The items within, and what ends both.
const INNER: [&str; 2] = ["<li class=\"part-title\">", "<li class=\"spacer\">"];
const END: &str = "</li></li>";

/// Puts right the page of all chapters in the folder `site`, if there is one.
pub(super) fn mend(site: &Path) -> anyhow::Result<()> {
    let page = site.join("toc.html");
    if !page.is_file() {
        return Ok(());
    }
    let html = std::fs::read_to_string(&page).context("cannot read the page of all chapters")?;
    put(&page, &mended(html))
}

/// The page with such items alone.
fn mended(mut html: String) -> String {
    for outer in OUTER {
        for inner in INNER {
            html = without(&html, &format!("{outer}{inner}"), inner);
        }
    }
    html
}

fn without(html: &str, both: &str, inner: &str) -> String {
    let mut parts = html.split(both);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (text, rest) = part.split_once(END).unwrap_or((part, ""));
        out.extend([inner, text, "</li>", rest]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_and_a_rule_are_items_of_their_own() {
        let page = "<ol><li class=\"chapter-item expanded \"><li class=\"part-title\">A &amp; B</li></li>\
            <li class=\"chapter-item \"><a>C</a></li>\
            <li class=\"chapter-item \"><li class=\"spacer\"></li></li></ol>";
        assert_eq!(
            mended(page.to_owned()),
            "<ol><li class=\"part-title\">A &amp; B</li><li class=\"chapter-item \"><a>C</a></li>\
             <li class=\"spacer\"></li></ol>"
        );
    }
}
