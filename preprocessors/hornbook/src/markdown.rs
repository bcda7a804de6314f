//! Markdown chapters: what they link to, what can be linked to in them, and
//! their links to chapters in reStructuredText, rewritten.
//!
//! Read with mdBook's own parser, so that what is a link here is one there.

use std::collections::HashSet;
use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

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
    let mut used = HashSet::new();
    let mut heading: Option<(String, Option<String>)> = None;
    for (event, range) in events(text) {
        match event {
            Event::Start(Tag::Heading { id, .. }) => {
                heading = Some((String::new(), id.map(|it| it.to_string())));
            }
            Event::Start(Tag::DefinitionListTitle) => heading = Some((String::new(), None)),
            Event::End(TagEnd::Heading(_) | TagEnd::DefinitionListTitle) => {
                if let Some((title, id)) = heading.take() {
                    anchors.insert(id.unwrap_or_else(|| unique(&slug(&title), &mut used)));
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some((title, _)) = &mut heading {
                    title.push_str(&text);
                }
            }
            Event::Start(Tag::FootnoteDefinition(name)) => {
                anchors.insert(format!("footnote-{name}"));
            }
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                anchors.extend(raw_anchors(&text[range]));
            }
            _ => {}
        }
    }
    anchors
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

/// `text` with the ending `.rst` changed into `.md` in every link for which
/// `is_chapter` holds; not a byte besides.
pub(crate) fn rewrite(text: &str, is_chapter: impl Fn(&str) -> bool) -> String {
    let mut cuts: Vec<usize> = Vec::new();
    let parser = new_cmark_parser(text, &MarkdownOptions::default());
    for (_, definition) in parser.reference_definitions().iter() {
        if is_chapter(&definition.dest) {
            cuts.extend(ending(text, definition.span.clone()));
        }
    }
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Link {
                link_type: LinkType::Inline,
                dest_url,
                ..
            }) if is_chapter(&dest_url) => cuts.extend(ending(text, range)),
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                let addresses = raw_addresses(&text[range.clone()], range.start);
                cuts.extend(
                    addresses
                        .into_iter()
                        .filter(|it| !it.image && is_chapter(&it.uri))
                        .filter_map(|it| ending(text, it.range)),
                );
            }
            _ => {}
        }
    }
    replace_endings(text, cuts)
}

/// Where `.rst` stands as the ending of the path in the link at `range`. The
/// link's text comes before its path and its title behind, so it is the last
/// one before the title that a path may end with.
fn ending(text: &str, range: Range<usize>) -> Option<usize> {
    let link = &text[range.clone()];
    let title = link.find(" \"").or_else(|| link.find(" '"));
    let last = |part: &str| {
        let ends_path = |at: usize| {
            let next = link[at + ".rst".len()..].chars().next();
            next.is_none_or(|c| matches!(c, '#' | '?' | ')' | '>') || c.is_whitespace())
        };
        let mut found = part.rmatch_indices(".rst").map(|it| it.0);
        found.find(|&at| ends_path(at))
    };
    title
        .and_then(|it| last(&link[..it]))
        .or_else(|| last(link))
        .map(|at| range.start + at)
}

fn replace_endings(text: &str, mut cuts: Vec<usize>) -> String {
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for cut in cuts {
        out.push_str(&text[from..cut]);
        out.push_str(".md");
        from = cut + ".rst".len();
    }
    out.push_str(&text[from..]);
    out
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
    fn only_the_endings_of_links_to_chapters_change() {
        let text = "See [x.rst](x.rst#b \"x.rst)\") and [b](<deep/my x.rst>), `[x](x.rst)`,\n\
                    [other](other.rst), [r].  \nA\ttab; x.rst; <a title=x.rst href=\"x.rst\">h</a>\n\n\
                    [r]: x.rst 'to x.rst'\n";
        let expected = "See [x.rst](x.md#b \"x.rst)\") and [b](<deep/my x.md>), `[x](x.rst)`,\n\
                    [other](other.rst), [r].  \nA\ttab; x.rst; <a title=x.rst href=\"x.md\">h</a>\n\n\
                    [r]: x.md 'to x.rst'\n";
        assert_eq!(rewrite(text, |uri| !uri.starts_with("other")), expected);
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
