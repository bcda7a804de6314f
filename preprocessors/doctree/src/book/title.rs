//! A chapter's title: that of its lone section.
//!
//! Sphinx leaves the section where it is; a page has one title all the same.

use crate::tree::{Element, Node};

/// Makes the title of `root`'s section its own, and the section's content, if
/// there is no other section and nothing of the text before it.
pub(super) fn promote(root: &mut Node) {
    let is_section = |it: &Node| it.element == Element::Section;
    let at = root.children.iter().position(is_section);
    if at.is_none_or(|at| at + 1 != root.children.len() || !all_apart(&root.children[..at])) {
        return;
    }
    let Some(section) = root.children.pop_if(|it| has_title(it)) else {
        return;
    };
    let mut from = section.attributes;
    let (from, to) = (from.edit(), root.attributes.edit());
    to.ids.append(&mut from.ids);
    to.names.append(&mut from.names);
    to.classes.append(&mut from.classes);
    let mut content = section.children.into_iter();
    let title = content.next();
    if let Some(title) = &title {
        to.others.push(("title", title.astext()));
    }
    let before = std::mem::take(&mut root.children);
    root.children = title.into_iter().chain(before).chain(content).collect();
}

/// Whether none of `nodes` is a part of the text.
fn all_apart(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| {
        matches!(
            node.element,
            Element::Docinfo
                | Element::Meta(_)
                | Element::Decoration
                | Element::Comment
                | Element::SubstitutionDefinition { .. }
                | Element::Target(_)
                | Element::Pending(_)
                | Element::SystemMessage(_)
        )
    })
}

fn has_title(section: &Node) -> bool {
    let first = section.children.first();
    first.is_some_and(|it| it.element == Element::Title)
}
