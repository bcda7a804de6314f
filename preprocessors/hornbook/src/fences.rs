//! Listings in Markdown: fenced blocks that name a program.
//!
//! ````text
//! ```rust,listing=listings/x.rs,name=lst-x,caption="What it shows."
//! {{#include listings/x.rs}}
//! ```
//! ````
//!
//! What follows the path are the options of the directive `listing`, flags
//! without `=`. The block's own text is for an mdBook without hornbook.

use std::fmt::Write;
use std::ops::Range;

use doctree::{Document, Element, Node, Options, Source, Span};
use mdbook_markdown::pulldown_cmark::{CodeBlockKind, Event, Tag};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

use crate::files::BookFiles;
use crate::raw_html::span;
use crate::report::Report;

/// The word that names the file.
const LISTING: &str = "listing";

/// The options that have no value. Other words are mdBook's.
const FLAGS: [&str; 3] = ["editable", "linenos", "no-output"];

/// A listing in Markdown.
#[derive(Clone, Debug)]
pub(crate) struct Fence {
    /// Where the block stands.
    pub(crate) range: Range<usize>,
    /// The listing, and behind it the solution if it is an exercise.
    pub(crate) nodes: Vec<Node>,
}

/// The listings of a chapter in Markdown, in reading order. What is wrong with
/// them is reported at their place.
pub(crate) fn listings(
    source: &Source,
    options: &Options,
    files: &BookFiles,
    report: &mut Report,
) -> Vec<Fence> {
    if !source.text().contains("listing=") {
        return Vec::new();
    }
    let parser = new_cmark_parser(source.text(), &MarkdownOptions::default());
    let fences = parser.into_offset_iter().filter_map(|(event, range)| {
        let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) = event else {
            return None;
        };
        let words = words(&info);
        let named = words.iter().any(|it| it.0 == LISTING);
        named.then(|| (range, directive(&words), caption(&words).to_owned()))
    });
    let read = |(range, text, caption): (Range<usize>, String, String)| {
        let place = span(&range);
        let written = Source::new(source.name(), &text);
        let (document, found) = doctree::read(&written, options, files);
        for diagnostic in found {
            report.error(source, place, diagnostic.message);
        }
        let mut nodes = document.root.children;
        if let Some(first) = nodes.first_mut().filter(|_| !caption.is_empty()) {
            first.children.insert(0, captioned(&caption, options));
        }
        for node in &mut nodes {
            node.walk_mut(&mut |it| it.span = place);
        }
        Fence { range, nodes }
    };
    fences.map(read).collect()
}

/// The caption, which is Markdown.
fn captioned(text: &str, options: &Options) -> Node {
    let (document, _) = doctree::read_markdown(&Source::new("", text), options);
    let paragraph = document.root.children.into_iter().next();
    let words = paragraph.map(|it| it.children).unwrap_or_default();
    Node::with(Element::Caption, Span::default(), words)
}

/// The directive that says the same.
fn directive(words: &[(&str, Option<&str>)]) -> String {
    let mut path = "";
    let mut options = String::new();
    for (name, value) in words {
        // Writing to a string cannot fail.
        let _ = match value {
            Some(value) if *name == LISTING => {
                path = value;
                Ok(())
            }
            Some(_) if *name == "caption" => Ok(()),
            Some(value) => writeln!(options, "   :{name}: {value}"),
            None if FLAGS.contains(name) => writeln!(options, "   :{name}:"),
            None => Ok(()),
        };
    }
    format!(".. listing:: {path}\n{options}")
}

fn caption<'t>(words: &[(&'t str, Option<&'t str>)]) -> &'t str {
    let mut named = words.iter().filter(|it| it.0 == "caption");
    named.next().and_then(|it| it.1).unwrap_or_default()
}

/// The words behind a fence, each with its value if it has one. Blanks and
/// commas part them, but not within quotes or parentheses.
fn words(info: &str) -> Vec<(&str, Option<&str>)> {
    let (mut quoted, mut depth) = (false, 0_usize);
    let parts = info.split(|c: char| {
        match c {
            '"' => quoted = !quoted,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        !quoted && depth == 0 && (c == ',' || c.is_whitespace())
    });
    let word = |part| match str::split_once(part, '=') {
        Some((name, value)) => (name, Some(value.trim_matches('"'))),
        None => (part, None),
    };
    parts.filter(|it| !it.is_empty()).map(word).collect()
}

/// Puts the listings in the place of their blocks of code.
pub(crate) fn place(document: &mut Document, fences: &[Fence]) {
    if !fences.is_empty() {
        place_in(&mut document.root, fences);
    }
}

/// Goes as deep as the Markdown reader nests, and not into what it puts there.
fn place_in(node: &mut Node, fences: &[Fence]) {
    let starts = |it: Span| usize::try_from(it.start).unwrap_or(usize::MAX);
    let children = std::mem::take(&mut node.children);
    for mut child in children {
        let fence = fences.iter().find(|it| {
            child.element == Element::LiteralBlock && it.range.start == starts(child.span)
        });
        if let Some(fence) = fence {
            node.children.extend(fence.nodes.iter().cloned());
        } else {
            place_in(&mut child, fences);
            node.children.push(child);
        }
    }
}

/// The text with what `draw` makes of each listing in the place of its block.
pub(crate) fn replace(text: &str, fences: &[Fence], draw: impl Fn(&[Node]) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for fence in fences {
        let line = text[..fence.range.start].rfind('\n').map_or(0, |it| it + 1);
        // What stands in a list or a quotation stays there.
        let indent = text[line..fence.range.start].chars();
        let indent: String = indent.map(|c| if c == '>' { '>' } else { ' ' }).collect();
        out.push_str(&text[from..fence.range.start]);
        let drawn = draw(&fence.nodes);
        out.push_str(&drawn.trim_end().replace('\n', &format!("\n{indent}")));
        from = fence.range.end;
        if text[..from].ends_with('\n') {
            out.push('\n');
        }
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_says_what_the_directive_says() {
        let info = "rust,listing=a/x.rs, editable ignore name=lst-x run=playground(rayon, rand) \
                    caption=\"Two, or three.\"";
        let words = words(info);
        assert_eq!(
            directive(&words),
            ".. listing:: a/x.rs\n   :editable:\n   :name: lst-x\n   \
             :run: playground(rayon, rand)\n"
        );
        assert_eq!(caption(&words), "Two, or three.");
    }

    #[test]
    fn what_is_drawn_stays_in_its_list() {
        let text = "- a\n\n  ```rust\n  x\n  ```\n\nb\n";
        let at = text.find("```").unwrap();
        let fence = Fence {
            range: at..text.rfind("```").unwrap() + 3,
            nodes: Vec::new(),
        };
        let drawn = replace(text, &[fence], |_| "<i>\n</i>\n".to_owned());
        assert_eq!(drawn, "- a\n\n  <i>\n  </i>\n\nb\n");
    }
}
