//! hornbook's own: `genindex`, where the index of the book is to stand. Sphinx
//! makes it a page of that name.

use super::{Failure, Parts, Spec};
use crate::tree::element::Pending;
use crate::tree::{Element, Node};

pub(super) const SPEC: Spec = Spec {
    name: "genindex",
    build: genindex,
    ..Spec::NEW
};

fn genindex(parts: &mut Parts<'_, '_>) -> Result<Vec<Node>, Failure> {
    let pending = Element::Pending(Box::new(Pending::Genindex));
    Ok(vec![Node::new(pending, parts.span)])
}
