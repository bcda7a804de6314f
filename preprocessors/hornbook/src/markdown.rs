//! Markdown chapters: what they link to, and what can be linked to in them.
//!
//! Read with mdBook's own parser, so that what is a link here is one there.

use std::collections::HashSet;
use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

use crate::fragments::escape;
use crate::tags::{attribute, tags};

/// An address in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// Where it leads.
    pub(crate) uri: String,
    /// Whether it is a picture's.
    pub(crate) image: bool,
    /// The link or picture.
    pub(crate) range: Range<usize>,
}

/// Every link and picture of `text`.
pub(crate) fn addresses(text: &str) -> Vec<Address> {
    let mut found = Vec::new();
    for (event, range) in events(text) {
        let (uri, image) = match event {
            Event::Start(Tag::Link {
                link_type: LinkType::Email,
                ..
            }) => continue,
            Event::Start(Tag::Link { dest_url, .. }) => (dest_url, false),
            Event::Start(Tag::Image { dest_url, .. }) => (dest_url, true),
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                found.extend(raw_addresses(&text[range.clone()], range.start));
                continue;
            }
            _ => continue,
        };
        found.push(Address {
            uri: uri.to_string(),
            image,
            range,
        });
    }
    found
}

/// The addresses in a piece of HTML that starts at `offset`.
pub(crate) fn raw_addresses(html: &str, offset: usize) -> Vec<Address> {
    let wanted = [("a", "href", false), ("img", "src", true)];
    tags(html)
        .iter()
        .filter_map(|tag| {
            let (_, name, image) = wanted.iter().find(|it| it.0 == tag.name)?;
            let (uri, range) = attribute(html, tag, name)?;
            Some(Address {
                uri: unescape(uri),
                image: *image,
                range: offset + range.start..offset + range.end,
            })
        })
        .collect()
}

/// The anchors of the page that mdBook makes of `text`: of its headings, its
/// footnotes and its raw HTML.
pub(crate) fn anchors(text: &str) -> HashSet<String> {
    let mut anchors = HashSet::new();
    let mut headings = Headings::default();
    for (event, range) in events(text) {
        match &event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                anchors.insert(format!("footnote-{name}"));
            }
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                anchors.extend(raw_anchors(&text[range]));
            }
            _ => {}
        }
        anchors.extend(headings.read(event).map(|it| it.id));
    }
    anchors
}

/// A heading of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    /// From 1; 0 for a term of a definition list, which has an anchor as well.
    pub(crate) level: u8,
    /// Its anchor.
    pub(crate) id: String,
    /// Its text, as HTML without links.
    pub(crate) html: String,
}

/// Collects headings, and gives them the ids that mdBook gives them.
#[derive(Default)]
pub(crate) struct Headings {
    used: HashSet<String>,
    open: Option<Open>,
}

/// A heading that is being read.
struct Open {
    level: u8,
    id: Option<String>,
    /// What mdBook makes the id of.
    text: String,
    html: String,
    /// Within a reference to a note, which is no part of the title.
    noting: bool,
}

impl Headings {
    /// The heading that ends with `event`, if one does.
    pub(crate) fn read(&mut self, event: Event<'_>) -> Option<Heading> {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                self.start(level as u8, id.map(|it| it.to_string()));
            }
            Event::Start(Tag::DefinitionListTitle) => self.start(0, None),
            Event::End(TagEnd::Heading(_) | TagEnd::DefinitionListTitle) => return self.end(),
            Event::Text(text) => self.add(&text, ["", ""]),
            Event::Code(text) => self.add(&text, ["<code>", "</code>"]),
            Event::SoftBreak => self.add("\n", ["", ""]),
            Event::InlineHtml(tag) => {
                if let Some(open) = &mut self.open {
                    let starts = tag.starts_with("<a ") && tag.contains("footnote-reference");
                    open.noting = starts || open.noting && !tag.starts_with("</a");
                }
            }
            _ => {}
        }
        None
    }

    fn start(&mut self, level: u8, id: Option<String>) {
        self.open = Some(Open {
            level,
            id,
            text: String::new(),
            html: String::new(),
            noting: false,
        });
    }

    fn add(&mut self, text: &str, [start, end]: [&str; 2]) {
        let Some(open) = &mut self.open else {
            return;
        };
        open.text.push_str(text);
        if !open.noting {
            open.html.push_str(start);
            open.html.push_str(&plain(text));
            open.html.push_str(end);
        }
    }

    fn end(&mut self) -> Option<Heading> {
        let open = self.open.take()?;
        let id = open.id;
        Some(Heading {
            level: open.level,
            id: id.unwrap_or_else(|| unique(&slug(&open.text), &mut self.used)),
            html: open.html.trim().to_owned(),
        })
    }
}

/// A text in HTML in Markdown: mdBook looks for commands in braces.
pub(crate) fn plain(text: &str) -> String {
    let lines: Vec<_> = text.split(['\n', '\r']).collect();
    escape(&lines.join(" ")).replace('{', "&#123;")
}

/// The anchors in a piece of HTML.
pub(crate) fn raw_anchors(html: &str) -> Vec<String> {
    tags(html)
        .iter()
        .filter_map(|tag| {
            let name = (tag.name == "a")
                .then(|| attribute(html, tag, "name"))
                .flatten();
            attribute(html, tag, "id").or(name)
        })
        .map(|(id, _)| unescape(id))
        .collect()
}

fn events(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    new_cmark_parser(text, &MarkdownOptions::default()).into_offset_iter()
}

/// The anchor that mdBook makes of a heading's text.
fn slug(title: &str) -> String {
    title
        .trim()
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            c if c.is_alphanumeric() || matches!(c, '_' | '-') => Some(c),
            c if c.is_whitespace() => Some('-'),
            _ => None,
        })
        .collect()
}

/// `id`, or the first of `id-1`, `id-2` … that is not in use.
fn unique(id: &str, used: &mut HashSet<String>) -> String {
    let mut candidate = id.to_owned();
    let mut count = 0;
    while !used.insert(candidate.clone()) {
        count += 1;
        candidate = format!("{id}-{count}");
    }
    candidate
}

/// The character references which addresses are commonly written with.
fn unescape(value: &str) -> String {
    value
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_wherever_markdown_has_them() {
        let text = "[a](x.rst#b) ![p](i.svg)\n\n[r]\n\n`[c](no.rst)` <a href='y.rst'>y</a>\n\n\
                    [r]: z.rst\n";
        let found: Vec<_> = addresses(text)
            .into_iter()
            .map(|it| (it.uri, it.image))
            .collect();
        assert_eq!(
            found,
            [
                ("x.rst#b".into(), false),
                ("i.svg".into(), true),
                ("z.rst".into(), false),
                ("y.rst".into(), false)
            ]
        );
    }

    #[test]
    fn anchors_are_those_mdbook_makes() {
        let text = "# One `two` & three\n\n## One two & three\n\n## Named {#here}\n\n\
                    <a id=\"raw\"></a>\n\nNote[^n].\n\n[^n]: It.\n\n# Same\n\n# Same\n";
        let mut found: Vec<_> = anchors(text).into_iter().collect();
        found.sort();
        assert_eq!(
            found,
            [
                "footnote-n",
                "here",
                "one-two--three",
                "one-two--three-1",
                "raw",
                "same",
                "same-1"
            ]
        );
    }
}
