//! Makes the title of a document that is one section the document's own.
//!
//! docutils' `frontmatter.DocTitle`. What stands before the section moves
//! behind the title; a lone subsection right under it gives the subtitle. The
//! document is called by its title, unless a `title` directive named it.

use super::context::{Context, adopt};
use crate::tree::{Document, Element, Node};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    let root = &mut document.root;
    if context.options.doctitle_xform && promote_title(root) {
        promote_subtitle(root);
    }
    match &context.options.title {
        Some(title) if root.attributes.other("title").is_none() => {
            let title = ("title", title.clone());
            root.attributes.edit().others.push(title);
        }
        _ => name_by_title(root),
    }
}

/// The section's title and content become those of `node`.
fn promote_title(node: &mut Node) -> bool {
    let Some(mut section) = lone_section(node) else {
        return false;
    };
    take_attributes(node, &mut section);
    let before = std::mem::take(&mut node.children);
    let mut content = section.children.into_iter();
    node.children.extend(content.next());
    node.children.extend(before);
    node.children.extend(content);
    true
}

/// The title of a lone subsection becomes the subtitle of `node`, its content
/// that of `node`.
pub(super) fn promote_subtitle(node: &mut Node) -> bool {
    let Some(mut section) = lone_section(node) else {
        return false;
    };
    let mut content = std::mem::take(&mut section.children).into_iter();
    let Some(title) = content.next() else {
        return false;
    };
    let mut subtitle = Node::with(Element::Subtitle, title.span, title.children);
    take_attributes(&mut subtitle, &mut section);
    node.children.insert(1, subtitle);
    node.children.extend(content);
    true
}

/// Takes the section out of `node` if it [`has_lone_section`].
fn lone_section(node: &mut Node) -> Option<Node> {
    if has_lone_section(node) {
        node.children.pop()
    } else {
        None
    }
}

/// Whether the last child of `node` is a section with a title, and nothing but
/// [`is_prebibliographic`] comes before it.
pub(super) fn has_lone_section(node: &Node) -> bool {
    let mut others = node.children.iter();
    let Some(section) = others.find(|child| !is_prebibliographic(child)) else {
        return false;
    };
    let titled = section
        .children
        .first()
        .is_some_and(|title| title.element == Element::Title);
    others.next().is_none() && section.element == Element::Section && titled
}

/// Whether it may stand before the title and the bibliographic fields
/// (docutils' `PreBibliographic`).
pub(super) fn is_prebibliographic(node: &Node) -> bool {
    matches!(
        node.element,
        Element::Title
            | Element::Subtitle
            | Element::Meta(_)
            | Element::Decoration
            | Element::Comment
            | Element::SubstitutionDefinition { .. }
            | Element::Target(_)
            | Element::Pending(_)
            | Element::SystemMessage(_)
            | Element::Raw { .. }
    )
}

fn take_attributes(node: &mut Node, section: &mut Node) {
    let from = section.attributes.edit();
    let to = node.attributes.edit();
    adopt(&mut to.ids, &mut from.ids);
    adopt(&mut to.names, &mut from.names);
    adopt(&mut to.dupnames, &mut from.dupnames);
    adopt(&mut to.classes, &mut from.classes);
    adopt(&mut to.backrefs, &mut from.backrefs);
    to.others.append(&mut from.others);
}

fn name_by_title(root: &mut Node) {
    if root.attributes.other("title").is_some() {
        return;
    }
    let title = root.children.first();
    let title = title.filter(|first| first.element == Element::Title);
    if let Some(text) = title.map(Node::astext) {
        root.attributes.edit().others.push(("title", text));
    }
}
