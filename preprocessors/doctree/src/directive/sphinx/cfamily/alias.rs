//! `c:alias` and `cpp:alias`: declarations from elsewhere, shown once more.
//!
//! What they say is known when all chapters are; until then each is its name,
//! in a reference of the type `alias`. The row `copies` of the list says how
//! many levels of what is in a declaration are shown, 0 for all, and with
//! `noroot` that it is not shown itself.

use super::{Content, Convert, Failure, Language, Parts, Place, Spec, convert, kept};
use crate::cfamily::reference;
use crate::directive::sphinx::description::{DESCRIPTION, Description, signatures};
use crate::directive::sphinx::signature::Pieces;
use crate::tree::Node;

const OPTIONS: &[(&str, Convert)] = &[
    ("maxdepth", convert::nonnegative_int),
    ("noroot", convert::flag),
];

pub(in super::super) const SPEC: Spec = Spec {
    options: OPTIONS,
    content: Content::Blocks,
    build,
    ..DESCRIPTION
};

fn build(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let language = Language::of(parts.canonical);
    let levels = parts.options.integer("maxdepth").unwrap_or(1);
    let rootless = parts.options.has("noroot");
    let mut nodes = Vec::new();
    if rootless && levels == 1 {
        let message = format!(
            "Error in {} alias declaration. Requested 'noroot' but 'maxdepth' 1. When skipping \
             the root declaration, need 'maxdepth' 0 for infinite or at least 2.",
            language.name()
        );
        nodes.push(kept(parts, &message));
    }
    let mut description = Description::new(language.domain(), "alias");
    for signature in signatures(parts) {
        let mut inside = Pieces::new(signature.span);
        inside.name(&signature.text);
        let class = parts.context.scope.object(language.domain());
        let xref = reference(language.domain(), "alias", &signature.text, class);
        let mut pieces = inside.inner();
        pieces.reference(xref, inside);
        description.add(pieces, signature.span);
    }
    let content = parts.content(Place::Body);
    let mut list = description.finish(parts, content);
    let copies = if rootless {
        format!("{levels} noroot")
    } else {
        levels.to_string()
    };
    for list in &mut list {
        list.attributes
            .edit()
            .others
            .push(("copies", copies.clone()));
    }
    nodes.extend(list);
    Ok(nodes)
}
