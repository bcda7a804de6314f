//! Blocks of code.

use crate::source::Span;
use crate::tree::{Element, Node};

/// A fenced block. The first word behind the fence is the language; further
/// words speak to mdBook.
pub(super) fn block(info: &str, span: Span) -> Node {
    let mut words = info.split([' ', '\t', ',']).filter(|it| !it.is_empty());
    let block = Node::new(Element::LiteralBlock, span);
    match words.next() {
        Some(language) => block.class("code").class(language),
        None => block,
    }
}

/// Takes off the last line end, and what mdBook does not show: lines of Rust
/// that start with `# `.
pub(super) fn finish(block: &mut Node) {
    let rust = block.attributes.has_class("rust");
    let Some(Node {
        element: Element::Text(text),
        ..
    }) = block.children.first_mut()
    else {
        return;
    };
    let code = text.trim_end_matches('\n');
    *text = if rust && code.contains('#') {
        let shown: Vec<String> = code.lines().filter_map(shown).collect();
        shown.join("\n").into()
    } else {
        code.into()
    };
}

/// The line as mdBook shows it: `##` is how a `#` is written that hides nothing.
fn shown(line: &str) -> Option<String> {
    let start = line.trim_start();
    let indent = &line[..line.len() - start.len()];
    match start.strip_prefix('#') {
        Some(rest) if rest.is_empty() || rest.starts_with(' ') => None,
        Some(rest) if rest.starts_with('#') => Some(format!("{indent}{rest}")),
        _ => Some(line.to_owned()),
    }
}
