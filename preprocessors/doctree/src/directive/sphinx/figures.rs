//! `figure` as Sphinx has it: its name is that of the figure, not of the
//! picture in it.

use super::{Content, Failure, Parts, Spec, Value};
use crate::directive::images;
use crate::names::fully_normalize_name;
use crate::tree::{Element, Node};

pub(super) const TABLE: &[Spec] = &[Spec {
    name: "figure",
    required: 1,
    whitespace: true,
    options: images::FIGURE,
    content: Content::Blocks,
    build: figure,
    ..Spec::NEW
}];

fn figure(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let name = parts.options.take("name");
    let mut nodes = images::figure(parts)?;
    let is_figure = |it: &&mut Node| matches!(it.element, Element::Figure(_));
    let figure = nodes.iter_mut().find(is_figure);
    if let (Some(Value::Text(name)), Some(figure)) = (name, figure) {
        let names = &mut figure.attributes.edit().names;
        names.push(fully_normalize_name(&name));
        parts.note_explicit_target(figure);
    }
    Ok(nodes)
}
