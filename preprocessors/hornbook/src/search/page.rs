//! A page as the search sees it: its sections, with their titles and texts.

use serde_json::json;

use crate::tags::{Tag, attribute, tags};

/// A page of the site.
pub(super) struct Page {
    /// Its path from the top of the site, with `/` between names.
    pub(super) path: String,
    /// What stands above the first heading comes first, if there is anything.
    pub(super) sections: Vec<Section>,
}

/// A heading, and what stands below it up to the next.
#[derive(Default, Debug, PartialEq, Eq)]
pub(super) struct Section {
    /// The heading's id; nothing for the top of the page.
    pub(super) anchor: String,
    /// The heading.
    pub(super) title: String,
    /// The text, with one blank wherever there is any.
    pub(super) text: String,
}

impl Page {
    /// The first heading, or the path.
    pub(super) fn title(&self) -> &str {
        let titles = self.sections.iter().map(|it| it.title.as_str());
        titles
            .into_iter()
            .find(|it| !it.is_empty())
            .unwrap_or(&self.path)
    }
}

/// Elements whose content no reader sees as text, or that belong to no section.
const SKIPPED: [&str; 7] = [
    "annotation",
    "button",
    "nav",
    "noscript",
    "script",
    "style",
    "template",
];

/// Elements that do not part words.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "cite", "code", "dfn", "em", "i", "kbd", "mark", "mi", "mn", "mo", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "var",
];

/// Reads the page at `path` of the site.
pub(super) fn read(path: String, html: &str) -> Page {
    let mut reading = Reading::default();
    let mut at = 0;
    for tag in tags(html) {
        reading.text(&html[at..tag.range.start]);
        at = tag.range.end;
        reading.tag(html, &tag);
    }
    reading
        .sections
        .retain(|it| !it.title.is_empty() || !it.text.is_empty());
    Page {
        path,
        sections: reading.sections,
    }
}

#[derive(Default)]
struct Reading {
    sections: Vec<Section>,
    /// Within `main`.
    inside: bool,
    /// Within a heading.
    heading: bool,
    /// The element being skipped, and how deep in others of its name.
    skipped: Option<(String, usize)>,
}

impl Reading {
    fn tag(&mut self, html: &str, tag: &Tag) {
        if let Some((name, depth)) = &mut self.skipped {
            if *name == tag.name && !tag.empty {
                *depth = if tag.closing { *depth - 1 } else { *depth + 1 };
            }
            if *depth == 0 {
                self.skipped = None;
            }
            return;
        }
        if tag.name == "main" {
            self.inside = !tag.closing;
            self.sections.push(Section::default());
        }
        if !self.inside || tag.closing && SKIPPED.contains(&tag.name.as_str()) {
            return;
        }
        if SKIPPED.contains(&tag.name.as_str()) {
            self.skipped = (!tag.empty).then(|| (tag.name.clone(), 1));
        } else if matches!(tag.name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
            self.heading = !tag.closing;
            if self.heading {
                let anchor = attribute(html, tag, "id").map_or("", |it| it.0);
                self.sections.push(Section {
                    anchor: plain(anchor),
                    ..Section::default()
                });
            }
        } else if !INLINE.contains(&tag.name.as_str()) {
            self.add(" ");
        }
    }

    fn text(&mut self, text: &str) {
        if self.inside && self.skipped.is_none() && !text.is_empty() {
            self.add(&plain(text));
        }
    }

    /// Adds to the title or the text, with one blank for many.
    fn add(&mut self, text: &str) {
        let Some(section) = self.sections.last_mut() else {
            return;
        };
        let to = if self.heading {
            &mut section.title
        } else {
            &mut section.text
        };
        for c in text.chars() {
            if !c.is_whitespace() {
                to.push(c);
            } else if !to.is_empty() && !to.ends_with(' ') {
                to.push(' ');
            }
        }
    }
}

/// The text that a piece of HTML without tags stands for.
fn plain(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|it| *it < 12);
        if let Some((end, c)) = end.and_then(|end| Some((end, character(&rest[1..end])?))) {
            plain.push(c);
            rest = &rest[end + 1..];
        } else {
            plain.push('&');
            rest = &rest[1..];
        }
    }
    plain.push_str(rest);
    plain
}

/// The character references that mdBook's and our own writers use.
fn character(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    })
}

/// The script that hands over the texts of a page.
pub(super) fn script(number: usize, page: &Page) -> String {
    let sections: Vec<_> = page
        .sections
        .iter()
        .map(|it| json!([it.anchor, it.title.trim(), it.text.trim()]))
        .collect();
    format!("hornbookSearch.page({number},{});\n", json!(sections))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(anchor: &str, title: &str, text: &str) -> Section {
        Section {
            anchor: anchor.to_owned(),
            title: title.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_page_is_its_sections() {
        let html = "<title>No</title><main><p>Above</p><h1 id=a&amp;b>The <em>G</em>IL</h1>\n<p>One&nbsp;&#x26; two</p>\
            <ul><li>three<li>four</ul><h2>More</h2><p>five<button>Run</button></p></main><p>below";
        let page = read("a/b.html".to_owned(), html);
        assert_eq!(page.title(), "The GIL");
        assert_eq!(
            page.sections,
            [
                section("", "", "Above "),
                section("a&b", "The GIL", "One & two three four "),
                section("", "More", "five "),
            ]
        );
    }

    #[test]
    fn what_is_not_text_is_left_out() {
        let html = "<main><nav><nav>a</nav>b</nav>c<script>if (a < b) {}</script><style>d</style> &unknown; & </main>";
        let page = read("x.html".to_owned(), html);
        assert_eq!(page.sections, [section("", "", "c &unknown; & ")]);
        assert_eq!(page.title(), "x.html");
    }

    #[test]
    fn a_script_holds_the_texts_and_nothing_that_ends_it() {
        let page = read("x.html".to_owned(), "<main>&lt;/script&gt; \u{2028}</main>");
        let script = script(3, &page);
        assert!(script.starts_with("hornbookSearch.page(3,[["), "{script}");
    }
}
