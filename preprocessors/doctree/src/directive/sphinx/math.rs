//! `math` as Sphinx has it: with an argument, and with a label that the role
//! `eq` refers to.

use super::{CLASS_AND_NAME, Content, Convert, Failure, Parts, Spec, convert};
use crate::directive::body::equations;
use crate::names::make_id;
use crate::tree::Node;

const OPTIONS: &[(&str, Convert)] = &[
    CLASS_AND_NAME[0],
    CLASS_AND_NAME[1],
    ("label", convert::unchanged),
    ("no-wrap", convert::flag),
    ("nowrap", convert::flag),
    // docutils' own.
    ("number", convert::flag),
];

pub(super) const TABLE: &[Spec] = &[Spec {
    name: "math",
    optional: 1,
    whitespace: true,
    options: OPTIONS,
    content: Content::Lines,
    build: math,
    ..Spec::NEW
}];

fn math(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let mut text = parts.arguments.concat();
    if !parts.lines.is_empty() {
        text = [text, parts.text()].join("\n\n");
    }
    let text = text.trim_start_matches('\n');
    if text.is_empty() {
        return Err(super::no_content(parts.name));
    }
    let mut nodes = equations(parts, text);
    let label = parts.options.text("label");
    let label = label.or_else(|| parts.options.text("name"));
    if let (Some(label), Some(first)) = (label.filter(|it| !it.is_empty()), nodes.first_mut()) {
        let label = label.to_owned();
        declare(parts, first, &label);
    }
    Ok(nodes)
}

/// The formula answers to the label.
fn declare(parts: &mut Parts<'_, '_>, node: &mut Node, label: &str) {
    let attributes = node.attributes.edit();
    attributes.ids.push(make_id(&format!("equation-{label}")));
    attributes.others.extend([
        ("objtype", "math:equation".to_owned()),
        ("fullname", label.to_owned()),
    ]);
    parts.context.registry.set_id(node);
}
