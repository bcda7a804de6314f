//! `py:module` and `py:currentmodule`: what the objects to come belong to.

use crate::directive::sphinx::description::{anchor, declare, is_hidden};
use crate::directive::{Content, Convert, Failure, Parts, Spec, convert};
use crate::tree::{Element, Node};

const OPTIONS: &[(&str, Convert)] = &[
    ("platform", convert::unchanged),
    ("synopsis", convert::unchanged),
    ("no-index", convert::flag),
    ("no-index-entry", convert::flag),
    ("no-contents-entry", convert::flag),
    ("no-typesetting", convert::flag),
    ("noindex", convert::flag),
    ("nocontentsentry", convert::flag),
    ("deprecated", convert::flag),
];

pub(super) const MODULE: Spec = Spec {
    name: "py:module",
    required: 1,
    options: OPTIONS,
    content: Content::Headed,
    build: module,
    ..Spec::NEW
};

pub(super) const CURRENT: Spec = Spec {
    name: "py:currentmodule",
    required: 1,
    build: current,
    ..Spec::NEW
};

/// A place that stands for the module, before what is said of it. What the
/// options say is for an index of modules.
pub(in crate::directive::sphinx) fn module(
    parts: &mut Parts<'_, '_>,
) -> Result<Vec<Node>, Failure> {
    let name = parts.arguments.concat();
    parts.context.scope.module = Some(name.clone());
    let mut nodes = Vec::new();
    if !is_hidden(parts) {
        let mut target = Node::new(Element::Target(Box::default()), parts.span);
        anchor(parts, &mut target, "module", &name);
        declare(&mut target, "py:module", &name);
        nodes.push(target);
    }
    nodes.extend(parts.content(parts.place));
    Ok(nodes)
}

fn current(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let name = parts.arguments.concat();
    parts.context.scope.module = Some(name).filter(|it| it != "None");
    Ok(Vec::new())
}
