//! Links to chapters, led to the paths that mdBook knows the chapters by; not a
//! byte besides.

use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{Event, LinkType, Tag};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

use crate::markdown::raw_addresses;

/// The end of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ending {
    /// As it is written: `.rst`.
    pub(crate) old: String,
    /// As mdBook knows it: `.md`.
    pub(crate) new: &'static str,
}

/// An ending, and where it starts.
type Cut = (usize, Ending);

/// `text` with a new ending in each link for whose address `ending` gives one.
pub(crate) fn rewrite(text: &str, ending: impl Fn(&str) -> Option<Ending>) -> String {
    let mut cuts: Vec<Cut> = Vec::new();
    let parser = new_cmark_parser(text, &MarkdownOptions::default());
    for (_, definition) in parser.reference_definitions().iter() {
        cuts.extend(cut(text, definition.span.clone(), ending(&definition.dest)));
    }
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Link {
                link_type: LinkType::Inline,
                dest_url,
                ..
            }) => cuts.extend(cut(text, range, ending(&dest_url))),
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                let addresses = raw_addresses(&text[range.clone()], range.start);
                let links = addresses.into_iter().filter(|it| !it.image);
                cuts.extend(links.filter_map(|it| cut(text, it.range, ending(&it.uri))));
            }
            _ => {}
        }
    }
    replace(text, cuts)
}

/// Where the ending stands in the link at `range`. The link's text comes before
/// its path and its title behind, so it is the last one before the title that a
/// path may end with.
fn cut(text: &str, range: Range<usize>, ending: Option<Ending>) -> Option<Cut> {
    let ending = ending?;
    let link = &text[range.clone()];
    let title = link.find(" \"").or_else(|| link.find(" '"));
    let last = |part: &str| {
        let ends_path = |at: usize| {
            let next = link[at + ending.old.len()..].chars().next();
            next.is_none_or(|c| matches!(c, '#' | '?' | ')' | '>') || c.is_whitespace())
        };
        let mut found = part.rmatch_indices(&ending.old).map(|it| it.0);
        found.find(|&at| ends_path(at))
    };
    let at = title
        .and_then(|it| last(&link[..it]))
        .or_else(|| last(link))?;
    Some((range.start + at, ending))
}

fn replace(text: &str, mut cuts: Vec<Cut>) -> String {
    cuts.sort_by_key(|it| it.0);
    cuts.dedup();
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, ending) in cuts {
        out.push_str(&text[from..at]);
        out.push_str(ending.new);
        from = at + ending.old.len();
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn md() -> Ending {
        Ending {
            old: ".rst".to_owned(),
            new: ".md",
        }
    }

    #[test]
    fn only_the_endings_of_links_to_chapters_change() {
        let text = "See [x.rst](x.rst#b \"x.rst)\") and [b](<deep/my x.rst>), `[x](x.rst)`,\n\
                    [other](other.rst), [r].  \nA\ttab; x.rst; <a title=x.rst href=\"x.rst\">h</a>\n\n\
                    [r]: x.rst 'to x.rst'\n";
        let expected = "See [x.rst](x.md#b \"x.rst)\") and [b](<deep/my x.md>), `[x](x.rst)`,\n\
                    [other](other.rst), [r].  \nA\ttab; x.rst; <a title=x.rst href=\"x.md\">h</a>\n\n\
                    [r]: x.md 'to x.rst'\n";
        assert_eq!(
            rewrite(text, |uri| (!uri.starts_with("other")).then(md)),
            expected
        );
    }
}
