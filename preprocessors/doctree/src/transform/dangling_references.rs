//! Resolves what references are left, and reports those that lead nowhere
//! and the targets nothing leads to.
//!
//! docutils' `references.DanglingReferences`.

use super::context::{Context, Place, block_of, each, replace};
use super::external_targets::reference_link;
use super::kinds::Kinds;
use crate::diagnostic::Severity;
use crate::options::Dialect;
use crate::source::Span;
use crate::tree::element::{Link, PendingXref};
use crate::tree::{Document, Element, Node};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    if Kinds::NAMED_REFERENCE.meet(context.kinds) {
        each(&mut document.root, &mut |node, place| {
            if let Some(Link::Name(name)) = reference_link(node) {
                let name = std::mem::take(name);
                resolve(node, &name, place, context);
            }
        });
    }
    // In a book other chapters may refer to them.
    if Kinds::TARGET.meet(context.kinds) && context.options.dialect == Dialect::Docutils {
        report_unreferenced(&document.root, document.root.span, context);
    }
}

fn resolve(node: &mut Node, name: &str, place: Place, context: &mut Context<'_>) {
    if let Some(id) = context.registry.id_of(name) {
        context.referenced.ids.insert(id.to_owned());
        if let Some(link) = reference_link(node) {
            *link = Link::Id(id.to_owned());
        }
        return;
    }
    if context.options.dialect == Dialect::Book
        && matches!(node.element, Element::CitationReference { .. })
    {
        return leave_to_the_book(node);
    }
    let mut message = if context.registry.is_duplicate(name) {
        let text =
            format!("Duplicate target name, cannot be used as a unique reference: \"{name}\".");
        context.report(Severity::Error, text, place, Vec::new())
    } else {
        let text = format!("Unknown target name: \"{name}\".");
        let hint = hint(name, place.span);
        context.report(Severity::Error, text, place, hint.into_iter().collect())
    };
    refer(node, &mut message, place, context);
    context.messages.push(message);
}

/// A citation may stand in another chapter.
fn leave_to_the_book(node: &mut Node) {
    node.element = Element::PendingXref(Box::new(PendingXref {
        domain: "cite".into(),
        reftype: "citation".into(),
        target: node.astext(),
        warn: true,
        ..PendingXref::default()
    }));
}

/// Puts a `problematic` in the place of the reference; it keeps the
/// reference's id, if there is one.
fn refer(node: &mut Node, message: &mut Node, place: Place, context: &mut Context<'_>) {
    let problematic = match node.attributes.ids().first().cloned() {
        Some(id) => {
            let problematic = context.problematic_without_id(place, message);
            message.attributes.edit().backrefs.push(id);
            problematic
        }
        None => context.problematic(place, message),
    };
    replace(node, problematic);
}

/// What may be wrong with a name that has angle brackets.
fn hint(name: &str, span: Span) -> Option<Node> {
    if !name.contains(['<', '>']) {
        return None;
    }
    let mut lines = vec!["Did you want to embed a URI or alias?"];
    if !name.contains('<') {
        lines.push("Opening bracket missing.");
    } else if !name.contains(" <") {
        lines.push("The embedded reference must be preceded by whitespace.");
    }
    if !name.contains('>') {
        lines.push("Closing bracket missing.");
    } else if !name.ends_with('>') {
        lines.push("The embedded reference must be the last text before the end string.");
    }
    if name.contains("< ") || name.contains(" >") {
        lines.push("Whitespace around the embedded reference is not allowed.");
    }
    let text = Node::text(lines.join("\n"), span);
    Some(Node::with(Element::Paragraph, span, vec![text]))
}

fn report_unreferenced(node: &Node, block: Span, context: &mut Context<'_>) {
    for child in &node.children {
        let block = block_of(&node.element, child, block);
        if let Some(name) = unreferenced(child, context) {
            let message = context.report(
                Severity::Info,
                format!("Hyperlink target \"{name}\" is not referenced."),
                Place::of(child, block),
                Vec::new(),
            );
            context.messages.push(message);
        }
        report_unreferenced(child, block, context);
    }
}

/// What to call the node by, if it is a target that nothing refers to.
///
/// A target that lost a name counts as referenced. Anonymous ones have been
/// counted before.
fn unreferenced(node: &Node, context: &Context<'_>) -> Option<String> {
    let Element::Target(target) = &node.element else {
        return None;
    };
    let attributes = &node.attributes;
    if target.anonymous || !attributes.dupnames().is_empty() {
        return None;
    }
    let referenced = &context.referenced;
    let known = match &target.link {
        Link::Id(id) if attributes.ids().is_empty() => referenced.propagated.get(id),
        _ => None,
    };
    if known.is_none() && attributes.names().is_empty() && attributes.ids().is_empty() {
        // It gave its names to an indirect target, and leads where that leads.
        return None;
    }
    let own = known.map_or((attributes.names(), attributes.ids()), |it| {
        (&it.names, &it.ids)
    });
    if own.0.iter().any(|name| referenced.names.contains(name))
        || own.1.iter().any(|id| referenced.ids.contains(id))
    {
        return None;
    }
    let link = match &target.link {
        Link::Id(id) => Some(id),
        _ => None,
    };
    let called = attributes.names().first().or(attributes.ids().first());
    called.or(link).cloned()
}
