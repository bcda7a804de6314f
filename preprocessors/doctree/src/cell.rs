//! A notebook's cell in the tree: its code and what the code gave, kept
//! together. The classes are those that Jupyter Book gives them.
//!
//! Cells come out of notebooks themselves, and out of what nbconvert made of
//! notebooks; both end here.

pub(crate) mod ansi;
pub(crate) mod html;
pub(crate) mod kernel;

use crate::source::Span;
use crate::tree::{Element, Node};

/// What is to be said where a picture has no words of its own.
pub(crate) const NO_WORDS: &str =
    "The picture has no words of its own for those who do not see it.";

/// What is to be said where the table of contents of the extension toc2 stood.
pub(crate) const CONTENTS: &str = "The table of contents that the notebook wrote is left out.";

/// What to do about that.
pub(crate) const CONTENTS_HELP: &str = "delete it: the book makes its own from the headings";

/// Programs' words for pictures: what nbconvert and its kin call them.
const GENERATED: [&str; 9] = [
    "image",
    "png",
    "svg",
    "jpg",
    "jpeg",
    "gif",
    "alt text",
    "title",
    "no description has been provided for this image",
];

/// A cell of its parts; none, if there are none.
pub(crate) fn cell(parts: Vec<Node>) -> Option<Node> {
    container("cell", parts)
}

/// The code of a cell.
pub(crate) fn input(code: Vec<Node>) -> Option<Node> {
    container("cell_input", code)
}

/// What the code of a cell gave.
pub(crate) fn output(nodes: Vec<Node>) -> Option<Node> {
    container("cell_output", nodes)
}

fn container(class: &str, nodes: Vec<Node>) -> Option<Node> {
    let span = nodes.iter().map(|it| it.span).reduce(Span::to)?;
    Some(Node::with(Element::Container, span, nodes).class(class))
}

/// Text as a program printed it, with its colours.
pub(crate) fn printed(text: &str, span: Span) -> Node {
    let text = text.trim_end_matches('\n');
    Node::with(Element::LiteralBlock, span, ansi::nodes(text, span)).class("output")
}

/// `nodes` behind a line, `summary`, that opens them.
pub(crate) fn hidden(summary: &str, nodes: Vec<Node>) -> Option<Node> {
    let span = nodes.iter().map(|it| it.span).reduce(Span::to)?;
    let term = Node::with(Element::Term, span, vec![Node::text(summary, span)]);
    let definition = Node::with(Element::Definition, span, nodes);
    let item = Node::with(Element::DefinitionListItem, span, vec![term, definition]);
    Some(Node::with(Element::DefinitionList, span, vec![item]).class("details"))
}

/// Whether `alt`, the words for the picture at `uri`, was made by a program.
pub(crate) fn is_generated(alt: &str, uri: &str) -> bool {
    let alt = alt.trim().to_lowercase();
    let file = uri.rsplit('/').next().unwrap_or_default().to_lowercase();
    let stem = file.rsplit_once('.').map_or(&*file, |it| it.0);
    let is_object = alt.starts_with('<') && alt.ends_with('>');
    alt.is_empty()
        || is_object
        || alt == uri.to_lowercase()
        || alt == file
        || alt == stem
        || GENERATED.contains(&alt.trim_end_matches(|c: char| c.is_ascii_digit()))
        || numbered(&alt).is_some()
}

/// The numbers in the name that nbconvert gives the picture of an output:
/// `x_10_0.png` is the first output of the cell 10, counted from 0.
pub(crate) fn numbered(name: &str) -> Option<(usize, usize)> {
    let file = name.rsplit('/').next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |it| it.0);
    let mut parts = stem.rsplitn(3, '_');
    let output = parts.next()?;
    let cell = parts.next()?;
    parts.next()?;
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let number = |it: &str| it.parse().ok().filter(|_| is_number(it));
    Some((number(cell)?, number(output)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_made_by_programs_are_known() {
        for alt in [
            "image",
            "PNG",
            "image0",
            "",
            "<Figure size 640x480 with 1 Axes>",
            "a_10_0",
            "b.png",
        ] {
            assert!(is_generated(alt, "x/b.png"), "{alt}");
        }
        for alt in ["Two threads take turns", "a_b_0", "Image of a cat"] {
            assert!(!is_generated(alt, "x/b.png"), "{alt}");
        }
    }

    #[test]
    fn names_of_outputs_are_numbered() {
        assert_eq!(numbered("00_intro_files/00_intro_10_0.png"), Some((10, 0)));
        assert_eq!(numbered("output_3_12.svg"), Some((3, 12)));
        for name in ["a.png", "a_1.png", "1_2.png", "a_1_b.png", "a_+1_2.png"] {
            assert_eq!(numbered(name), None, "{name}");
        }
    }
}
