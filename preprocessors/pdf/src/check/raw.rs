//! `raw`, which is written for one kind of output. HTML is left out of the
//! print; any other format is shown as it was written.

use doctree::{Element, Node};

use super::Reporter;

/// Deals with the `raw` elements below `node`.
pub(crate) fn settle(node: &mut Node, findings: &mut Reporter) {
    node.children.retain(|child| {
        let html = matches!(&child.element, Element::Raw { format } if is_html(format));
        if html {
            let message = "raw HTML is not set in the PDF".to_owned();
            findings.note(message, child.span);
        }
        !html
    });
    let inline = node.element.holds_inline();
    for child in &mut node.children {
        if let Element::Raw { format } = &child.element {
            let message = format!("raw text of the format `{format}` is set as it stands");
            findings.note(message, child.span);
            child.element = if inline {
                Element::Literal
            } else {
                Element::LiteralBlock
            };
        }
        settle(child, findings);
    }
}

fn is_html(formats: &str) -> bool {
    formats
        .split_whitespace()
        .any(|format| format.eq_ignore_ascii_case("html"))
}
