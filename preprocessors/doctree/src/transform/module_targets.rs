//! Gives the anchor of a module to the section that begins with it, so that a
//! link to the module leads to the title.
//!
//! Sphinx's `MoveModuleTargets`.

use super::context::Context;
use crate::tree::{Document, Element, Node};

pub(super) fn apply(document: &mut Document, _: &mut Context<'_>) {
    each_section(&mut document.root);
}

fn each_section(parent: &mut Node) {
    let children = parent.children.iter_mut();
    for section in children.filter(|it| it.element == Element::Section) {
        if section.children.get(1).is_some_and(is_module) {
            take(section);
        }
        each_section(section);
    }
}

fn is_module(node: &Node) -> bool {
    let kind = node.attributes.other("objtype");
    matches!(node.element, Element::Target(_)) && matches!(kind, Some("py:module" | "js:module"))
}

fn take(section: &mut Node) {
    let mut target = section.children.remove(1);
    let (from, to) = (target.attributes.edit(), section.attributes.edit());
    to.ids.splice(0..0, std::mem::take(&mut from.ids));
    to.others.append(&mut from.others);
}
