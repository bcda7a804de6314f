//! `raw`, which is written for one kind of output. Of HTML what can stand in
//! print is set: its text, links, pictures, tables and lists; any other format
//! is shown as it was written.

use doctree::{Element, Node, read_html};

use super::Reporter;

/// Deals with the `raw` elements below `node`.
pub(crate) fn settle(node: &mut Node, findings: &mut Reporter) {
    let inline = node.element.holds_inline();
    let mut children = Vec::with_capacity(node.children.len());
    for child in std::mem::take(&mut node.children) {
        match &child.element {
            Element::Raw { format } if is_html(format) => {
                children.extend(from_html(&child, inline, findings));
            }
            Element::Raw { format } => {
                let message = format!("raw text of the format `{format}` is set as it stands");
                findings.note(message, child.span);
                children.push(as_written(child, inline));
            }
            _ => children.push(child),
        }
    }
    node.children = children;
    for child in &mut node.children {
        settle(child, findings);
    }
}

/// What of the HTML in `raw` can be set. Tags alone are no loss.
fn from_html(raw: &Node, inline: bool, findings: &mut Reporter) -> Vec<Node> {
    let (nodes, script) = read_html(&raw.astext(), raw.span);
    if script {
        let message = "a program in raw HTML is left out of the PDF".to_owned();
        findings.note(message, raw.span);
    }
    if !inline {
        return nodes;
    }
    let mut running = Vec::new();
    for node in nodes {
        into_running(node, &mut running);
    }
    running
}

/// Adds what running text can hold of `node`.
fn into_running(node: Node, running: &mut Vec<Node>) {
    if node.element.is_inline() {
        running.push(node);
    } else {
        for child in node.children {
            into_running(child, running);
        }
    }
}

fn as_written(mut raw: Node, inline: bool) -> Node {
    raw.element = if inline {
        Element::Literal
    } else {
        Element::LiteralBlock
    };
    raw
}

fn is_html(formats: &str) -> bool {
    formats
        .split_whitespace()
        .any(|format| format.eq_ignore_ascii_case("html"))
}
